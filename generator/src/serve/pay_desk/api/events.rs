//! `/v1/events`: what happened, for those who were not told.

use serde_json::{Value, json};

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Event, Kept};

/// For so long events are listed, in seconds. Source: docs.stripe.com/api/events/list, "going back up to 30 days".
const LISTED_FOR: i64 = 30 * 24 * 60 * 60;

pub(super) fn read(kept: &Kept, path: &[&str], params: &Params, now: i64) -> Reply {
    match path {
        [] => all(kept, params, now),
        [id] => {
            params.only(&[])?;
            let event = kept.events.iter().find(|event| event.id == *id);
            event.map(object).ok_or_else(|| Refusal::not_found("event", id))
        }
        _ => Err(unknown()),
    }
}

fn all(kept: &Kept, params: &Params, now: i64) -> Reply {
    let (kinds, kind) = (params.list("types"), params.get("type"));
    let is_taken = params.flag("delivery_success")?;
    let wanted = kept.events.iter().filter(|event| {
        event.created >= now - LISTED_FOR
            && (kinds.is_empty() || kinds.contains(&event.kind))
            && kind.is_none_or(|kind| event.kind == kind)
            && is_taken.is_none_or(|taken| event.is_pending() != taken)
    });
    let known = ["delivery_success", "type", "types[#]"];
    let url = "/v1/events";
    list::page(params, url, &known, "event", wanted, |event| (event.created, &event.id), object)
}

/// What was told, and whether somebody still waits to be told.
fn object(event: &Event) -> Value {
    let mut object: Value = serde_json::from_str(&event.body).unwrap_or_default();
    object["pending_webhooks"] = json!(i32::from(event.is_pending()));
    object
}
