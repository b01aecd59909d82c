//! Checkout sessions.

use serde_json::{Value, json};

use super::{no_address, with_nulls};
use crate::serve::pay_desk::books::{Books, Mode, Session, Status};

/// What is null for a session of ours: it sells one thing, without shipping, taxes, discounts or agreements.
#[rustfmt::skip]
const NULLS: &[&str] = &[
    "after_expiration", "allow_promotion_codes", "billing_address_collection", "client_secret",
    "collected_information", "consent", "consent_collection", "currency_conversion", "customer_account",
    "customer_creation", "customer_email", "discounts", "integration_identifier", "origin_context",
    "payment_link", "payment_method_configuration_details", "permissions", "recovered_from",
    "saved_payment_method_options", "setup_intent", "shipping_address_collection", "shipping_cost", "submit_type",
    "wallet_options",
];

/// A session as it stands.
pub(crate) fn session(books: &Books, session: &Session) -> Value {
    let told = json!({
        "id": session.id,
        "object": "checkout.session",
        "amount_subtotal": session.amount,
        "amount_total": session.amount,
        "cancel_url": session.cancel_url,
        "client_reference_id": session.client_reference_id,
        "created": session.created,
        "currency": session.currency,
        "customer": session.customer,
        "customer_details": customer_details(books, session),
        "custom_text": custom_text(session),
        "expires_at": session.expires_at,
        "invoice": session.invoice,
        "livemode": false,
        "locale": session.locale,
        "metadata": session.metadata,
        "mode": session.mode.word(),
        // An open session has none yet, and a subscription's is found by its invoice.
        "payment_intent": session.intent.as_ref().filter(|_| is_one_payment(session)),
        "payment_method_collection": (session.mode == Mode::Subscription).then_some("always"),
        "payment_status": if session.paid { "paid" } else { "unpaid" },
        "status": session.status.word(),
        "subscription": session.subscription,
        "success_url": session.success_url,
        "ui_mode": "hosted_page",
        "url": (session.status == Status::Open).then(|| books.page(&format!("/pay/{}", session.id))),
    });
    with_nulls(with_settings(told, session), NULLS)
}

fn is_one_payment(session: &Session) -> bool {
    session.mode == Mode::Payment && session.status == Status::Complete
}

/// What is the same for every session of ours.
fn with_settings(mut told: Value, session: &Session) -> Value {
    let settings = json!({
        "adaptive_pricing": { "enabled": false },
        "automatic_tax": { "enabled": false, "liability": null, "provider": null, "status": null },
        "custom_fields": [],
        "invoice_creation": (session.mode == Mode::Payment).then(invoice_creation),
        "managed_payments": { "enabled": false },
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "phone_number_collection": { "enabled": false },
        "shipping_options": [],
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
    });
    if let (Value::Object(told), Value::Object(settings)) = (&mut told, settings) {
        told.extend(settings);
    }
    told
}

fn invoice_creation() -> Value {
    let data = json!({ "issuer": null, "metadata": {} });
    let nulls = &["account_tax_ids", "custom_fields", "description", "footer", "rendering_options"];
    json!({ "enabled": false, "invoice_data": with_nulls(data, nulls) })
}

/// Who pays: as known before, or as a wallet says once it has paid.
fn customer_details(books: &Books, session: &Session) -> Value {
    let customer = books.customers.get(&session.customer);
    let email = session.payer.as_ref().or_else(|| customer?.email.as_ref());
    let is_complete = session.status == Status::Complete;
    let told = json!({
        "address": is_complete.then(no_address),
        "email": email,
        "name": customer.and_then(|customer| customer.name.as_ref()),
        "tax_exempt": "none",
        "tax_ids": is_complete.then(|| json!([])),
    });
    with_nulls(told, &["business_name", "individual_name", "phone"])
}

fn custom_text(session: &Session) -> Value {
    let submit = session.submit_message.as_ref().map(|message| json!({ "message": message }));
    with_nulls(
        json!({ "submit": submit }),
        &["after_submit", "shipping_address", "terms_of_service_acceptance"],
    )
}
