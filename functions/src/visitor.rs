//! Who the browser's reader has shown to be: an address that was proven, and the audiences it is in.

use std::collections::BTreeSet;

use domain::audience::Audience;

use crate::app::App;
use crate::failure::Broken;
use crate::http::cookies::CookieName;
use crate::http::incoming::Incoming;
use crate::store::proof::{self, Proof};
use crate::store::waitlist::{self, EntryState};
use crate::store::{self};

/// The address that this browser has proven, if it has.
pub(crate) async fn proof(app: &App, incoming: &Incoming) -> Result<Option<Proof>, Broken> {
    match incoming.cookies.token(CookieName::Proof) {
        Some(token) => proof::get(&app.store, &token, app.now()).await,
        None => Ok(None),
    }
}

/// The audiences of a proven address; [`Audience::Everyone`] goes without saying.
pub(crate) async fn audiences(app: &App, proof: &Proof) -> Result<BTreeSet<Audience>, Broken> {
    let mut audiences = store::audience::of(&app.store, &proof.address_hash).await?;
    if waitlist::state(&app.store, &proof.address_hash).await? == Some(EntryState::Confirmed) {
        audiences.insert(Audience::Waitlist);
    }
    Ok(audiences)
}
