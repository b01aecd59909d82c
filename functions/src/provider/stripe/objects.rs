//! What Stripe answers, as far as it is read.

use domain::hold::Payment;
use domain::membership::{FOR_GOOD, MembershipState};
use jiff::Timestamp;
use serde::Deserialize;

use super::list::Entry;
use crate::failure::Broken;
use crate::provider::{Session, Subscription};

#[derive(Deserialize)]
pub(super) struct SessionObject {
    id: String,
    url: Option<String>,
    status: Option<String>,
    payment_status: String,
    #[serde(default)]
    metadata: Option<Metadata>,
    customer: Option<String>,
    subscription: Option<Expandable<SubscriptionObject>>,
    /// What pays where there is no subscription.
    payment_intent: Option<Expandable<PaymentObject>>,
}

#[derive(Deserialize)]
struct Metadata {
    hold: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expandable<T> {
    Object(T),
    Id(#[expect(dead_code, reason = "an answer that was not expanded")] String),
}

#[derive(Deserialize)]
pub(super) struct PaymentObject {
    id: String,
    status: String,
}

#[derive(Deserialize)]
pub(super) struct SubscriptionObject {
    id: String,
    customer: String,
    status: String,
    #[serde(default)]
    cancel_at_period_end: bool,
    /// Set by a cancellation in the provider's portal; `cancel_at_period_end` then stays false.
    cancel_at: Option<i64>,
    #[serde(default)]
    metadata: Option<Metadata>,
    items: Items,
}

#[derive(Deserialize)]
struct Items {
    data: Vec<SubscriptionItem>,
}

#[derive(Deserialize)]
struct SubscriptionItem {
    current_period_start: i64,
    current_period_end: i64,
}

impl Entry for SessionObject {
    fn id(&self) -> &str {
        &self.id
    }
}

impl<T> Expandable<T> {
    fn object(self) -> Option<T> {
        match self {
            Self::Object(object) => Some(object),
            Self::Id(_) => None,
        }
    }
}

impl SessionObject {
    /// The hold that it was made for, if it is one of ours.
    pub(super) fn hold(&self) -> Option<&String> {
        self.metadata.as_ref().and_then(|metadata| metadata.hold.as_ref())
    }

    pub(super) fn read(self) -> Result<Session, Broken> {
        let hold = self.hold().cloned();
        let subscription = self.subscription.and_then(Expandable::object);
        let once = self.payment_intent.and_then(Expandable::object);
        let failed = subscription.as_ref().is_some_and(SubscriptionObject::has_failed)
            || once.as_ref().is_some_and(PaymentObject::has_failed);
        let payment = match (self.status.as_deref(), self.payment_status.as_str()) {
            (_, "paid" | "no_payment_required") => Payment::Paid,
            (Some("expired"), _) => Payment::Expired,
            // A payment that takes days, and failed after all; until then its subscription is `incomplete`.
            (Some("complete"), _) if failed => Payment::Expired,
            _ => Payment::Pending,
        };
        let begun = match (subscription, once) {
            (Some(subscription), _) => Some(subscription.read()?),
            (None, Some(once)) => Some(once.for_good(self.customer.unwrap_or_default(), hold.clone())),
            (None, None) => None,
        };
        Ok(Session { id: self.id, url: self.url, payment, hold, subscription: begun })
    }
}

impl PaymentObject {
    fn has_failed(&self) -> bool {
        matches!(self.status.as_str(), "requires_payment_method" | "canceled")
    }

    /// What a payment that is made once begins.
    fn for_good(self, customer: String, hold: Option<String>) -> Subscription {
        Subscription { id: self.id, customer, hold, state: MembershipState::Active, paid_until: FOR_GOOD }
    }
}

impl SubscriptionObject {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// One that never began has no period.
    pub(super) fn has_period(&self) -> bool {
        self.paid_until().is_some()
    }

    /// Whether it is set to end at an instant, and not with its period.
    pub(super) fn ends_at_an_instant(&self) -> bool {
        self.cancel_at.is_some() && !self.cancel_at_period_end
    }

    pub(super) fn read(self) -> Result<Subscription, Broken> {
        let paid_until = self.paid_until().and_then(|second| Timestamp::from_second(second).ok());
        let paid_until =
            paid_until.ok_or_else(|| Broken::new("reading a subscription", "it has no period"))?;
        let ends = self.cancel_at_period_end || self.cancel_at.is_some();
        let state = match self.status.as_str() {
            "active" | "trialing" | "past_due" if ends => MembershipState::Ending,
            "active" | "trialing" => MembershipState::Active,
            "past_due" => MembershipState::PastDue,
            _ => MembershipState::Ended,
        };
        let hold = self.metadata.and_then(|metadata| metadata.hold);
        Ok(Subscription { id: self.id, customer: self.customer, hold, state, paid_until })
    }

    fn has_failed(&self) -> bool {
        matches!(self.status.as_str(), "incomplete_expired" | "canceled" | "unpaid")
    }

    /// The end of its period, or of its cancellation if that is sooner. The period of one that is past due has
    /// begun, but is not paid for: what is paid ended where it begins.
    fn paid_until(&self) -> Option<i64> {
        let period = |item: &SubscriptionItem| match self.status.as_str() {
            "past_due" => item.current_period_start,
            _ => item.current_period_end,
        };
        let end = self.items.data.iter().map(period).max()?;
        Some(self.cancel_at.map_or(end, |cancelled| cancelled.min(end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A subscription whose period runs from second 1000 to 2000.
    fn read(status: &str, cancel_at_period_end: bool, cancel_at: Option<i64>) -> (MembershipState, i64) {
        let object = serde_json::json!({
            "id": "sub_1", "customer": "cus_1", "status": status,
            "cancel_at_period_end": cancel_at_period_end, "cancel_at": cancel_at,
            "items": { "data": [{ "current_period_start": 1000, "current_period_end": 2000 }] },
        });
        let object: SubscriptionObject = serde_json::from_value(object).unwrap();
        let subscription = object.read().unwrap();
        (subscription.state, subscription.paid_until.as_second())
    }

    #[test]
    fn a_cancellation_is_seen_however_the_provider_says_it() {
        assert_eq!(read("active", false, None), (MembershipState::Active, 2000));
        assert_eq!(read("active", true, None), (MembershipState::Ending, 2000));
        assert_eq!(read("active", false, Some(1500)), (MembershipState::Ending, 1500));
    }

    fn payment(status: &str, payment_status: &str, subscription: &str) -> Payment {
        let object = serde_json::json!({
            "id": "cs_1", "url": null, "status": status, "payment_status": payment_status,
            "metadata": { "hold": "h" },
            "subscription": {
                "id": "sub_1", "customer": "cus_1", "status": subscription, "cancel_at": null,
                "items": { "data": [{ "current_period_start": 1000, "current_period_end": 2000 }] },
            },
        });
        serde_json::from_value::<SessionObject>(object).unwrap().read().unwrap().payment
    }

    #[test]
    fn a_payment_that_takes_days_is_neither_paid_nor_over() {
        assert_eq!(payment("complete", "paid", "active"), Payment::Paid);
        assert_eq!(payment("complete", "unpaid", "incomplete"), Payment::Pending);
        assert_eq!(payment("complete", "unpaid", "incomplete_expired"), Payment::Expired);
        assert_eq!(payment("expired", "unpaid", "incomplete"), Payment::Expired);
        assert_eq!(payment("open", "unpaid", "incomplete"), Payment::Pending);
    }

    fn once(status: &str, payment_status: &str, payment: &str) -> Session {
        let object = serde_json::json!({
            "id": "cs_1", "url": null, "status": status, "payment_status": payment_status, "customer": "cus_1",
            "metadata": { "hold": "h" }, "subscription": null,
            "payment_intent": { "id": "pi_1", "status": payment },
        });
        serde_json::from_value::<SessionObject>(object).unwrap().read().unwrap()
    }

    #[test]
    fn what_is_paid_once_is_for_good() {
        let session = once("complete", "paid", "succeeded");
        assert_eq!(session.payment, Payment::Paid);
        let begun = session.subscription.unwrap();
        assert_eq!(
            (begun.id.as_str(), begun.customer.as_str(), begun.paid_until),
            ("pi_1", "cus_1", FOR_GOOD)
        );
        assert_eq!(once("complete", "unpaid", "processing").payment, Payment::Pending);
        assert_eq!(once("complete", "unpaid", "requires_payment_method").payment, Payment::Expired);
    }

    #[test]
    fn a_period_that_is_not_paid_for_does_not_count() {
        assert_eq!(read("past_due", false, None), (MembershipState::PastDue, 1000));
        assert_eq!(read("past_due", true, None), (MembershipState::Ending, 1000));
        for over in ["canceled", "unpaid", "incomplete_expired", "paused"] {
            assert_eq!(read(over, false, None).0, MembershipState::Ended, "{over}");
        }
    }
}
