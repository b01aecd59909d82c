//! The provider's API, as far as it is used: one call in, one answer out. A file for each resource, which reads
//! and writes; here is what all calls share.

mod customers;
mod disputes;
mod endpoints;
mod events;
mod expand;
mod invoice_payments;
mod invoices;
mod list;
mod once;
mod params;
mod payments;
mod portal;
mod prices;
mod products;
mod refunds;
mod refusal;
mod resources;
mod sessions;
mod subscriptions;

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

pub(super) use self::once::UnderWay;
pub(super) use self::params::Params;
pub(super) use self::refusal::Refusal;
use super::Desk;
use super::books::Answer;
use crate::serve::stand_in::StandInError;
use crate::serve::trouble::Mishap;

/// How long a slow answer takes, in real time: longer than the calls beside it, and no burden on who waits.
const SLOW: Duration = Duration::from_millis(30);

const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// What is answered: a status and JSON.
type Reply = Result<Value, Refusal>;

/// One call to the API.
struct Call<'a> {
    method: &'a Method,
    path: &'a str,
    params: Params,
    /// In Unix seconds.
    now: i64,
}

/// What was answered, and whether it is what will be answered under the call's key from then on.
struct Done {
    status: StatusCode,
    body: String,
    lasts: bool,
}

/// Answers any call under `/v1/`.
pub(super) async fn answer(
    State(desk): State<Desk>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mishap = desk.fate_of_call(&method, uri.path());
    let refused = match mishap {
        Some(Mishap::CallNotDone) => Some(broken()),
        Some(Mishap::CallRefused) => Some(Refusal::too_many()),
        _ => None,
    };
    if let Some(refusal) = refused {
        return Done::refused(&refusal).into_response();
    }
    let answer = reply(&desk, &method, &uri, &headers, &body, mishap).await;
    let answer = answer.unwrap_or_else(|refusal| Done::refused(&refusal).into_response());
    if mishap == Some(Mishap::CallHalfAnswered) { half(answer).await } else { answer }
}

/// That something broke; what was asked for may be done all the same.
fn broken() -> Refusal {
    Refusal::from(StandInError::from(std::io::Error::other("trouble")))
}

/// The first half of what would have been answered.
async fn half(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    // Its own answers are small and whole, so they can be read.
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    Response::from_parts(parts, Body::from(whole.slice(..whole.len() / 2)))
}

async fn reply(
    desk: &Desk,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
    mishap: Option<Mishap>,
) -> Result<Response, Refusal> {
    check_key(desk, headers)?;
    let form = if method == Method::POST { body } else { uri.query().unwrap_or_default().as_bytes() };
    let form = str::from_utf8(form).map_err(|_| Refusal::invalid("the parameters are not UTF-8", None))?;
    let call = Call { method, path: uri.path(), params: Params::parse(form)?, now: desk.now().as_second() };
    let Some(turn) = once::turn(desk, method, call.path, headers, &call.params)? else {
        slow(mishap).await;
        return Ok(ending(serve(desk, &call), mishap).into_response());
    };
    slow(mishap).await;
    if let Some(kept) = once::answered(desk, &turn)? {
        return Ok(again(kept));
    }
    let done = ending(serve(desk, &call), mishap);
    if done.lasts {
        let (fingerprint, at) = (turn.fingerprint.clone(), desk.now().as_second());
        let answer = Answer { fingerprint, at, status: done.status.as_u16(), body: done.body.clone() };
        desk.shelf().answer(&turn.key, answer)?;
    }
    Ok(done.into_response())
}

async fn slow(mishap: Option<Mishap>) {
    if mishap == Some(Mishap::CallSlow) {
        tokio::time::sleep(SLOW).await;
    }
}

/// What is answered to a call that was done, unless it is to look as if something broke: then that is the answer,
/// also when it is asked again.
fn ending(done: Done, mishap: Option<Mishap>) -> Done {
    if mishap == Some(Mishap::CallUnanswered) {
        Done { lasts: done.lasts, ..Done::refused(&broken()) }
    } else {
        done
    }
}

/// An answer from before; one that broke is answered as such again.
fn again(kept: Answer) -> Response {
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = text(status, kept.body);
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

fn check_key(desk: &Desk, headers: &HeaderMap) -> Result<(), Refusal> {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if given == Some(desk.api_key()) { Ok(()) } else { Err(Refusal::unauthorized()) }
}

fn serve(desk: &Desk, call: &Call<'_>) -> Done {
    let reply = if call.method == Method::GET { looked_up(desk, call) } else { changed(desk, call) };
    match reply {
        Ok(answer) => Done { status: StatusCode::OK, body: answer.to_string(), lasts: true },
        Err(refusal) => Done::refused(&refusal),
    }
}

fn looked_up(desk: &Desk, call: &Call<'_>) -> Reply {
    desk.catch_up()?;
    desk.shelf().look(|kept| {
        let mut answer = resources::read(kept, call)?;
        expand::apply(&kept.books, &call.params, &mut answer)?;
        Ok(answer)
    })
}

fn changed(desk: &Desk, call: &Call<'_>) -> Reply {
    // What was due happened whatever becomes of the call.
    desk.catch_up()?;
    let (answer, events) = desk.change(|books| {
        let mut answer = resources::write(books, call)?;
        expand::apply(books, &call.params, &mut answer)?;
        Ok(answer)
    })?;
    desk.deliver_later(events);
    Ok(answer)
}

impl Done {
    fn refused(refusal: &Refusal) -> Self {
        Self { status: refusal.status(), body: refusal.to_json().to_string(), lasts: refusal.is_executed() }
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        text(self.status, self.body)
    }
}

fn text(status: StatusCode, body: String) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], body).into_response()
}

/// `value` as an answer.
pub(super) fn json(status: StatusCode, value: &Value) -> Response {
    text(status, value.to_string())
}
