//! `/api/waitlist/confirm`: the link in the mail. GET shows a button and changes nothing; POST confirms.

use super::leave;
use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::mail::{self, Mail};
use crate::notice;
use crate::offers::open::to_offers;
use crate::portal::Loaded;
use crate::store::link::{self, LinkKind};
use crate::store::outbox::{self, Waiting};
use crate::store::proof::Proof;
use crate::store::suppression;
use crate::store::waitlist::{self, EntryState};
use crate::store::{Commit, Write};
use crate::tally::{self, Count};

/// The button. Mail scanners open links, so nothing happens yet.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?.reveal();
    notice::button(app, "waitlist-confirm", "/api/waitlist/confirm", vec![("token", &token)]).await
}

/// Confirms the entry and welcomes it; a second press finds it confirmed. While a launch is open, it leads to the offers.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?;
    let link = link::get(&app.store, LinkKind::Confirm, &token, app.now()).await?;
    let link = link.ok_or(Refusal::LINK_EXPIRED)?;
    let portal = app.portal().await?;
    let proof =
        Proof { address: link.address.ok_or(Refusal::LINK_EXPIRED)?, address_hash: link.address_hash };
    let (mail, leave) = welcome(app, &portal, &proof)?;
    let confirmed = waitlist::confirm(&proof.address_hash, app.now());
    let lift = suppression::lift(&proof.address_hash);
    let writes = vec![confirmed, outbox::put(&mail, app.now()), leave, lift];
    let is_new = app.store.transact(writes).await? == Commit::Done;
    if is_new {
        tally::one(Count::SignUps);
    } else if waitlist::state(&app.store, &proof.address_hash, app.now()).await?
        != Some(EntryState::Confirmed)
    {
        return Err(Refusal::LINK_EXPIRED.into());
    }
    if portal.portal().launches.iter().any(|launch| launch.is_open(app.now())) {
        // The link was mailed, so it proves the address as well as one to the offers would.
        return to_offers(app, proof).await;
    }
    Ok(reply::see_other("/api/waitlist/confirmed"))
}

/// The welcome mail, and what keeps the link in it that ends the entry.
fn welcome(app: &App, portal: &Loaded, proof: &Proof) -> Result<(Waiting, Write), Broken> {
    let (unsubscribe, keep) = leave::link(app, &proof.address_hash);
    let mail = Mail {
        href: Some(app.link("/")),
        unsubscribe: Some(unsubscribe),
        ..Mail::new("waitlist-welcome", &proof.address)
    };
    Ok((mail::compose(portal, &mail)?, keep))
}
