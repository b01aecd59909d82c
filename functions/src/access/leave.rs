//! `POST /api/access/sign-out`: this browser's session ends; `POST /api/access/sign-out-everywhere`: every one does.

use crate::app::{App, Outcome};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::store::session;
use crate::{members, visitor};

/// Ends the session, clears every cookie of ours, and voids the member's passes, for one may have been copied. Other
/// browsers get a new one without noticing. Without a session there is nothing to end.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if let Some((session, _)) = visitor::signed_in(app, &incoming).await? {
        let ended = session::end(&session.member, &session.hash).into();
        members::void_passes(app, &session.member, |_| {}, ended).await?;
    }
    Ok(signed_out(app))
}

/// Ends every session of the member, this one included, and voids every pass.
pub(super) async fn everywhere(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if let Some(member) = visitor::member(app, &incoming).await? {
        members::sign_out(app, &member.id).await?;
    }
    Ok(signed_out(app))
}

fn signed_out(app: &App) -> Response {
    reply::without_cookies(reply::see_other("/api/access/signed-out"), app.settings.secure_cookies)
}
