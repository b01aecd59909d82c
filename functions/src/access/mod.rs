//! Access: signing in by a link, passes for the gate, and the page where somebody without access ends.

mod leave;
mod link;
mod locked;
mod open;
pub(crate) mod pass;
mod refresh;

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};
use crate::notice;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    ("/api/access/link", "POST"),
    ("/api/access/sent", "GET, HEAD"),
    ("/api/access/open", "GET, HEAD, POST"),
    ("/api/access/refresh", "GET, HEAD"),
    ("/api/access/locked", "GET, HEAD"),
    ("/api/access/sign-out", "POST"),
    ("/api/access/signed-out", "GET, HEAD"),
];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("POST", "/api/access/link") => link::post(app, request).await,
        ("GET", "/api/access/sent") => notice::good(app, "sign-in-sent", ("link-home", "/")).await,
        ("GET", "/api/access/open") => open::get(app, request).await,
        ("POST", "/api/access/open") => open::post(app, request).await,
        ("GET", "/api/access/refresh") => refresh::get(app, request).await,
        ("GET", "/api/access/locked") => locked::get(app, request).await,
        ("POST", "/api/access/sign-out") => leave::post(app, request).await,
        ("GET", "/api/access/signed-out") => notice::good(app, "signed-out", ("link-home", "/")).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}
