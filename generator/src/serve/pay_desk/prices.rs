//! Prices: made by themselves, or with the session that asks for them.

use jiff::Timestamp;

use super::books::{Books, Interval, Price};
use super::params::Params;
use super::refusal::Refusal;
use crate::serve::stand_in::fresh_id;

/// The provider takes eight digits.
const HIGHEST_AMOUNT: i64 = 99_999_999;

/// What the provider knows for a price.
#[rustfmt::skip]
const KNOWN_OF_PRICE: &[&str] = &[
    "active", "billing_scheme", "currency", "expand", "lookup_key", "metadata", "nickname", "product_data",
    "recurring", "tax_behavior", "unit_amount",
];

/// Makes a price from parameters under their own names.
pub(super) fn create(books: &mut Books, params: &Params, now: Timestamp) -> Result<Price, Refusal> {
    params.only(KNOWN_OF_PRICE)?;
    let price = Price { metadata: params.metadata("metadata")?, ..read_price(params, str::to_owned, now)? };
    books.prices.insert(price.id.clone(), price.clone());
    Ok(price)
}

/// The price of the session's line: one that exists, or one made from its `price_data`.
pub(super) fn of_line(books: &mut Books, params: &Params, now: Timestamp) -> Result<Price, Refusal> {
    if params.any_under("line_items[1]") {
        return Err(Refusal::invalid("this pay desk takes one line item", Some("line_items[1]")));
    }
    let name = "line_items[0][price]";
    if let Some(id) = params.get(name) {
        return books.prices.get(id).cloned().ok_or_else(|| Refusal::no_such("price", id, name));
    }
    if !params.any_under("line_items[0][price_data]") {
        return Err(Refusal::missing("line_items"));
    }
    let price = read_price(params, |inner| under("line_items[0][price_data]", inner), now)?;
    books.prices.insert(price.id.clone(), price.clone());
    Ok(price)
}

/// `recurring[interval]` under `line_items[0]` is `line_items[0][recurring][interval]`.
fn under(outer: &str, inner: &str) -> String {
    let (first, rest) = inner.split_at(inner.find('[').unwrap_or(inner.len()));
    format!("{outer}[{first}]{rest}")
}

fn read_price(params: &Params, named: impl Fn(&str) -> String, now: Timestamp) -> Result<Price, Refusal> {
    let required = |name: &str| params.required(&named(name)).map(str::to_owned);
    let amount = named("unit_amount");
    let unit_amount = params.number(&amount)?.ok_or_else(|| Refusal::missing(&amount))?;
    if !(0..=HIGHEST_AMOUNT).contains(&unit_amount) {
        return Err(Refusal::invalid("Invalid amount", Some(&amount)));
    }
    let currency = required("currency")?;
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(Refusal::invalid("Invalid currency; write it as `nok`", Some(&named("currency"))));
    }
    let interval = named("recurring[interval]");
    let interval = Interval::parse(params.required(&interval)?)
        .ok_or_else(|| Refusal::invalid("this pay desk sells by `month` or `year`", Some(&interval)))?;
    Ok(Price {
        id: fresh_id("price_")?,
        created: now.as_second(),
        product: fresh_id("prod_")?,
        product_name: required("product_data[name]")?,
        currency,
        unit_amount,
        interval,
        tax_behavior: params.get(&named("tax_behavior")).unwrap_or("unspecified").to_owned(),
        metadata: params.metadata(&named("metadata"))?,
    })
}
