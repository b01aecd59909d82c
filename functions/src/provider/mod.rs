//! The payment provider: its API, and the signature of its webhooks.
//!
//! The rest of the crate knows only [`Session`] and [`Subscription`], so a second provider has one place to go.

mod call;
mod objects;
pub(crate) mod signature;
pub(crate) mod stripe;

use domain::hold::Payment;
use domain::membership::MembershipState;
use jiff::Timestamp;

/// A checkout session, as the provider tells it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub id: String,
    /// Where the buyer pays, while it is open.
    pub url: Option<String>,
    pub payment: Payment,
    /// The hold it was made for; none for a session that is not ours.
    pub hold: Option<String>,
    /// What was begun by the payment.
    pub subscription: Option<Subscription>,
}

/// A subscription, as the provider tells it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub id: String,
    pub customer: String,
    /// The hold it was made for; none for a subscription that is not ours.
    pub hold: Option<String>,
    pub state: MembershipState,
    /// The end of what is paid, or sooner if it ends sooner.
    pub paid_until: Timestamp,
}
