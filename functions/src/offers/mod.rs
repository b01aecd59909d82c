//! Offers: what this visitor may buy, at what price, and how many seats are left.

mod ask;
mod open;
mod show;

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};
use crate::notice;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    ("/api/offers", "GET, HEAD"),
    ("/api/offers/ask", "POST"),
    ("/api/offers/sent", "GET, HEAD"),
    ("/api/offers/open", "GET, HEAD, POST"),
];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("GET", "/api/offers") => show::get(app, request).await,
        ("POST", "/api/offers/ask") => ask::post(app, request).await,
        ("GET", "/api/offers/sent") => notice::good(app, "offer-sent", ("link-home", "/")).await,
        ("GET", "/api/offers/open") => open::get(app, request).await,
        ("POST", "/api/offers/open") => open::post(app, request).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}
