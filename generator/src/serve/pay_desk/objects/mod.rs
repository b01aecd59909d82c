//! The books' entries in the provider's JSON, with every field that it has, where it has it.
//!
//! Faithful to the fixtures of Stripe's own `OpenAPI` project (August 2026): `shapes.json` is distilled from them, and
//! a test holds everything that is made here against it. A file for each kind of entry.

mod billing;
mod catalogue;
mod checkout;
mod happening;
mod invoices;
mod life;
mod money;
mod people;

use serde_json::{Map, Value, json};

pub(super) use self::billing::{configuration, portal_session};
pub(super) use self::catalogue::{price, product};
pub(super) use self::checkout::session;
pub(super) use self::happening::{endpoint, event};
pub(super) use self::invoices::{draft_invoice, invoice, invoice_payment, upcoming_invoice};
pub(super) use self::life::subscription;
pub(super) use self::money::{charge, dispute, intent, refund};
pub(super) use self::people::{customer, deleted};

/// The API's version that this stand-in follows.
pub(super) const API_VERSION: &str = "2026-06-24.dahlia";

/// An object with what is told of it, and with the fields that are null for a portal like ours.
fn with_nulls(told: Value, nulls: &[&str]) -> Value {
    let mut fields: Map<String, Value> = nulls.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    if let Value::Object(told) = told {
        fields.extend(told);
    }
    Value::Object(fields)
}

/// A list within an object, with everything on its first page.
pub(super) fn list(url: &str, data: &[Value]) -> Value {
    json!({ "object": "list", "data": data, "has_more": false, "url": url })
}

/// An address of which nothing is known.
fn no_address() -> Value {
    with_nulls(json!({}), &["city", "country", "line1", "line2", "postal_code", "state"])
}
