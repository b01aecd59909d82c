//! `/api/access/open`: the sign-in link. GET shows a button and consumes nothing, for mail scanners open links
//! and run scripts; the pressed POST consumes it.

use super::enter;
use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::Request;
use crate::http::incoming::Incoming;
use crate::notice;
use crate::store::link::{self, LinkKind};
use crate::store::{self, code};

/// The button.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?.reveal();
    notice::button(app, "sign-in-open", "/api/access/open", vec![("token", &token)]).await
}

/// Uses up the link, and the code in the same mail, and begins a session; then leads to where the member wanted to go.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let token = incoming.token()?;
    let link =
        link::get(&app.store, LinkKind::SignIn, &token, app.now()).await?.ok_or(Refusal::LINK_EXPIRED)?;
    let member =
        store::member::of_address(&app.store, &link.address_hash).await?.ok_or(Refusal::LINK_EXPIRED)?;
    let used = link.code_for.iter().map(code::forget);
    let used = std::iter::once(link::consume(LinkKind::SignIn, &token)).chain(used).collect();
    let entered = enter::begin_session(app, &incoming.agent, &member, link.next.as_deref(), used).await?;
    Ok(entered.ok_or(Refusal::LINK_EXPIRED)?)
}
