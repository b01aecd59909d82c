//! Access: signing in by a link or a code, passes for the gate, sessions, and the pages where somebody without access
//! ends.

mod code;
mod device;
mod ended;
pub(crate) mod enter;
mod leave;
mod link;
pub(crate) mod locked;
mod open;
mod pass;
mod refresh;
mod sessions;

use domain::return_path::SIGN_IN;

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};
use crate::notice;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    ("/api/access/link", "POST"),
    ("/api/access/sent", "GET, HEAD"),
    ("/api/access/code", "POST"),
    ("/api/access/open", "GET, HEAD, POST"),
    ("/api/access/refresh", "GET, HEAD"),
    ("/api/access/locked", "GET, HEAD"),
    ("/api/access/sessions", "GET, HEAD"),
    ("/api/access/end-session", "POST"),
    ("/api/access/sign-out", "POST"),
    ("/api/access/sign-out-everywhere", "POST"),
    ("/api/access/signed-out", "GET, HEAD"),
];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("POST", "/api/access/link") => link::post(app, request).await,
        ("GET", "/api/access/sent") => code::get(app, request).await,
        ("POST", "/api/access/code") => code::post(app, request).await,
        ("GET", "/api/access/open") => open::get(app, request).await,
        ("POST", "/api/access/open") => open::post(app, request).await,
        ("GET", "/api/access/refresh") => refresh::get(app, request).await,
        ("GET", "/api/access/locked") => locked::get(app, request).await,
        ("GET", "/api/access/sessions") => sessions::get(app, request).await,
        ("POST", "/api/access/end-session") => sessions::end(app, request).await,
        ("POST", "/api/access/sign-out") => leave::post(app, request).await,
        ("POST", "/api/access/sign-out-everywhere") => leave::everywhere(app, request).await,
        ("GET", "/api/access/signed-out") => notice::good(app, "signed-out", ("link-sign-in", SIGN_IN)).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}
