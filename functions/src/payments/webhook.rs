//! `POST /api/payments/webhook`: the provider says that something happened.
//!
//! A webhook is a hint. Its signature is verified over the raw body, its id and its object's id are read, and
//! then the provider is asked how things stand. What is not ours, and what is not known, is acknowledged.

use http::StatusCode;
use serde::Deserialize;

use crate::app::{App, Outcome};
use crate::checkout::refresh;
use crate::checkout::settle::{self, Cause};
use crate::failure::{Failure, Refusal};
use crate::http::{Request, reply};
use crate::provider::signature;
use crate::provider::stripe::{SessionId, SubscriptionId};
use crate::store;

/// The largest events are far below this.
const MOST_BYTES: usize = 256 * 1024;

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    object: EventObject,
}

#[derive(Deserialize)]
struct EventObject {
    /// Some kinds of objects have none; we act on none of those.
    id: Option<String>,
}

/// Writes what follows from the event, once.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let event = read(app, request)?;
    if !store::event::is_done(&app.store, &event.id).await? {
        act(app, &event).await?;
    }
    Ok(reply::empty(StatusCode::OK))
}

fn read(app: &App, request: &Request) -> Result<Event, Refusal> {
    let body: &[u8] = request.body();
    if body.len() > MOST_BYTES {
        return Err(Refusal::TOO_LARGE);
    }
    let header =
        request.headers().get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !signature::is_valid(header, body, &app.settings.webhook_secrets, app.now()) {
        return Err(Refusal::BAD_REQUEST);
    }
    let event: Event = serde_json::from_slice(body).map_err(|_| Refusal::BAD_REQUEST)?;
    let plain = event.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain && event.id.len() <= 255 { Ok(event) } else { Err(Refusal::BAD_REQUEST) }
}

async fn act(app: &App, event: &Event) -> Result<(), Failure> {
    let object = event.data.object.id.as_deref().unwrap_or_default();
    if event.kind.starts_with("checkout.session.") {
        let session = SessionId::parse(object).ok_or(Refusal::BAD_REQUEST)?;
        let found = app.payments.session(&session).await?;
        if let Some(hold) = found.and_then(|session| session.hold) {
            settle::settle(app, &hold, &session, Cause::Event(&event.id)).await?;
        }
    } else if event.kind.starts_with("customer.subscription.") {
        let subscription = SubscriptionId::parse(object).ok_or(Refusal::BAD_REQUEST)?;
        refresh::refresh(app, &subscription, &event.id).await?;
    }
    Ok(())
}
