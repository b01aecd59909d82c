//! Events, and those who are told of them.

use serde_json::{Value, json};

use super::API_VERSION;
use crate::serve::pay_desk::books::{Books, Endpoint};

/// An event about `object`, which somebody is to be told of or not.
pub(crate) fn event(id: &str, kind: &str, created: i64, object: &Value, wanted: bool) -> Value {
    json!({
        "id": id,
        "object": "event",
        "api_version": API_VERSION,
        "created": created,
        "data": { "object": object },
        "livemode": false,
        "pending_webhooks": i32::from(wanted),
        "request": { "id": null, "idempotency_key": null },
        "type": kind,
    })
}

/// An address that wants to be told. Its secret is told once, when it is made.
pub(crate) fn endpoint(_: &Books, endpoint: &Endpoint) -> Value {
    json!({
        "id": endpoint.id,
        "object": "webhook_endpoint",
        "api_version": endpoint.api_version,
        "application": null,
        "created": endpoint.created,
        "description": endpoint.description,
        "enabled_events": endpoint.enabled_events,
        "livemode": false,
        "metadata": endpoint.metadata,
        "status": if endpoint.disabled { "disabled" } else { "enabled" },
        "url": endpoint.url,
    })
}
