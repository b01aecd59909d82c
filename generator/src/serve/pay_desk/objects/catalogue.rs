//! Products and prices.

use serde_json::{Value, json};

use super::with_nulls;
use crate::serve::pay_desk::books::{Books, Price, Product};

/// What is null for a product of ours: it is no thing that is sent.
const PRODUCT_NULLS: &[&str] = &[
    "default_price",
    "package_dimensions",
    "shippable",
    "statement_descriptor",
    "tax_code",
    "unit_label",
    "url",
];

/// What is null for a price of ours: it is one amount for one thing.
const PRICE_NULLS: &[&str] = &["custom_unit_amount", "tiers_mode", "transform_quantity"];

pub(crate) fn product(_: &Books, product: &Product) -> Value {
    let told = json!({
        "id": product.id,
        "object": "product",
        "active": product.active,
        "created": product.created,
        "description": product.description,
        "images": [],
        "livemode": false,
        "marketing_features": [],
        "metadata": product.metadata,
        "name": product.name,
        "type": "service",
        "updated": product.updated,
    });
    with_nulls(told, PRODUCT_NULLS)
}

pub(crate) fn price(_: &Books, price: &Price) -> Value {
    let told = json!({
        "id": price.id,
        "object": "price",
        "active": price.active,
        "billing_scheme": "per_unit",
        "created": price.created,
        "currency": price.currency,
        "livemode": false,
        "lookup_key": price.lookup_key,
        "metadata": price.metadata,
        "nickname": price.nickname,
        "product": price.product,
        "recurring": recurring(price),
        "tax_behavior": price.tax_behavior,
        "type": if price.interval.is_some() { "recurring" } else { "one_time" },
        "unit_amount": price.unit_amount,
        "unit_amount_decimal": price.unit_amount.to_string(),
    });
    with_nulls(told, PRICE_NULLS)
}

fn recurring(price: &Price) -> Option<Value> {
    let told = |word| {
        json!({
            "interval": word,
            "interval_count": 1,
            "meter": null,
            "trial_period_days": null,
            "usage_type": "licensed",
        })
    };
    price.interval.map(|interval| told(interval.word()))
}

/// A price in the form that subscription items had before there were prices, and still carry.
pub(super) fn plan(price: &Price) -> Value {
    let told = json!({
        "id": price.id,
        "object": "plan",
        "active": price.active,
        "amount": price.unit_amount,
        "amount_decimal": price.unit_amount.to_string(),
        "billing_scheme": "per_unit",
        "created": price.created,
        "currency": price.currency,
        "interval": price.interval.map(super::super::books::Interval::word),
        "interval_count": 1,
        "livemode": false,
        "metadata": price.metadata,
        "nickname": price.nickname,
        "product": price.product,
        "usage_type": "licensed",
    });
    with_nulls(told, &["meter", "tiers_mode", "transform_usage", "trial_period_days"])
}
