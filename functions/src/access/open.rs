//! `/api/access/open`: the sign-in link. GET shows a button and consumes nothing, for mail scanners open links
//! and run scripts; the pressed POST consumes it.

use domain::return_path::ReturnPath;
use domain::token::SESSION_LASTS;

use super::pass;
use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::notice;
use crate::random;
use crate::store::link::{self, LinkKind};
use crate::store::{self, Commit};

/// The button.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?.reveal();
    notice::button(app, "sign-in-open", "/api/access/open", vec![("token", &token)]).await
}

/// Uses up the link and begins a session, in one transaction; then leads to where the member wanted to go.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?;
    let link =
        link::get(&app.store, LinkKind::SignIn, &token, app.now()).await?.ok_or(Refusal::LINK_EXPIRED)?;
    let member =
        store::member::of_address(&app.store, &link.address_hash).await?.ok_or(Refusal::LINK_EXPIRED)?;
    let session = random::token()?;
    let writes =
        vec![link::consume(LinkKind::SignIn, &token), store::session::put(&session, &member.id, app.now())];
    if app.store.transact(writes).await? != Commit::Done {
        return Err(Refusal::LINK_EXPIRED.into());
    }
    let next = link.next.as_deref().map_or_else(ReturnPath::default, ReturnPath::parse);
    let response = reply::see_other(next.as_str());
    let secure = app.settings.secure_cookies;
    let cookie = cookies::set(CookieName::Session, &session.reveal(), SESSION_LASTS, secure);
    Ok(pass::give(app, reply::with_cookie(response, &cookie), &member).await?)
}
