//! Who the browser's reader has shown to be: a proven address with its audiences, or a member signed in.

use std::collections::BTreeSet;

use domain::audience::Audience;

use crate::app::App;
use crate::failure::Broken;
use crate::http::cookies::CookieName;
use crate::http::incoming::Incoming;
use crate::store;
use crate::store::member::Member;
use crate::store::proof::{self, Proof};
use crate::store::session::{self, Session};
use crate::store::waitlist::{self, EntryState};

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

/// The member whose session the request brings.
pub(crate) async fn member(app: &App, incoming: &Incoming) -> Result<Option<Member>, Broken> {
    Ok(signed_in(app, incoming).await?.map(|(_, member)| member))
}

/// The session that the request brings, and whose it is.
pub(crate) async fn signed_in(app: &App, incoming: &Incoming) -> Result<Option<(Session, Member)>, Broken> {
    let Some(token) = incoming.cookies.token(CookieName::Session) else { return Ok(None) };
    let Some(session) = session::get(&app.store, &token, app.now()).await? else { return Ok(None) };
    let member = store::member::get(&app.store, &session.member).await?;
    Ok(member.filter(|member| member.keeps(&session)).map(|member| (session, member)))
}
