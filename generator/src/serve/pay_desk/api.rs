//! The provider's API, as far as it is used: one call in, one answer out.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::Value;

use super::books::{Answer, Books, Customer};
use super::params::Params;
use super::refusal::Refusal;
use super::{Desk, checkout, objects, prices};
use crate::serve::stand_in::{StandInError, fresh_id};
use crate::serve::trouble::Mishap;

/// The longest idempotency key the provider takes.
const LONGEST_KEY: usize = 255;

/// How long a slow answer takes, in real time: longer than the calls beside it, and no burden on who waits.
const SLOW: Duration = Duration::from_millis(30);

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// One call to the API.
struct Call<'a> {
    method: &'a Method,
    path: &'a str,
    params: Params,
    desk: &'a str,
    now: Timestamp,
}

/// What is answered, and whether it was kept from an earlier call.
struct Answered {
    body: Value,
    replayed: bool,
}

/// Answers any call under `/v1/`.
pub(super) async fn answer(
    State(desk): State<Desk>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mishap = desk.trouble().of_call();
    match mishap {
        Some(Mishap::CallNotDone) => return failed(),
        Some(Mishap::CallRefused) => return refused(&Refusal::too_many()),
        Some(Mishap::CallSlow) => tokio::time::sleep(SLOW).await,
        _ => {}
    }
    let answer = reply(&desk, &method, &uri, &headers, &body);
    match mishap {
        Some(Mishap::CallUnanswered) => failed(),
        Some(Mishap::CallHalfAnswered) => half(answer).await,
        _ => answer,
    }
}

/// That something broke; what was asked for may be done all the same.
fn failed() -> Response {
    refused(&Refusal::from(StandInError::from(std::io::Error::other("trouble"))))
}

/// The first half of what would have been answered.
async fn half(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    // Its own answers are small and whole, so they can be read.
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    Response::from_parts(parts, Body::from(whole.slice(..whole.len() / 2)))
}

fn reply(desk: &Desk, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Response {
    match serve(desk, method, uri, headers, body) {
        Ok(answered) if answered.replayed => {
            ([(REPLAYED, "true")], json(StatusCode::OK, &answered.body)).into_response()
        }
        Ok(answered) => json(StatusCode::OK, &answered.body),
        Err(refusal) => refused(&refusal),
    }
}

fn refused(refusal: &Refusal) -> Response {
    json(refusal.status(), &refusal.to_json())
}

fn serve(
    desk: &Desk,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Answered, Refusal> {
    check_key(desk, headers)?;
    let form = if method == Method::GET { uri.query().unwrap_or_default().as_bytes() } else { body };
    let form = str::from_utf8(form).map_err(|_| Refusal::invalid("the parameters are not UTF-8", None))?;
    let call =
        Call { method, path: uri.path(), params: Params::parse(form)?, desk: desk.url(), now: desk.now() };
    let key = idempotency_key(method, headers)?;
    if method == Method::GET
        && let Some(body) = desk.shelf().look(|books| read(books, &call))
    {
        return Ok(Answered { body: body?, replayed: false });
    }
    let (answered, events) = desk.shelf().change(|books| {
        checkout::expire_overdue(books, call.desk, call.now)?;
        once(books, key, &call)
    })?;
    desk.deliver_later(events);
    Ok(answered)
}

fn check_key(desk: &Desk, headers: &HeaderMap) -> Result<(), Refusal> {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if given == Some(desk.api_key()) { Ok(()) } else { Err(Refusal::unauthorized()) }
}

/// What a question is answered, if nothing has to be written first: no session's time is over.
fn read(books: &Books, call: &Call<'_>) -> Option<Result<Value, Refusal>> {
    (!checkout::has_overdue(books, call.now)).then(|| look_up(books, call))
}

/// The key by which a POST may be repeated; other methods need none.
fn idempotency_key<'a>(method: &Method, headers: &'a HeaderMap) -> Result<Option<&'a str>, Refusal> {
    let Some(key) = headers.get(IDEMPOTENCY_KEY).filter(|_| method == Method::POST) else { return Ok(None) };
    match key.to_str() {
        Ok(key) if (1..=LONGEST_KEY).contains(&key.len()) => Ok(Some(key)),
        _ => Err(Refusal::invalid("Idempotency keys are 1 to 255 characters long.", None)),
    }
}

/// Does what is asked, or answers as before if it was done under this key. Refusals are not kept, so that
/// a call can be repeated once it is mended.
fn once(books: &mut Books, key: Option<&str>, call: &Call<'_>) -> Result<Answered, Refusal> {
    let Some(key) = key else { return Ok(Answered { body: act(books, call)?, replayed: false }) };
    let fingerprint = format!("{} {}\n{}", call.method, call.path, call.params.fingerprint());
    match books.answers.get(key) {
        Some(kept) if kept.fingerprint == fingerprint => {
            Ok(Answered { body: kept.body.clone(), replayed: true })
        }
        Some(_) => Err(Refusal::reused_key()),
        None => {
            let body = act(books, call)?;
            books.answers.insert(key.to_owned(), Answer { fingerprint, body: body.clone() });
            Ok(Answered { body, replayed: false })
        }
    }
}

fn act(books: &mut Books, call: &Call<'_>) -> Result<Value, Refusal> {
    match (call.method.as_str(), &parts(call.path)[..]) {
        ("POST", ["customers"]) => create_customer(books, call),
        ("POST", ["prices"]) => {
            prices::create(books, &call.params, call.now).map(|price| objects::price(&price))
        }
        ("POST", ["checkout", "sessions"]) => {
            let session = checkout::create(books, &call.params, call.now)?;
            Ok(checkout::object_of(books, &session, call.desk))
        }
        ("POST", ["checkout", "sessions", id, "expire"]) => {
            let session = checkout::expire(books, id, call.desk, call.now)?;
            Ok(checkout::object_of(books, &session, call.desk))
        }
        _ => look_up(books, call),
    }
}

fn look_up(books: &Books, call: &Call<'_>) -> Result<Value, Refusal> {
    match (call.method.as_str(), &parts(call.path)[..]) {
        ("GET", ["customers", id]) => {
            books.customers.get(*id).map(objects::customer).ok_or_else(|| Refusal::not_found("customer", id))
        }
        ("GET", ["prices", id]) => {
            books.prices.get(*id).map(objects::price).ok_or_else(|| Refusal::not_found("price", id))
        }
        ("GET", ["checkout", "sessions", id]) => session(books, id, call),
        ("GET", ["subscriptions", id]) => {
            let subscription = books.subscriptions.get(*id);
            subscription.map(objects::subscription).ok_or_else(|| Refusal::not_found("subscription", id))
        }
        (method, _) => Err(Refusal::unknown_address(method, call.path)),
    }
}

fn parts(path: &str) -> Vec<&str> {
    path.trim_start_matches("/v1/").split('/').collect()
}

fn create_customer(books: &mut Books, call: &Call<'_>) -> Result<Value, Refusal> {
    call.params.only(&[
        "address",
        "description",
        "email",
        "expand",
        "metadata",
        "name",
        "phone",
        "preferred_locales",
    ])?;
    let text = |name| call.params.get(name).map(str::to_owned);
    let customer = Customer {
        id: fresh_id("cus_")?,
        created: call.now.as_second(),
        email: text("email"),
        name: text("name"),
        metadata: call.params.metadata("metadata")?,
    };
    let object = objects::customer(&customer);
    books.customers.insert(customer.id.clone(), customer);
    Ok(object)
}

/// A session, with its subscription as a whole instead of its id if that is asked for.
fn session(books: &Books, id: &str, call: &Call<'_>) -> Result<Value, Refusal> {
    let session = books.sessions.get(id).ok_or_else(|| Refusal::not_found("checkout.session", id))?;
    let mut object = checkout::object_of(books, session, call.desk);
    let subscription = session.paid.as_ref().and_then(|paid| books.subscriptions.get(&paid.subscription));
    if let Some(subscription) = subscription.filter(|_| call.params.expands("subscription")) {
        object["subscription"] = objects::subscription(subscription);
    }
    Ok(object)
}

/// `value` as an answer.
pub(super) fn json(status: StatusCode, value: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
