//! `POST /api/access/sign-out`: this browser's session ends; `POST /api/access/sign-out-everywhere`: every one does.

use crate::app::{App, Outcome};
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::store::session;
use crate::{members, visitor};

/// Ends the session and clears every cookie of ours; without a session there is nothing to end.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if let Some((session, _)) = visitor::signed_in(app, &incoming).await? {
        app.store.transact(session::end(&session.member, &session.hash).into()).await?;
    }
    Ok(signed_out(app))
}

/// Ends every session of the member, this one included, and voids every pass.
pub(super) async fn everywhere(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if let Some(member) = visitor::member(app, &incoming).await? {
        app.store.transact(members::sign_out(&member.id, app.now()).into()).await?;
    }
    Ok(signed_out(app))
}

fn signed_out(app: &App) -> Response {
    let secure = app.settings.secure_cookies;
    let clear = |response, name| reply::with_cookie(response, &cookies::clear(name, secure));
    CookieName::ALL.into_iter().fold(reply::see_other("/api/access/signed-out"), clear)
}
