//! `/api/waitlist/leave`: the unsubscribe link. GET shows a button; POST leaves, also when a mail provider
//! posts it in one click (RFC 8058: `List-Unsubscribe=One-Click`, without cookies, from anywhere).

use domain::address::AddressHash;

use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::notice;
use crate::store::link::{self, Link, LinkKind};
use crate::store::suppression::{self, Why};
use crate::store::{Commit, Write, waitlist};

/// The lasting link in a mail by which its reader leaves every list, and what keeps it: the same in every mail to an address,
/// so that one row serves them all.
pub(crate) fn link(app: &App, address: &AddressHash) -> (String, Write) {
    let token = app.settings.hash_key.leave_token(address);
    let url = app.link(&format!("/api/waitlist/leave?token={}", token.reveal()));
    (url, link::put(&token, &Link::lasting(LinkKind::Leave, address)))
}

/// The button.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?.reveal();
    notice::button(app, "waitlist-leave", "/api/waitlist/leave", vec![("token", &token)]).await
}

/// Leaves every list; once more changes nothing. No cookie is read, so no other site can gain anything by posting it.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read_from_anywhere(app, request)?.token()?;
    let link = link::get(&app.store, LinkKind::Leave, &token, app.now()).await?;
    let (address, now) = (link.ok_or(Refusal::LINK_EXPIRED)?.address_hash, app.now());
    let suppress = suppression::put(&address, Why::Left, now);
    if app.store.transact(vec![suppress.clone(), waitlist::leave(&address, now)]).await? != Commit::Done {
        // Who was only imported into an audience has no entry to end.
        app.store.write(suppress).await?;
    }
    Ok(reply::see_other("/api/waitlist/left"))
}
