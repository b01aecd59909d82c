//! `POST /api/payments/webhook`: the provider says that something happened.
//!
//! A webhook is a hint. Its signature is verified over the raw body, the ids in it are read, and then the provider is
//! asked how things stand. What is not ours, and what is not known, is acknowledged. What needs several calls of the
//! provider is kept as an errand, so that the answer comes at once.

use http::StatusCode;

use super::act;
use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::{Request, reply};
use crate::provider::{Hint, SIGNATURE_HEADER, is_signed, read_event};
use crate::settings::Secret;
use crate::store;
use crate::tally::{self, Count};

/// The largest events are far below this.
const MOST_BYTES: usize = 256 * 1024;

/// Writes what follows from the event, once.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let hint = read(app, request)?;
    if !store::event::is_done(&app.store, &hint.event).await? {
        act::on(app, &hint).await?;
    }
    Ok(reply::empty(StatusCode::OK))
}

fn read(app: &App, request: &Request) -> Result<Hint, Refusal> {
    let body: &[u8] = request.body();
    if body.len() > MOST_BYTES {
        return Err(Refusal::TOO_LARGE);
    }
    let header =
        request.headers().get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let secrets = app.settings.webhook_secrets.iter().map(Secret::reveal);
    if !is_signed(header, body, secrets, app.now()) {
        tally::one(Count::WebhooksRefused);
        tracing::warn!("a webhook has no good signature");
        return Err(Refusal::BAD_REQUEST);
    }
    read_event(body).ok_or(Refusal::BAD_REQUEST)
}
