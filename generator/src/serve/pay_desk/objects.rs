//! The books' entries in the provider's JSON, with the fields where it has them.
//!
//! Faithful to the fixtures of Stripe's own `OpenAPI` project (August 2026) where a field is used or tells
//! something; fields that are null for a portal like ours are mostly left out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::books::{Customer, Interval, Price, Session, Status, Subscription};

/// A list of the API with everything on its first page.
fn list(url: &str, data: &[Value]) -> Value {
    json!({ "object": "list", "data": data, "has_more": false, "url": url })
}

pub(super) fn customer(customer: &Customer) -> Value {
    json!({
        "id": customer.id,
        "object": "customer",
        "balance": 0,
        "created": customer.created,
        "currency": null,
        "delinquent": false,
        "description": null,
        "email": customer.email,
        "livemode": false,
        "metadata": customer.metadata,
        "name": customer.name,
        "phone": null,
        "preferred_locales": [],
        "tax_exempt": "none",
    })
}

pub(super) fn price(price: &Price) -> Value {
    json!({
        "id": price.id,
        "object": "price",
        "active": true,
        "billing_scheme": "per_unit",
        "created": price.created,
        "currency": price.currency,
        "livemode": false,
        "lookup_key": null,
        "metadata": price.metadata,
        "nickname": null,
        "product": price.product,
        "recurring": recurring(price.interval),
        "tax_behavior": price.tax_behavior,
        "type": "recurring",
        "unit_amount": price.unit_amount,
        "unit_amount_decimal": price.unit_amount.to_string(),
    })
}

fn recurring(interval: Interval) -> Value {
    json!({ "interval": interval.word(), "interval_count": 1, "meter": null, "usage_type": "licensed" })
}

/// A session; `page` is where the buyer pays it.
pub(super) fn session(session: &Session, page: &str, customer: Option<&Customer>) -> Value {
    let is_open = session.status == Status::Open;
    let paid = session.paid.as_ref();
    json!({
        "id": session.id,
        "object": "checkout.session",
        "amount_subtotal": session.amount(),
        "amount_total": session.amount(),
        "cancel_url": session.cancel_url,
        "client_reference_id": session.client_reference_id,
        "created": session.created,
        "currency": session.price.currency,
        "customer": session.customer,
        "customer_details": {
            "email": customer.and_then(|customer| customer.email.as_deref()),
            "name": customer.and_then(|customer| customer.name.as_deref()),
        },
        "expires_at": session.expires_at,
        "invoice": paid.map(|paid| &paid.invoice),
        "livemode": false,
        "locale": session.locale,
        "metadata": session.metadata,
        "mode": "subscription",
        "payment_intent": null,
        "payment_method_types": ["card"],
        "payment_status": if paid.is_some() { "paid" } else { "unpaid" },
        "status": session.status.word(),
        "subscription": paid.map(|paid| &paid.subscription),
        "success_url": session.success_url,
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
        "url": is_open.then_some(page),
    })
}

pub(super) fn subscription(subscription: &Subscription) -> Value {
    let id = &subscription.id;
    json!({
        "id": id,
        "object": "subscription",
        "billing_cycle_anchor": subscription.period_start,
        "cancel_at": null,
        "cancel_at_period_end": false,
        "canceled_at": null,
        "collection_method": "charge_automatically",
        "created": subscription.created,
        "currency": subscription.price.currency,
        "customer": subscription.customer,
        "ended_at": null,
        "items": list(&format!("/v1/subscription_items?subscription={id}"), &[subscription_item(subscription)]),
        "latest_invoice": subscription.latest_invoice,
        "livemode": false,
        "metadata": subscription.metadata,
        "start_date": subscription.created,
        "status": "active",
        "trial_end": null,
        "trial_start": null,
    })
}

/// Since 2025 the period stands at the item, not at the subscription.
fn subscription_item(subscription: &Subscription) -> Value {
    json!({
        "id": subscription.item,
        "object": "subscription_item",
        "created": subscription.created,
        "current_period_end": subscription.period_end,
        "current_period_start": subscription.period_start,
        "metadata": {},
        "price": price(&subscription.price),
        "quantity": subscription.quantity,
        "subscription": subscription.id,
    })
}

/// The subscription's first invoice, paid. Since 2025 an invoice names its subscription under `parent`.
pub(super) fn paid_invoice(subscription: &Subscription, amount: i64) -> Value {
    let id = &subscription.latest_invoice;
    json!({
        "id": id,
        "object": "invoice",
        "amount_due": amount,
        "amount_paid": amount,
        "amount_remaining": 0,
        "billing_reason": "subscription_create",
        "collection_method": "charge_automatically",
        "created": subscription.created,
        "currency": subscription.price.currency,
        "customer": subscription.customer,
        "lines": list(&format!("/v1/invoices/{id}/lines"), &[invoice_line(subscription, amount)]),
        "livemode": false,
        "metadata": {},
        "parent": {
            "quote_details": null,
            "subscription_details": { "metadata": subscription.metadata, "subscription": subscription.id },
            "type": "subscription_details",
        },
        "period_end": subscription.period_start,
        "period_start": subscription.period_start,
        "status": "paid",
        "status_transitions": { "finalized_at": subscription.created, "paid_at": subscription.created },
        "subtotal": amount,
        "total": amount,
    })
}

fn invoice_line(subscription: &Subscription, amount: i64) -> Value {
    json!({
        "object": "line_item",
        "amount": amount,
        "currency": subscription.price.currency,
        "description": subscription.price.product_name,
        "invoice": subscription.latest_invoice,
        "parent": {
            "subscription_item_details": {
                "subscription": subscription.id,
                "subscription_item": subscription.item,
            },
            "type": "subscription_item_details",
        },
        "period": { "end": subscription.period_end, "start": subscription.period_start },
        "quantity": subscription.quantity,
    })
}

/// An event about `object`, in the API's latest version that this stand-in follows.
pub(super) fn event(id: &str, kind: &str, created: i64, object: &Value) -> Value {
    let request: BTreeMap<&str, Option<&str>> = [("id", None), ("idempotency_key", None)].into();
    json!({
        "id": id,
        "object": "event",
        "api_version": "2026-06-24.dahlia",
        "created": created,
        "data": { "object": object },
        "livemode": false,
        "pending_webhooks": 1,
        "request": request,
        "type": kind,
    })
}
