//! The provider's portal for customers.

use serde_json::{Value, json};

use super::with_nulls;
use crate::serve::pay_desk::books::{Books, Configuration, Feature, PortalSession};

/// What a customer may do at the portal.
pub(crate) fn configuration(_: &Books, configuration: &Configuration) -> Value {
    json!({
        "id": configuration.id,
        "object": "billing_portal.configuration",
        "active": configuration.active,
        "application": null,
        "business_profile": {
            "headline": configuration.headline,
            "privacy_policy_url": configuration.privacy_policy_url,
            "terms_of_service_url": configuration.terms_of_service_url,
        },
        "created": configuration.created,
        "default_return_url": configuration.default_return_url,
        "features": features(configuration),
        "is_default": false,
        "livemode": false,
        "login_page": { "enabled": false, "url": null },
        "metadata": configuration.metadata,
        "name": configuration.name,
        "updated": configuration.updated,
    })
}

fn features(configuration: &Configuration) -> Value {
    json!({
        "customer_update": {
            "allowed_updates": configuration.allowed_updates,
            "enabled": configuration.allows(Feature::CustomerUpdate),
        },
        "invoice_history": { "enabled": configuration.allows(Feature::InvoiceHistory) },
        "payment_method_update": {
            "enabled": configuration.allows(Feature::PaymentMethodUpdate),
            "payment_method_configuration": null,
        },
        "subscription_cancel": {
            "cancellation_reason": { "enabled": false, "options": [] },
            "enabled": configuration.allows(Feature::SubscriptionCancel),
            "mode": if configuration.cancels_at_once { "immediately" } else { "at_period_end" },
            "proration_behavior": "none",
        },
        "subscription_update": {
            "billing_cycle_anchor": null,
            "default_allowed_updates": [],
            "enabled": false,
            "proration_behavior": "none",
            "schedule_at_period_end": { "conditions": [] },
            "trial_update_behavior": "end_trial",
        },
    })
}

/// A visit to the portal.
pub(crate) fn portal_session(books: &Books, session: &PortalSession) -> Value {
    let told = json!({
        "id": session.id,
        "object": "billing_portal.session",
        "configuration": session.configuration,
        "created": session.created,
        "customer": session.customer,
        "livemode": false,
        "locale": session.locale,
        "return_url": session.return_url,
        "url": books.page(&format!("/portal/{}", session.id)),
    });
    with_nulls(told, &["customer_account", "flow", "on_behalf_of"])
}
