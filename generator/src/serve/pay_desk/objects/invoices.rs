//! Invoices, their one line, and what ties them to a payment.

use serde_json::{Value, json};

use super::{list, with_nulls};
use crate::serve::pay_desk::books::{Books, Invoice, InvoiceStatus};

/// What is null for an invoice of ours.
#[rustfmt::skip]
const NULLS: &[&str] = &[
    "account_name", "account_tax_ids", "application", "automatically_finalizes_at", "custom_fields",
    "customer_account", "customer_address", "customer_phone", "customer_shipping", "default_payment_method",
    "default_source", "description", "due_date", "footer", "from_invoice", "last_finalization_error",
    "latest_revision", "on_behalf_of", "receipt_number", "rendering", "shipping_cost", "shipping_details",
    "statement_descriptor", "test_clock", "total_pretax_credit_amounts",
];

/// An invoice as it stands.
pub(crate) fn invoice(books: &Books, invoice: &Invoice) -> Value {
    let told = with(amounts(invoice), standing(books, invoice));
    let told = with(told, who(books, invoice));
    with_nulls(with(told, settings()), NULLS)
}

/// An invoice as it stood when it was made, before anything was asked for.
pub(crate) fn draft_invoice(books: &Books, made: &Invoice) -> Value {
    let draft = Invoice { status: InvoiceStatus::Draft, attempts: 0, next_attempt: None, ..made.clone() };
    invoice(books, &draft)
}

/// An invoice that will be made; it has no id yet.
pub(crate) fn upcoming_invoice(books: &Books, coming: &Invoice) -> Value {
    let mut object = draft_invoice(books, coming);
    if let Value::Object(fields) = &mut object {
        fields.remove("id");
        fields.insert("lines".to_owned(), list("/v1/invoices/upcoming/lines", &[line(books, coming)]));
        fields.insert("next_payment_attempt".to_owned(), json!(coming.next_attempt));
    }
    object
}

fn with(mut told: Value, more: Value) -> Value {
    if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
        told.extend(more);
    }
    told
}

fn amounts(invoice: &Invoice) -> Value {
    let amount = invoice.amount;
    let paid = if invoice.status == InvoiceStatus::Paid { amount } else { 0 };
    json!({
        "amount_due": amount,
        "amount_overpaid": 0,
        "amount_paid": paid,
        "amount_remaining": amount - paid,
        "amount_shipping": 0,
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "starting_balance": 0,
        "subtotal": amount,
        "subtotal_excluding_tax": amount,
        "total": amount,
        "total_discount_amounts": [],
        "total_excluding_tax": amount,
        "total_taxes": [],
    })
}

fn standing(books: &Books, invoice: &Invoice) -> Value {
    let (id, is_draft) = (&invoice.id, invoice.status == InvoiceStatus::Draft);
    let page = |end: &str| (!is_draft).then(|| books.page(&format!("/invoices/{id}{end}")));
    json!({
        "id": id,
        "object": "invoice",
        "attempt_count": invoice.attempts,
        "attempted": invoice.attempts > 0,
        "auto_advance": is_draft || invoice.next_attempt.is_some(),
        "billing_reason": invoice.reason.word(),
        "created": invoice.created,
        "currency": invoice.currency,
        "effective_at": (!is_draft).then_some(invoice.created),
        "ending_balance": (!is_draft).then_some(0),
        "hosted_invoice_url": page(""),
        "invoice_pdf": page("/pdf"),
        "lines": list(&format!("/v1/invoices/{id}/lines"), &[line(books, invoice)]),
        "next_payment_attempt": invoice.next_attempt,
        "number": (!is_draft).then_some(&invoice.number),
        // Not what is paid for, which stands at the line, but the period before it.
        "period_end": invoice.period_start,
        "period_start": invoice.before_start,
        "status": invoice.status.word(),
        "status_transitions": {
            "finalized_at": (!is_draft).then_some(invoice.created),
            "marked_uncollectible_at": null,
            "paid_at": invoice.paid_at,
            "voided_at": invoice.voided_at,
        },
        "webhooks_delivered_at": (!is_draft).then_some(invoice.created),
    })
}

/// Since 2025 an invoice names its subscription under `parent`.
fn who(books: &Books, invoice: &Invoice) -> Value {
    let customer = books.customers.get(&invoice.customer);
    json!({
        "customer": invoice.customer,
        "customer_email": customer.and_then(|customer| customer.email.as_ref()),
        "customer_name": customer.and_then(|customer| customer.name.as_ref()),
        "customer_tax_exempt": "none",
        "customer_tax_ids": [],
        "parent": {
            "quote_details": null,
            "subscription_details": { "metadata": invoice.metadata, "subscription": invoice.subscription },
            "type": "subscription_details",
        },
    })
}

/// What is the same for every invoice of ours.
fn settings() -> Value {
    json!({
        "account_country": "NO",
        "automatic_tax": {
            "disabled_reason": null,
            "enabled": false,
            "liability": null,
            "provider": null,
            "status": null,
        },
        "collection_method": "charge_automatically",
        "default_tax_rates": [],
        "discounts": [],
        "issuer": { "type": "self" },
        "livemode": false,
        "metadata": {},
        "payment_settings": {
            "default_mandate": null,
            "payment_method_options": null,
            "payment_method_types": null,
        },
    })
}

fn line(books: &Books, invoice: &Invoice) -> Value {
    let price = books.prices.get(&invoice.price);
    let product = price.and_then(|price| books.products.get(&price.product));
    let begun = books.subscriptions.get(&invoice.subscription);
    json!({
        "id": invoice.line,
        "object": "line_item",
        "amount": invoice.amount,
        "currency": invoice.currency,
        "description": product.map(|product| format!("{} × {}", invoice.quantity, product.name)),
        "discount_amounts": [],
        "discountable": true,
        "discounts": [],
        "invoice": invoice.id,
        "livemode": false,
        "metadata": invoice.metadata,
        "parent": {
            "invoice_item_details": null,
            "subscription_item_details": {
                "invoice_item": null,
                "proration": false,
                "proration_details": { "credited_items": null },
                "subscription": invoice.subscription,
                "subscription_item": begun.map(|begun| &begun.item),
            },
            "type": "subscription_item_details",
        },
        "period": { "end": invoice.period_end, "start": invoice.period_start },
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details": { "price": invoice.price, "product": price.map(|price| &price.product) },
            "type": "price_details",
            "unit_amount_decimal": price.map(|price| price.unit_amount.to_string()),
        },
        "quantity": invoice.quantity,
        "quantity_decimal": invoice.quantity.to_string(),
        "subscription": invoice.subscription,
        "subtotal": invoice.amount,
        "taxes": [],
    })
}

/// What ties an invoice to the payment that pays it.
pub(crate) fn invoice_payment(invoice: &Invoice) -> Value {
    let is_paid = invoice.status == InvoiceStatus::Paid;
    let status = match invoice.status {
        InvoiceStatus::Paid => "paid",
        InvoiceStatus::Void => "canceled",
        InvoiceStatus::Draft | InvoiceStatus::Open => "open",
    };
    json!({
        "id": invoice.payment,
        "object": "invoice_payment",
        "amount_paid": is_paid.then_some(invoice.amount),
        "amount_requested": invoice.amount,
        "created": invoice.created,
        "currency": invoice.currency,
        "invoice": invoice.id,
        "is_default": true,
        "livemode": false,
        "payment": { "payment_intent": invoice.intent, "type": "payment_intent" },
        "status": status,
        "status_transitions": { "canceled_at": invoice.voided_at, "paid_at": invoice.paid_at },
    })
}
