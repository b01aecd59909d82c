//! `/api/waitlist/confirm`: the link in the mail. GET shows a button and changes nothing; POST confirms.

use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::mail::{self, Mail};
use crate::notice;
use crate::portal::Loaded;
use crate::random;
use crate::store::link::{self, Link, LinkKind};
use crate::store::outbox::{self, Waiting};
use crate::store::waitlist::{self, EntryState};
use crate::store::{Commit, Write};

/// The button. Mail scanners open links, so nothing happens yet.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?.reveal();
    notice::button(app, "waitlist-confirm", "/api/waitlist/confirm", vec![("token", &token)]).await
}

/// Confirms the entry and welcomes it; a second press finds it confirmed.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?;
    let link = link::get(&app.store, LinkKind::Confirm, &token, app.now()).await?;
    let link = link.ok_or(Refusal::LINK_EXPIRED)?;
    let portal = app.portal().await?;
    let (mail, leave) = welcome(app, &portal, &link)?;
    let writes = vec![waitlist::confirm(&link.address_hash, app.now()), outbox::put(&mail, app.now()), leave];
    if app.store.transact(writes).await? != Commit::Done
        && waitlist::state(&app.store, &link.address_hash).await? != Some(EntryState::Confirmed)
    {
        return Err(Refusal::LINK_EXPIRED.into());
    }
    Ok(reply::see_other("/api/waitlist/confirmed"))
}

/// The welcome mail, and the lasting link in it that ends the entry.
fn welcome(app: &App, portal: &Loaded, link: &Link) -> Result<(Waiting, Write), Broken> {
    let token = random::token()?;
    let to = link
        .address
        .as_ref()
        .ok_or_else(|| Broken::new("welcoming to the waitlist", "the link has no address"))?;
    let leave = Link { kind: LinkKind::Leave, address: None, expires: None, ..link.clone() };
    let unsubscribe = app.link(&format!("/api/waitlist/leave?token={}", token.reveal()));
    let mail = Mail {
        href: Some(app.link("/")),
        unsubscribe: Some(unsubscribe),
        ..Mail::new("waitlist-welcome", to)
    };
    Ok((mail::compose(portal, &mail)?, link::put(&token, &leave)))
}
