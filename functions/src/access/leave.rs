//! `POST /api/access/sign-out`: this browser's session ends.

use crate::app::{App, Outcome};
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::store::session;

/// Ends the session and clears every cookie of ours; without a session there is nothing to end.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if let Some(token) = incoming.cookies.token(CookieName::Session) {
        app.store.write(session::end(&token)).await?;
    }
    let secure = app.settings.secure_cookies;
    let clear = |response, name| reply::with_cookie(response, &cookies::clear(name, secure));
    Ok(CookieName::ALL.into_iter().fold(reply::see_other("/api/access/signed-out"), clear))
}
