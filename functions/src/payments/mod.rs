//! The provider's webhooks.

mod webhook;

use crate::app::{App, Outcome};
use crate::http::{Request, door, no_door};

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("POST", "/api/payments/webhook") => webhook::post(app, request).await,
        _ => Err(no_door(request, &["/api/payments/webhook"]).into()),
    }
}
