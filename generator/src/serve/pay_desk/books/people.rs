//! Those who buy, and the portal where they look after what they bought.

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
    pub is_default: bool,
    pub name: Option<String>,
    pub headline: Option<String>,
    pub privacy_policy_url: Option<String>,
    pub terms_of_service_url: Option<String>,
    pub default_return_url: Option<String>,
    /// What of themselves customers may change; nothing, if that is not allowed.
    pub allowed_updates: Vec<String>,
    pub customer_update: bool,
    pub invoice_history: bool,
    pub payment_method_update: bool,
    pub subscription_cancel: bool,
    /// Whether a cancellation takes effect at once, not at the end of what is paid.
    pub cancels_at_once: bool,
    pub metadata: Metadata,
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
