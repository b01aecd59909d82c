//! The payment provider: its API, and what it tells by webhooks.
//!
//! The rest of the crate knows only what stands in this file, so a second provider has one place to go: [`Provider`] is
//! whichever it is, and everything else is told in words of ours.

mod hint;
mod stripe;

use domain::hold::Payment;
use domain::lang::Lang;
use domain::membership::MembershipState;
use domain::money::Money;
use domain::quote::Quote;
use domain::reversal::Dispute;
use jiff::Timestamp;

pub(crate) use hint::{Hint, ProviderId, Subject};
pub(crate) use stripe::Stripe as Provider;
pub(crate) use stripe::event::read as read_event;
pub(crate) use stripe::signature::is_valid as is_signed;

/// Where the provider's API answers.
pub(crate) const PAYMENTS_URL: &str = "https://api.stripe.com";

/// The header with the signature of a webhook.
pub(crate) const SIGNATURE_HEADER: &str = "stripe-signature";

/// What is sold, as the provider is to know it.
#[derive(Clone, Debug)]
pub(crate) struct Article<'a> {
    /// The portal's address: what tells its articles from another portal's at the same provider.
    pub portal: &'a str,
    /// As on the bill.
    pub name: &'a str,
    pub quote: &'a Quote,
}

/// Where a buyer goes on from the provider, and what they read there.
#[derive(Debug)]
pub(crate) struct PayPage {
    /// After the payment; the provider puts the session's id for `{CHECKOUT_SESSION_ID}`.
    pub success: String,
    /// Instead of paying.
    pub cancelled: String,
    /// Beside the button that pays, at most 1,200 characters.
    pub submit: String,
    /// The page's language.
    pub lang: Lang,
}

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

/// What a payment began, as the provider tells it now: a subscription; or, where it was paid once, the payment itself,
/// which is for good.
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

/// A bill that was paid: for one period of a subscription, or for all of what was paid once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bill {
    /// What the provider calls it; the payment's id, where there is no bill beside it.
    pub id: String,
    pub amount: Money,
    pub paid_at: Timestamp,
    /// The end of the period that it pays for.
    pub pays_until: Timestamp,
}

/// What became of a payment's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PaymentState {
    pub refunds: Vec<Movement>,
    pub disputes: Vec<(Movement, Dispute)>,
}

/// Money that went back, or is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Movement {
    pub id: String,
    /// In minor units.
    pub minor: u32,
    pub at: Timestamp,
}

/// One page of a list.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub entries: Vec<T>,
    /// The last one's id, if there are more behind it.
    pub after: Option<ProviderId>,
}

/// What was found or made at the provider, in words, and whether it stood there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// As in `price 249.00 NOK month (august/alle)`.
    pub what: String,
    /// What became of it.
    pub outcome: SetUpOutcome,
}

/// What became of something that a portal needs at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetUpOutcome {
    /// It stood there.
    Found,
    /// It was made.
    Made,
    /// It was changed to be as it must.
    Mended,
    /// It would be made or changed.
    Wanted,
}
