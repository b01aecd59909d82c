//! The provider's webhooks.

pub(crate) mod act;
mod webhook;

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[("/api/payments/webhook", "POST")];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("POST", "/api/payments/webhook") => webhook::post(app, request).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}
