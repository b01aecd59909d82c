//! Customers.

use serde_json::{Value, json};

use super::with_nulls;
use crate::serve::pay_desk::books::{Books, Customer, Life};

/// What is null for a customer of ours.
const NULLS: &[&str] = &["address", "default_source", "discount", "shipping", "test_clock"];

/// A customer; of one that was deleted, only that.
pub(crate) fn customer(books: &Books, customer: &Customer) -> Value {
    if customer.deleted {
        return deleted("customer", &customer.id);
    }
    let invoices = books.invoices.values().filter(|invoice| invoice.customer == customer.id);
    let subscriptions = || books.subscriptions.values().filter(|begun| begun.customer == customer.id);
    let currency = subscriptions().filter_map(|begun| books.prices.get(&begun.price)).next_back();
    let told = json!({
        "id": customer.id,
        "object": "customer",
        "balance": 0,
        "created": customer.created,
        "currency": currency.map(|price| &price.currency),
        "delinquent": subscriptions().any(|begun| begun.status == Life::PastDue),
        "description": customer.description,
        "email": customer.email,
        "invoice_prefix": invoice_prefix(&customer.id),
        "invoice_settings": with_nulls(
            json!({ "default_payment_method": null }),
            &["custom_fields", "footer", "rendering_options"],
        ),
        "livemode": false,
        "metadata": customer.metadata,
        "name": customer.name,
        "next_invoice_sequence": invoices.count() + 1,
        "phone": customer.phone,
        "preferred_locales": customer.preferred_locales,
        "tax_exempt": "none",
    });
    with_nulls(told, NULLS)
}

/// What is answered about something that was deleted.
pub(crate) fn deleted(kind: &str, id: &str) -> Value {
    json!({ "id": id, "object": kind, "deleted": true })
}

/// What the numbers of a customer's invoices begin with: letters and digits of the id.
pub(super) fn invoice_prefix(customer: &str) -> String {
    customer.trim_start_matches("cus_").chars().take(8).collect::<String>().to_uppercase()
}
