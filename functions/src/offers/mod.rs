//! Offers: what everybody may buy, what this visitor may, and how many seats are left.

mod ask;
mod come_back;
mod mine;
pub(crate) mod open;
mod public;
mod standing;

use domain::return_path::MY_OFFERS;

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};
use crate::notice;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    ("/api/offers", "GET, HEAD"),
    ("/api/offers/facts", "GET, HEAD"),
    (MY_OFFERS, "GET, HEAD"),
    ("/api/offers/ask", "POST"),
    ("/api/offers/sent", "GET, HEAD"),
    ("/api/offers/open", "GET, HEAD, POST"),
    ("/api/offers/come-back", "POST"),
];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("GET", "/api/offers") => public::page(app).await,
        ("GET", "/api/offers/facts") => public::facts(app).await,
        ("GET", MY_OFFERS) => mine::get(app, request).await,
        ("POST", "/api/offers/ask") => ask::post(app, request).await,
        ("GET", "/api/offers/sent") => notice::good(app, "offer-sent", ("link-home", "/")).await,
        ("GET", "/api/offers/open") => open::get(app, request).await,
        ("POST", "/api/offers/open") => open::post(app, request).await,
        ("POST", "/api/offers/come-back") => come_back::post(app, request).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}
