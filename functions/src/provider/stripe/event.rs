//! What an event is about. Of its body only ids are read, for it is a hint; what it is about is asked for.

use serde::Deserialize;

use crate::provider::hint::{Hint, ProviderId, Subject};

/// The kinds that say something of ours; the provider is asked to send no others, and any other is acknowledged.
pub(super) const KINDS: &[&str] = &[
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "charge.refunded",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
];

#[derive(Deserialize)]
pub(super) struct EventObject {
    pub(super) id: String,
    #[serde(rename = "type")]
    kind: String,
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    object: AboutObject,
}

#[derive(Deserialize)]
struct AboutObject {
    /// Some kinds of objects have none; we act on none of those.
    #[serde(default)]
    id: Option<String>,
    /// A charge, a refund and a dispute have one.
    #[serde(default)]
    payment_intent: Option<serde_json::Value>,
}

impl EventObject {
    /// None for an event whose own id is none.
    pub(super) fn hint(&self) -> Option<Hint> {
        let event = ProviderId::parse(&self.id)?.to_string();
        let object = &self.data.object;
        let id = || object.id.as_deref().and_then(ProviderId::parse);
        let payment = || object.payment_intent.as_ref().and_then(|id| ProviderId::parse(id.as_str()?));
        let subject = match self.kind.as_str() {
            kind if !KINDS.contains(&kind) => None,
            kind if kind.starts_with("checkout.session.") => id().map(Subject::Session),
            kind if kind.starts_with("customer.subscription.") => id().map(Subject::Subscription),
            kind if kind.starts_with("invoice.") => id().map(Subject::Bill),
            _ => payment().map(Subject::Payment),
        };
        Some(Hint { event, subject: subject.unwrap_or(Subject::Other) })
    }
}

/// What the event in this body is about; none if it is no event.
pub(crate) fn read(body: &[u8]) -> Option<Hint> {
    serde_json::from_slice::<EventObject>(body).ok()?.hint()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(kind: &str, object: &serde_json::Value) -> Option<Subject> {
        let event = serde_json::json!({ "id": "evt_1", "type": kind, "data": { "object": object } });
        read(event.to_string().as_bytes()).map(|hint| hint.subject)
    }

    fn id(text: &str) -> ProviderId {
        ProviderId::parse(text).unwrap()
    }

    #[test]
    fn each_kind_tells_what_to_ask_about() {
        let of = |name: &str| serde_json::json!({ "id": name, "payment_intent": "pi_1" });
        assert_eq!(about("checkout.session.expired", &of("cs_1")), Some(Subject::Session(id("cs_1"))));
        assert_eq!(
            about("customer.subscription.updated", &of("sub_1")),
            Some(Subject::Subscription(id("sub_1")))
        );
        assert_eq!(about("invoice.paid", &of("in_1")), Some(Subject::Bill(id("in_1"))));
        for kind in ["charge.refunded", "refund.failed", "charge.dispute.closed"] {
            assert_eq!(about(kind, &of("x_1")), Some(Subject::Payment(id("pi_1"))), "{kind}");
        }
    }

    #[test]
    fn what_is_not_known_or_names_nothing_is_about_nothing() {
        let nothing = serde_json::json!({});
        for kind in ["charge.succeeded", "invoice.upcoming", "invoice.paid", "charge.refunded", ""] {
            assert_eq!(about(kind, &nothing), Some(Subject::Other), "{kind}");
        }
        let odd = serde_json::json!({ "id": "../x", "payment_intent": { "id": "pi_1" } });
        assert_eq!(about("invoice.paid", &odd), Some(Subject::Other));
        assert_eq!(about("charge.refunded", &odd), Some(Subject::Other));
    }

    #[test]
    fn what_is_no_event_does_not_read() {
        for body in
            ["", "{}", "null", "[]", r#"{"id":"evt_1"}"#, r#"{"id":"a b","type":"x","data":{"object":{}}}"#]
        {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
        assert_eq!(read(b"\xff\xfe{\0}\0"), None);
    }
}
