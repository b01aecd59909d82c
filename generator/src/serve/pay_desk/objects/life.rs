//! Subscriptions and their one item.

use serde_json::{Value, json};

use super::{catalogue, list, with_nulls};
use crate::serve::pay_desk::books::{Books, Customer, Subscription};

/// What is null for a subscription of ours.
#[rustfmt::skip]
const NULLS: &[&str] = &[
    "application", "application_fee_percent", "billing_cycle_anchor_config",
    "billing_thresholds", "customer_account", "days_until_due", "default_source", "description",
    "next_pending_invoice_item_invoice", "on_behalf_of", "pause_collection", "pending_invoice_item_interval",
    "pending_setup_intent", "pending_update", "schedule", "test_clock", "transfer_data", "trial_end", "trial_start",
];

/// A subscription as it stands.
pub(crate) fn subscription(books: &Books, subscription: &Subscription) -> Value {
    let id = &subscription.id;
    let item = subscription_item(books, subscription);
    let card =
        books.customers.get(&subscription.customer).and_then(|customer: &Customer| customer.card.as_ref());
    let price = books.prices.get(&subscription.price);
    let told = json!({
        "id": id,
        "object": "subscription",
        "billing_cycle_anchor": subscription.created,
        "cancel_at": subscription.cancel_at,
        "cancel_at_period_end": subscription.cancel_at_period_end,
        "canceled_at": subscription.canceled_at,
        "cancellation_details": {
            "comment": null,
            "feedback": null,
            "reason": subscription.cancel_reason,
        },
        "created": subscription.created,
        "currency": price.map(|price| &price.currency),
        "customer": subscription.customer,
        "default_payment_method": card,
        "ended_at": subscription.ended_at,
        "items": list(&format!("/v1/subscription_items?subscription={id}"), &[item]),
        "latest_invoice": subscription.latest_invoice,
        "metadata": subscription.metadata,
        "start_date": subscription.created,
        "status": subscription.status.word(),
    });
    with_nulls(with_settings(told), NULLS)
}

/// What is the same for every subscription of ours.
fn with_settings(mut told: Value) -> Value {
    let settings = json!({
        "automatic_tax": { "disabled_reason": null, "enabled": false, "liability": null },
        "billing_schedules": [],
        "billing_mode": { "flexible": null, "type": "classic" },
        "collection_method": "charge_automatically",
        "default_tax_rates": [],
        "discounts": [],
        "invoice_settings": {
            "account_tax_ids": null,
            "custom_fields": null,
            "description": null,
            "footer": null,
            "issuer": { "type": "self" },
        },
        "livemode": false,
        "managed_payments": { "enabled": false },
        "payment_settings": {
            "payment_method_options": null,
            "payment_method_types": null,
            "save_default_payment_method": "off",
        },
        "trial_settings": { "end_behavior": { "missing_payment_method": "create_invoice" } },
    });
    if let (Value::Object(told), Value::Object(settings)) = (&mut told, settings) {
        told.extend(settings);
    }
    told
}

/// Since 2025 the period stands at the item, not at the subscription.
fn subscription_item(books: &Books, subscription: &Subscription) -> Value {
    let price = books.prices.get(&subscription.price);
    json!({
        "id": subscription.item,
        "object": "subscription_item",
        "billing_thresholds": null,
        "created": subscription.created,
        "current_period_end": subscription.period_end,
        "current_period_start": subscription.period_start,
        "discounts": [],
        "metadata": {},
        "plan": price.map(catalogue::plan),
        "price": price.map(|price| catalogue::price(books, price)),
        "quantity": subscription.quantity,
        "subscription": subscription.id,
        "tax_rates": [],
    })
}
