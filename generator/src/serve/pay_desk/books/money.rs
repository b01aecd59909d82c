//! Money that moves: payments, charges, refunds and disputes. Amounts are in the currency's smallest unit.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// The wish to pay something, until it is paid or given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Intent {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub customer: String,
    pub status: IntentStatus,
    pub latest_charge: Option<String>,
    /// The card that was charged last.
    pub card: Option<String>,
    pub canceled_at: Option<i64>,
    /// When a payment that takes days arrives.
    pub arrives_at: Option<i64>,
    pub metadata: Metadata,
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IntentStatus {
    RequiresPaymentMethod,
    Processing,
    Succeeded,
    Canceled,
}

/// One attempt to move money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub customer: String,
    pub intent: String,
    pub status: ChargeStatus,
    pub refunded: i64,
    /// The dispute about it, if there was one.
    pub dispute: Option<String>,
    pub card: String,
    /// The address of who paid.
    pub payer: Option<String>,
    pub metadata: Metadata,
}

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChargeStatus {
    Failed,
    Pending,
    Succeeded,
}

/// Money given back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub charge: String,
    pub intent: String,
    pub reason: Option<String>,
    pub metadata: Metadata,
}

/// A payer's bank that wants its money back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Dispute {
    pub id: String,
    pub created: i64,
    pub amount: i64,
    pub currency: String,
    pub charge: String,
    pub intent: String,
    pub reason: String,
    pub status: DisputeStatus,
    pub metadata: Metadata,
}

/// Where a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DisputeStatus {
    NeedsResponse,
    Won,
    Lost,
}

impl Charge {
    /// What is left of it to be given back.
    pub(crate) fn rest(&self) -> i64 {
        if self.status == ChargeStatus::Succeeded { self.amount - self.refunded } else { 0 }
    }
}

impl IntentStatus {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::Processing => "processing",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
        }
    }
}

impl ChargeStatus {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
        }
    }
}

impl DisputeStatus {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::NeedsResponse => "needs_response",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}
