//! `POST /api/access/sign-out`: this browser's session ends; `POST /api/access/sign-out-everywhere`: every one does.

use crate::app::{App, Outcome};
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::store::session;
use crate::{members, visitor};

/// Ends the session, clears every cookie of ours, and voids the member's passes, for one may have been copied. Other
/// browsers get a new one without noticing. Without a session there is nothing to end.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if let Some((session, _)) = visitor::signed_in(app, &incoming).await? {
        let (member, now) = (session.member.as_str(), app.now());
        let ended = session::end(member, &session.hash).into_iter();
        app.store.transact(ended.chain(members::void_passes(member, now)).collect()).await?;
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
