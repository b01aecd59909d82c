//! The waitlist: asking to be told, confirming it, and leaving.

mod confirm;
mod join;
pub(crate) mod leave;
mod list;

pub use list::{Waiting, list};

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};
use crate::notice;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    ("/api/waitlist/join", "POST"),
    ("/api/waitlist/sent", "GET, HEAD"),
    ("/api/waitlist/confirm", "GET, HEAD, POST"),
    ("/api/waitlist/confirmed", "GET, HEAD"),
    ("/api/waitlist/leave", "GET, HEAD, POST"),
    ("/api/waitlist/left", "GET, HEAD"),
];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("POST", "/api/waitlist/join") => join::post(app, request).await,
        ("GET", "/api/waitlist/sent") => notice::good(app, "waitlist-sent", ("link-home", "/")).await,
        ("GET", "/api/waitlist/confirm") => confirm::get(app, request).await,
        ("POST", "/api/waitlist/confirm") => confirm::post(app, request).await,
        ("GET", "/api/waitlist/confirmed") => {
            notice::good(app, "waitlist-confirmed", ("link-home", "/")).await
        }
        ("GET", "/api/waitlist/leave") => leave::get(app, request).await,
        ("POST", "/api/waitlist/leave") => leave::post(app, request).await,
        ("GET", "/api/waitlist/left") => notice::good(app, "waitlist-left", ("link-home", "/")).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}
