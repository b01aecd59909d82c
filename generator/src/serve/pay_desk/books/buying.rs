//! Checkout sessions.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// A checkout session: one chance to pay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    pub id: String,
    pub created: i64,
    pub expires_at: i64,
    pub status: Status,
    pub mode: Mode,
    pub customer: String,
    pub price: String,
    pub quantity: i64,
    /// What is to be paid, in the currency's smallest unit.
    pub amount: i64,
    pub currency: String,
    pub success_url: String,
    pub cancel_url: Option<String>,
    pub client_reference_id: Option<String>,
    pub locale: Option<String>,
    /// What is said beside the button.
    pub submit_message: Option<String>,
    pub metadata: Metadata,
    /// What the subscription or the payment carries.
    pub inner_metadata: Metadata,
    /// The address that a wallet brought along.
    pub payer: Option<String>,
    /// What is or was tried to pay it.
    pub intent: Option<String>,
    /// What the payment began.
    pub subscription: Option<String>,
    pub invoice: Option<String>,
    pub paid: bool,
    /// Whether it had ended when it was paid.
    pub late: bool,
}

/// What a session sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mode {
    Payment,
    Subscription,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    Open,
    Complete,
    Expired,
}

impl Mode {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Subscription => "subscription",
        }
    }
}

impl Status {
    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complete => "complete",
            Self::Expired => "expired",
        }
    }
}
