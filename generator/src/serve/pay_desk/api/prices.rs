//! `/v1/prices`, and prices that are made with the session that asks for them.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list, products};
use crate::serve::pay_desk::books::{Books, Interval, Metadata, Price, Product};

/// The provider takes eight digits.
const HIGHEST_AMOUNT: i64 = 99_999_999;

#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "active", "billing_scheme", "currency", "lookup_key", "metadata", "metadata[*]", "nickname", "product",
    "product_data[name]", "product_data[metadata][*]", "recurring[interval]", "recurring[interval_count]",
    "recurring[usage_type]", "tax_behavior", "transfer_lookup_key", "unit_amount",
];

/// What of a price may be changed; not what is paid.
#[rustfmt::skip]
const CHANGEABLE: &[&str] =
    &["active", "lookup_key", "metadata", "metadata[*]", "nickname", "transfer_lookup_key"];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => all(books, params),
        [id] => {
            params.only(&[])?;
            books.object::<Price>(id)
        }
        _ => Err(unknown()),
    }
}

fn all(books: &Books, params: &Params) -> Reply {
    let known = ["active", "currency", "lookup_keys[#]", "product", "type"];
    let (active, keys) = (params.flag("active")?, params.list("lookup_keys"));
    let (product, kind) = (params.get("product"), params.word("type", &["one_time", "recurring"])?);
    list::entries(books, params, "/v1/prices", &known, |price: &Price| {
        active.is_none_or(|active| price.active == active)
            && (keys.is_empty() || price.lookup_key.as_ref().is_some_and(|key| keys.contains(key)))
            && product.is_none_or(|product| price.product == product)
            && params.get("currency").is_none_or(|currency| price.currency == currency)
            && kind.as_ref().is_none_or(|kind| price.interval.is_some() == (kind == "recurring"))
    })
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    let price = match path {
        [] => {
            params.only(KNOWN)?;
            changed(params, read_price(books, params, str::to_owned)?)?
        }
        [id] => {
            params.only(CHANGEABLE)?;
            changed(params, books.get::<Price>(id)?.clone())?
        }
        _ => return Err(unknown()),
    };
    claim_lookup_key(books, params, &price)?;
    let id = price.id.clone();
    books.keep(price);
    books.object::<Price>(&id)
}

fn changed(params: &Params, mut price: Price) -> Result<Price, Refusal> {
    price.active = params.flag("active")?.unwrap_or(price.active);
    for (name, field) in [("lookup_key", &mut price.lookup_key), ("nickname", &mut price.nickname)] {
        params.change(name, field);
    }
    params.change_metadata("metadata", &mut price.metadata)?;
    Ok(price)
}

/// No two active prices have one key: it is refused, or taken from the other if that is wished.
fn claim_lookup_key(books: &mut Books, params: &Params, price: &Price) -> Result<(), Refusal> {
    let transfers = params.flag("transfer_lookup_key")?.unwrap_or(false);
    let (Some(key), true) = (&price.lookup_key, price.active) else { return Ok(()) };
    let clashes =
        |other: &&mut Price| other.id != price.id && other.active && other.lookup_key.as_ref() == Some(key);
    match books.prices.values_mut().find(clashes) {
        Some(other) if transfers => other.lookup_key = None,
        Some(other) => {
            let message = format!("A price (`{}`) already uses that lookup key.", other.id);
            return Err(Refusal::state_of(&message, "lookup_key"));
        }
        None => {}
    }
    Ok(())
}

/// The price of the session's line: one that exists, or one made from its `price_data`.
pub(super) fn of_line(books: &mut Books, params: &Params) -> Result<Price, Refusal> {
    let name = "line_items[0][price]";
    if let Some(id) = params.get(name) {
        let price = books.named::<Price>(id, name)?.clone();
        if !price.active {
            let message = "The price specified is inactive. This field only accepts active prices.";
            return Err(Refusal::state_of(message, name));
        }
        return Ok(price);
    }
    if !params.any_under("line_items[0][price_data]") {
        return Err(Refusal::missing("line_items"));
    }
    let price = read_price(books, params, |inner| under("line_items[0][price_data]", inner))?;
    // One that is made on the way is for this session only.
    let price = Price { active: false, ..price };
    books.keep(price.clone());
    Ok(price)
}

/// `recurring[interval]` under `line_items[0]` is `line_items[0][recurring][interval]`.
fn under(outer: &str, inner: &str) -> String {
    let (first, rest) = inner.split_at(inner.find('[').unwrap_or(inner.len()));
    format!("{outer}[{first}]{rest}")
}

fn read_price(books: &mut Books, params: &Params, name: impl Fn(&str) -> String) -> Result<Price, Refusal> {
    let unit_amount = amount(params, &name("unit_amount"))?;
    let currency = currency(params, &name("currency"))?;
    let interval = interval(params, &name)?;
    let behaviors = ["exclusive", "inclusive", "unspecified"];
    let tax_behavior = params.word(&name("tax_behavior"), &behaviors)?;
    let product = product(books, params, &name)?;
    Ok(Price {
        id: books.id("price_")?,
        created: books.now,
        product,
        currency,
        unit_amount,
        interval,
        tax_behavior: tax_behavior.unwrap_or_else(|| "unspecified".to_owned()),
        lookup_key: None,
        nickname: None,
        metadata: Metadata::new(),
        active: true,
    })
}

fn amount(params: &Params, name: &str) -> Result<i64, Refusal> {
    let amount = params.number(name)?.ok_or_else(|| Refusal::missing(name))?;
    if (0..=HIGHEST_AMOUNT).contains(&amount) {
        Ok(amount)
    } else {
        Err(Refusal::invalid("Invalid amount", Some(name)))
    }
}

fn currency(params: &Params, name: &str) -> Result<String, Refusal> {
    let currency = params.required(name)?;
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(Refusal::invalid("Invalid currency; write it as `nok`", Some(name)));
    }
    Ok(currency.to_owned())
}

fn interval(params: &Params, name: impl Fn(&str) -> String) -> Result<Option<Interval>, Refusal> {
    if !params.any_under(&name("recurring[")) {
        return Ok(None);
    }
    let (interval, count) = (name("recurring[interval]"), name("recurring[interval_count]"));
    let unknown = || Refusal::invalid("this pay desk sells by `month` or `year`", Some(&interval));
    if params.number(&count)?.is_some_and(|count| count != 1) {
        return Err(Refusal::invalid("this pay desk sells by one month or year", Some(&count)));
    }
    Interval::parse(params.required(&interval)?).map(Some).ok_or_else(unknown)
}

/// The product that the price is of, which may be made with it.
fn product(books: &mut Books, params: &Params, name: impl Fn(&str) -> String) -> Result<String, Refusal> {
    let known = name("product");
    if let Some(id) = params.get(&known) {
        return Ok(books.named::<Product>(id, &known)?.id.clone());
    }
    if !params.any_under(&name("product_data[")) {
        return Err(Refusal::missing(&known));
    }
    let title = params.required(&name("product_data[name]"))?;
    let id = books.id("prod_")?;
    let product = products::named(books, id.clone(), title);
    let metadata = params.metadata(&name("product_data[metadata]"))?;
    books.keep(Product { metadata, ..product });
    Ok(id)
}
