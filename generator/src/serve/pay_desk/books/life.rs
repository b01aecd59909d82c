//! What is paid again and again, and the invoices for it.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// What is paid again and again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub id: String,
    pub item: String,
    pub created: i64,
    pub customer: String,
    pub price: String,
    pub quantity: i64,
    pub status: Life,
    /// How many periods have begun. All are counted from the first, so that the 31st comes back after February.
    pub periods: i32,
    pub period_start: i64,
    pub period_end: i64,
    /// When it will end, if it was cancelled.
    pub cancel_at: Option<i64>,
    /// Whether the cancellation was spelt as the end of the period; the provider's portal spells it otherwise.
    pub cancel_at_period_end: bool,
    pub canceled_at: Option<i64>,
    pub ended_at: Option<i64>,
    /// Why it ended or will end, by the provider's word.
    pub cancel_reason: Option<String>,
    pub latest_invoice: String,
    /// The end of the period whose renewal was told beforehand.
    pub upcoming_told: Option<i64>,
    pub metadata: Metadata,
}

/// Where a subscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Life {
    /// Its first payment is under way.
    Incomplete,
    /// Its first payment failed.
    IncompleteExpired,
    Active,
    /// A renewal is not paid yet.
    PastDue,
    Canceled,
}

/// An invoice for one period of a subscription.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Invoice {
    pub id: String,
    pub created: i64,
    pub number: String,
    pub customer: String,
    pub subscription: String,
    pub reason: InvoiceReason,
    pub price: String,
    pub quantity: i64,
    pub amount: i64,
    pub currency: String,
    pub line: String,
    /// What is paid for.
    pub period_start: i64,
    pub period_end: i64,
    /// When the period before began; at first, the same.
    pub before_start: i64,
    pub status: InvoiceStatus,
    pub paid_at: Option<i64>,
    pub voided_at: Option<i64>,
    pub attempts: i64,
    pub next_attempt: Option<i64>,
    /// The payment that pays it, and the entry that ties them.
    pub intent: String,
    pub payment: String,
    /// The subscription's, as they were.
    pub metadata: Metadata,
}

/// What an invoice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InvoiceReason {
    SubscriptionCreate,
    SubscriptionCycle,
}

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InvoiceStatus {
    /// It is being made, and nothing is asked for yet.
    Draft,
    Open,
    Paid,
    Void,
}

impl Subscription {
    /// Whether it goes on, paid or not.
    pub(crate) fn lives(&self) -> bool {
        matches!(self.status, Life::Active | Life::PastDue)
    }

    /// Whether nothing can be done with it any more.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.status, Life::Canceled | Life::IncompleteExpired)
    }
}

impl Life {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::IncompleteExpired => "incomplete_expired",
            Self::Active => "active",
            Self::PastDue => "past_due",
            Self::Canceled => "canceled",
        }
    }
}

impl InvoiceReason {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SubscriptionCreate => "subscription_create",
            Self::SubscriptionCycle => "subscription_cycle",
        }
    }
}

impl InvoiceStatus {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Void => "void",
        }
    }
}
