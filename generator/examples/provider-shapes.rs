//! Distils which fields the payment provider's objects have, and of which JSON types, from its fixtures:
//!
//! ```console
//! $ cargo run -p generator --example provider-shapes fixtures3.json > generator/src/serve/pay_desk/shapes.json
//! ```
//!
//! The fixtures are those of Stripe's `OpenAPI` project (github.com/stripe/openapi, MIT). No value of theirs is kept.
//! A field is named by its path: `items.data[].id` is the `id` of each element of `data` in `items`. Its types are JSON's,
//! with `integer` apart from `number`, and with `|` between them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::Write as _;

use serde_json::Value;

/// The kinds of objects that the pay desk speaks of.
const KINDS: &[&str] = &[
    "billing_portal.configuration",
    "billing_portal.session",
    "charge",
    "checkout.session",
    "customer",
    "deleted_customer",
    "dispute",
    "event",
    "invoice",
    "invoice_payment",
    "line_item",
    "payment_intent",
    "price",
    "product",
    "refund",
    "subscription",
    "subscription_item",
    "webhook_endpoint",
];

/// The types of each field, by its path.
type Shape = BTreeMap<String, BTreeSet<&'static str>>;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name the file of fixtures")?;
    let fixtures: Value = serde_json::from_slice(&fs::read(path)?)?;
    let shapes = KINDS.iter().map(|kind| (*kind, spelt(shape(&fixtures["resources"][*kind]))));
    let shapes: BTreeMap<&str, BTreeMap<String, String>> = shapes.collect();
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&shapes)?)?;
    Ok(())
}

fn spelt(shape: Shape) -> BTreeMap<String, String> {
    let types = |types: BTreeSet<&str>| types.into_iter().collect::<Vec<_>>().join("|");
    shape.into_iter().map(|(path, kinds)| (path, types(kinds))).collect()
}

fn shape(object: &Value) -> Shape {
    let mut shape = Shape::new();
    describe(object, "", &mut shape);
    shape.remove("");
    shape
}

/// The object that an event is about may be of any kind.
const OBJECT_OF_EVENT: &str = "data.object";

fn describe(value: &Value, path: &str, shape: &mut Shape) {
    shape.entry(path.to_owned()).or_default().insert(kind_of(value));
    match value {
        Value::Object(fields) if path != OBJECT_OF_EVENT => {
            for (name, field) in fields {
                let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                describe(field, &inner, shape);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                describe(element, &format!("{path}[]"), shape);
            }
        }
        _ => {}
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
