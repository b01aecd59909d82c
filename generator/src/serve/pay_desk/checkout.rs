//! The rules of a checkout session: how it is made, how it ends, and what a payment begins.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use reqwest::Url;

use super::books::{Books, Event, Interval, Paid, Session, Status, Subscription};
use super::params::Params;
use super::refusal::Refusal;
use super::{objects, prices};
use crate::serve::stand_in::{StandInError, fresh_id};

/// How long a session may last at the provider, in seconds.
const SHORTEST: i64 = 30 * 60;
const LONGEST: i64 = 24 * 60 * 60;
/// What the provider knows for a session; only some of it matters here.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "adaptive_pricing", "after_expiration", "allow_promotion_codes", "automatic_tax",
    "billing_address_collection", "branding_settings", "cancel_url", "client_reference_id",
    "consent_collection", "currency", "custom_fields", "custom_text", "customer", "customer_update",
    "expand", "expires_at", "line_items", "locale", "metadata", "mode", "name_collection",
    "payment_method_collection", "payment_method_options", "payment_method_types",
    "phone_number_collection", "saved_payment_method_options", "submit_type", "subscription_data",
    "success_url", "tax_id_collection", "ui_mode",
];

/// Where a payment led.
#[derive(Debug)]
pub(super) enum Payment {
    /// It was made, now or before.
    Made(Session),
    /// The session had expired.
    TooLate(Session),
}

/// Whether a payment may come after the session has expired: from a page that stayed open in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lateness {
    Refused,
    Accepted,
}

/// Makes a session and tells it.
pub(super) fn create(books: &mut Books, params: &Params, now: Timestamp) -> Result<Session, Refusal> {
    params.only(KNOWN)?;
    if params.required("mode")? != "subscription" {
        return Err(Refusal::invalid("this pay desk sells subscriptions only", Some("mode")));
    }
    let customer = params.required("customer")?.to_owned();
    if !books.customers.contains_key(&customer) {
        return Err(Refusal::no_such("customer", &customer, "customer"));
    }
    let session = Session {
        id: fresh_id("cs_test_")?,
        created: now.as_second(),
        expires_at: expiry(params, now)?,
        status: Status::Open,
        customer,
        price: prices::of_line(books, params, now)?,
        quantity: quantity(params)?,
        success_url: url(params, "success_url")?.ok_or_else(|| Refusal::missing("success_url"))?,
        cancel_url: url(params, "cancel_url")?,
        client_reference_id: params.get("client_reference_id").map(str::to_owned),
        locale: params.get("locale").map(str::to_owned),
        metadata: params.metadata("metadata")?,
        subscription_metadata: params.metadata("subscription_data[metadata]")?,
        paid: None,
    };
    books.sessions.insert(session.id.clone(), session.clone());
    Ok(session)
}

fn expiry(params: &Params, now: Timestamp) -> Result<i64, Refusal> {
    let now = now.as_second();
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

fn url(params: &Params, name: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let is_web =
        Url::parse(text).is_ok_and(|url| ["http", "https"].contains(&url.scheme()) && url.has_host());
    let is_one_line = text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_web && is_one_line { Ok(Some(text.to_owned())) } else { Err(Refusal::not_a_url(name)) }
}

/// Ends the session before its time, as its seller may while it is open.
pub(super) fn expire(books: &mut Books, id: &str, desk: &str, now: Timestamp) -> Result<Session, Refusal> {
    let session = books.sessions.get_mut(id).ok_or_else(|| Refusal::not_found("checkout.session", id))?;
    if session.status != Status::Open {
        let state = session.status.word();
        let message = format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{state}`."
        );
        return Err(Refusal::invalid(&message, None));
    }
    session.status = Status::Expired;
    let session = session.clone();
    tell_of_session(books, "checkout.session.expired", &session, desk, now)?;
    Ok(session)
}

/// Whether some session's time is over and it has not been ended.
pub(super) fn has_overdue(books: &Books, now: Timestamp) -> bool {
    books.sessions.values().any(|session| is_overdue(session, now))
}

fn is_overdue(session: &Session, now: Timestamp) -> bool {
    session.status == Status::Open && session.expires_at <= now.as_second()
}

/// Ends the sessions whose time is over.
pub(super) fn expire_overdue(books: &mut Books, desk: &str, now: Timestamp) -> Result<(), Refusal> {
    let overdue = books.sessions.values().filter(|session| is_overdue(session, now));
    let overdue: Vec<String> = overdue.map(|session| session.id.clone()).collect();
    overdue.iter().try_for_each(|id| expire(books, id, desk, now).map(|_| ()))
}

/// The buyer pays. Paying again changes nothing.
pub(super) fn pay(
    books: &mut Books,
    id: &str,
    lateness: Lateness,
    desk: &str,
    now: Timestamp,
) -> Result<Payment, Refusal> {
    let session = books.sessions.get(id).ok_or_else(|| Refusal::not_found("checkout.session", id))?.clone();
    match (session.status, lateness) {
        (Status::Complete, _) => Ok(Payment::Made(session)),
        (Status::Expired, Lateness::Refused) => Ok(Payment::TooLate(session)),
        (Status::Open, _) | (Status::Expired, Lateness::Accepted) => complete(books, session, desk, now),
    }
}

fn complete(books: &mut Books, session: Session, desk: &str, now: Timestamp) -> Result<Payment, Refusal> {
    let subscription = begin_subscription(&session, now)?;
    let paid = Paid {
        subscription: subscription.id.clone(),
        invoice: subscription.latest_invoice.clone(),
        late: session.status == Status::Expired,
    };
    let session = Session { status: Status::Complete, paid: Some(paid), ..session };
    books.sessions.insert(session.id.clone(), session.clone());
    books.subscriptions.insert(subscription.id.clone(), subscription.clone());
    tell_of_session(books, "checkout.session.completed", &session, desk, now)?;
    tell(books, "customer.subscription.created", &objects::subscription(&subscription), now)?;
    tell(books, "invoice.paid", &objects::paid_invoice(&subscription, session.amount()), now)?;
    Ok(Payment::Made(session))
}

fn begin_subscription(session: &Session, now: Timestamp) -> Result<Subscription, Refusal> {
    Ok(Subscription {
        id: fresh_id("sub_")?,
        item: fresh_id("si_")?,
        created: now.as_second(),
        customer: session.customer.clone(),
        price: session.price.clone(),
        quantity: session.quantity,
        period_start: now.as_second(),
        period_end: period_end(session.price.interval, now)?.as_second(),
        latest_invoice: fresh_id("in_")?,
        metadata: session.subscription_metadata.clone(),
    })
}

/// The same day and hour a month or a year on, or that month's last day; in UTC, as the provider counts.
fn period_end(interval: Interval, now: Timestamp) -> Result<Timestamp, Refusal> {
    let period = match interval {
        Interval::Month => 1.month(),
        Interval::Year => 1.year(),
    };
    let end = now.to_zoned(TimeZone::UTC).checked_add(period);
    end.map(|end| end.timestamp()).map_err(|_| Refusal::invalid("the clock stands at the end of time", None))
}

fn tell_of_session(
    books: &mut Books,
    kind: &str,
    session: &Session,
    desk: &str,
    now: Timestamp,
) -> Result<(), StandInError> {
    let object = object_of(books, session, desk);
    tell(books, kind, &object, now)
}

/// The session's JSON; `desk` is the pay desk's origin.
pub(super) fn object_of(books: &Books, session: &Session, desk: &str) -> serde_json::Value {
    let page = format!("{desk}/pay/{}", session.id);
    objects::session(session, &page, books.customers.get(&session.customer))
}

fn tell(
    books: &mut Books,
    kind: &str,
    object: &serde_json::Value,
    now: Timestamp,
) -> Result<(), StandInError> {
    let (id, created) = (fresh_id("evt_")?, now.as_second());
    let body = objects::event(&id, kind, created, object).to_string();
    books.events.push(Event { id, kind: kind.to_owned(), created, body, deliveries: Vec::new() });
    Ok(())
}
