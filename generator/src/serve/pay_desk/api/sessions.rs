//! `/v1/checkout/sessions`.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, customers, list, prices};
use crate::serve::pay_desk::books::{Books, Metadata, Mode, Price, Session, Status};
use crate::serve::pay_desk::story::expiring;

/// How long a session may last at the provider, in seconds.
const SHORTEST: i64 = 30 * 60;
const LONGEST: i64 = 24 * 60 * 60;

/// The longest text beside the button, in characters.
const LONGEST_MESSAGE: usize = 1200;

#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "adaptive_pricing[enabled]", "allow_promotion_codes", "automatic_tax[enabled]", "billing_address_collection",
    "cancel_url", "client_reference_id", "consent_collection[**]", "currency", "custom_text[**]", "customer",
    "customer_update[**]", "expires_at", "line_items[#][price]", "line_items[#][quantity]",
    "line_items[#][price_data][currency]", "line_items[#][price_data][product]",
    "line_items[#][price_data][product_data][name]", "line_items[#][price_data][product_data][metadata][*]",
    "line_items[#][price_data][recurring][interval]", "line_items[#][price_data][recurring][interval_count]",
    "line_items[#][price_data][tax_behavior]", "line_items[#][price_data][unit_amount]", "locale", "metadata",
    "metadata[*]", "mode", "payment_intent_data[metadata][*]", "payment_method_collection",
    "payment_method_types[#]", "phone_number_collection[enabled]", "submit_type", "subscription_data[metadata][*]",
    "success_url", "ui_mode",
];

/// The languages that the provider's page speaks. There is no `nn`.
#[rustfmt::skip]
pub(super) const LOCALES: &[&str] = &[
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr",
    "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl",
    "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => all(books, params),
        [id] => {
            params.only(&[])?;
            books.object::<Session>(id)
        }
        _ => Err(unknown()),
    }
}

fn all(books: &Books, params: &Params) -> Reply {
    let known = ["customer", "payment_intent", "status", "subscription"];
    let status = params.word("status", &["complete", "expired", "open"])?;
    let is = |name: &str, value: Option<&str>| params.get(name).is_none_or(|wanted| value == Some(wanted));
    list::entries(books, params, "/v1/checkout/sessions", &known, |session: &Session| {
        is("customer", Some(&session.customer))
            // A subscription's payment is found by its invoice, not here.
            && is("payment_intent", session.intent.as_deref().filter(|_| session.mode == Mode::Payment))
            && is("subscription", session.subscription.as_deref())
            && status.as_ref().is_none_or(|status| session.status.word() == status)
    })
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            params.only(KNOWN)?;
            let session = create(books, params)?;
            let id = session.id.clone();
            books.keep(session);
            books.object::<Session>(&id)
        }
        [id, "expire"] => {
            params.only(&[])?;
            expiring::expire(books, id)?;
            books.object::<Session>(id)
        }
        _ => Err(unknown()),
    }
}

fn create(books: &mut Books, params: &Params) -> Result<Session, Refusal> {
    let mode = mode(params)?;
    let (expires_at, quantity) = (expiry(params, books.now)?, quantity(params)?);
    let success_url = params.url("success_url")?.ok_or_else(|| Refusal::missing("success_url"))?;
    let cancel_url = params.url("cancel_url")?;
    let locale = params.word("locale", LOCALES)?;
    let submit_message = message(params)?;
    let (metadata, inner_metadata) = (params.metadata("metadata")?, inner_metadata(params, mode)?);
    let customer = customers::named(books, params)?.id.clone();
    let price = price(books, params, mode)?;
    Ok(Session {
        id: books.id("cs_test_")?,
        created: books.now,
        expires_at,
        status: Status::Open,
        mode,
        customer,
        amount: price.unit_amount.saturating_mul(quantity),
        currency: price.currency,
        price: price.id,
        quantity,
        success_url,
        cancel_url,
        client_reference_id: params.text("client_reference_id"),
        locale,
        submit_message,
        metadata,
        inner_metadata,
        payer: None,
        intent: None,
        subscription: None,
        invoice: None,
        paid: false,
        late: false,
    })
}

fn mode(params: &Params) -> Result<Mode, Refusal> {
    match params.required("mode")? {
        "payment" => Ok(Mode::Payment),
        "subscription" => Ok(Mode::Subscription),
        _ => {
            Err(Refusal::invalid("this pay desk knows the modes `payment` and `subscription`", Some("mode")))
        }
    }
}

/// The metadata of what the payment makes; that of the other mode is refused.
fn inner_metadata(params: &Params, mode: Mode) -> Result<Metadata, Refusal> {
    let (own, other) = match mode {
        Mode::Payment => ("payment_intent_data", "subscription_data"),
        Mode::Subscription => ("subscription_data", "payment_intent_data"),
    };
    if params.any_under(&format!("{other}[")) {
        let message = format!("You can not pass `{other}` in `{}` mode.", mode.word());
        return Err(Refusal::invalid(&message, Some(other)));
    }
    params.metadata(&format!("{own}[metadata]"))
}

fn price(books: &mut Books, params: &Params, mode: Mode) -> Result<Price, Refusal> {
    if params.any_under("line_items[1]") {
        return Err(Refusal::invalid("this pay desk takes one line item", Some("line_items[1]")));
    }
    let price = prices::of_line(books, params)?;
    let refuse = |message| Err(Refusal::state_of(message, "line_items"));
    match (mode, price.interval) {
        (Mode::Payment, Some(_)) => refuse(
            "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
        ),
        (Mode::Subscription, None) => {
            refuse("You must provide at least one recurring price in `subscription` mode when using prices.")
        }
        _ => Ok(price),
    }
}

fn message(params: &Params) -> Result<Option<String>, Refusal> {
    let name = "custom_text[submit][message]";
    match params.text(name) {
        Some(text) if text.chars().count() > LONGEST_MESSAGE => {
            Err(Refusal::invalid("Invalid string: must be at most 1200 characters", Some(name)))
        }
        text => Ok(text),
    }
}

fn expiry(params: &Params, now: i64) -> Result<i64, Refusal> {
    let expires_at = params.number("expires_at")?.unwrap_or(now + LONGEST);
    let refuse = |message| Err(Refusal::invalid(message, Some("expires_at")));
    match expires_at - now {
        ..SHORTEST => {
            refuse("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.")
        }
        SHORTEST..=LONGEST => Ok(expires_at),
        _ => refuse("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."),
    }
}

fn quantity(params: &Params) -> Result<i64, Refusal> {
    let name = "line_items[0][quantity]";
    match params.number(name)? {
        Some(quantity @ 1..=999_999) => Ok(quantity),
        Some(_) => Err(Refusal::invalid("Invalid quantity", Some(name))),
        None => Err(Refusal::missing(name)),
    }
}
