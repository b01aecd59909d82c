//! Those who buy, and the portal where they look after what they bought.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Metadata;

/// Somebody who buys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Customer {
    pub id: String,
    pub created: i64,
    pub email: Option<String>,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub description: Option<String>,
    pub preferred_locales: Vec<String>,
    pub metadata: Metadata,
    /// The card they pay with, once they have.
    pub card: Option<String>,
    /// Whether the card pays when it is charged.
    pub card_works: bool,
    pub deleted: bool,
}

/// What customers may do at the provider's portal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Configuration {
    pub id: String,
    pub created: i64,
    pub updated: i64,
    pub active: bool,
    pub name: Option<String>,
    pub headline: Option<String>,
    pub privacy_policy_url: Option<String>,
    pub terms_of_service_url: Option<String>,
    pub default_return_url: Option<String>,
    pub features: BTreeSet<Feature>,
    /// What of themselves customers may change, if they may.
    pub allowed_updates: Vec<String>,
    /// Whether a cancellation takes effect at once, not at the end of what is paid.
    pub cancels_at_once: bool,
    pub metadata: Metadata,
}

/// Something that customers may do at the provider's portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Feature {
    CustomerUpdate,
    InvoiceHistory,
    PaymentMethodUpdate,
    SubscriptionCancel,
}

impl Configuration {
    /// Whether customers may do this.
    pub(crate) fn allows(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }
}

impl Feature {
    /// Each of them.
    pub(crate) const ALL: [Self; 4] =
        [Self::CustomerUpdate, Self::InvoiceHistory, Self::PaymentMethodUpdate, Self::SubscriptionCancel];

    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::CustomerUpdate => "customer_update",
            Self::InvoiceHistory => "invoice_history",
            Self::PaymentMethodUpdate => "payment_method_update",
            Self::SubscriptionCancel => "subscription_cancel",
        }
    }
}

/// One visit to the provider's portal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PortalSession {
    pub id: String,
    pub created: i64,
    pub customer: String,
    pub configuration: String,
    pub return_url: Option<String>,
    pub locale: Option<String>,
}
