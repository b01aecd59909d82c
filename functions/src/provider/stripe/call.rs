//! One call of the provider's API: sent, repeated where that is safe, and its answer read.
//!
//! Every call of ours may be repeated: it asks, or carries an idempotency key, or ends what may be ended twice.

use std::time::Duration;

use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Deserialize;

use crate::failure::Broken;
use crate::random;

/// How often a call is tried when the provider is not reached, its answer is lost, or it has too much to do.
const TRIES: u32 = 3;

/// That an answer is what the same idempotency key was answered before.
const REPLAYED: &str = "idempotent-replayed";

/// Why a call gave nothing.
pub(super) enum Trouble {
    /// The provider knows of no such thing.
    Unknown,
    /// The key is used up: the provider keeps answering it with a failure, or with that other parameters came under it.
    /// Whether anything was made is not known. Source: Stripe's API reference, "Idempotent requests".
    KeySpent(Broken),
    Broken(Broken),
}

/// What the provider answers to `request`.
pub(super) async fn send<T: for<'a> Deserialize<'a>>(
    action: &str,
    request: RequestBuilder,
) -> Result<T, Broken> {
    attempt(action, request).await.map_err(|trouble| trouble.broken(action))
}

/// What the provider answers to `request`; none if it knows of no such thing.
pub(super) async fn find<T: for<'a> Deserialize<'a>>(
    action: &str,
    request: RequestBuilder,
) -> Result<Option<T>, Broken> {
    match attempt(action, request).await {
        Ok(found) => Ok(Some(found)),
        Err(Trouble::Unknown) => Ok(None),
        Err(trouble) => Err(trouble.broken(action)),
    }
}

/// What the provider answers to `request`, or why not. Errors name the provider's error code, never what was sent.
pub(super) async fn attempt<T: for<'a> Deserialize<'a>>(
    action: &str,
    request: RequestBuilder,
) -> Result<T, Trouble> {
    let answer = repeated(action, request).await.map_err(Trouble::Broken)?;
    let status = answer.status();
    if status.is_success() {
        let read = answer.json().await;
        return read.map_err(|error| Trouble::Broken(Broken::new(action, &error.without_url())));
    }
    let replayed = is_replayed(&answer);
    let error = answer.json().await.ok().map(|answer: ErrorAnswer| answer.error);
    let kind = error.as_ref().and_then(|error| error.kind.as_deref()).unwrap_or_default();
    let code = error.as_ref().and_then(|error| error.code.as_deref()).unwrap_or(kind);
    let told = format!("the payment provider answered {status} {code}");
    Err(match () {
        () if status == StatusCode::NOT_FOUND => Trouble::Unknown,
        () if kind == "idempotency_error" || (replayed && status.is_server_error()) => {
            Trouble::KeySpent(Broken::new(action, &told))
        }
        () if is_busy(status) => Trouble::Broken(Broken::busy(action, &told)),
        () => Trouble::Broken(Broken::new(action, &told)),
    })
}

impl Trouble {
    pub(super) fn broken(self, action: &str) -> Broken {
        match self {
            Self::Unknown => Broken::new(action, "the payment provider knows of no such thing"),
            Self::KeySpent(broken) | Self::Broken(broken) => broken,
        }
    }
}

async fn repeated(action: &str, request: RequestBuilder) -> Result<Response, Broken> {
    for attempt in 1..TRIES {
        let Some(copy) = request.try_clone() else { break };
        match sent(copy).await {
            Ok(answer) if !is_passing(answer.status()) || is_replayed(&answer) => return Ok(answer),
            Ok(_) => {}
            // One that used up its time has used up the request's.
            Err(error) if !error.is_timeout() => {}
            Err(error) => return Err(Broken::new(action, &error.without_url())),
        }
        random::pause(Duration::from_millis(150 << attempt)).await?;
    }
    sent(request).await.map_err(|error| Broken::new(action, &error.without_url()))
}

/// Tells at level debug that a call was made; tests and measurements listen.
async fn sent(request: RequestBuilder) -> Result<Response, reqwest::Error> {
    tracing::debug!("provider");
    request.send().await
}

fn is_replayed(answer: &Response) -> bool {
    answer.headers().get(REPLAYED).is_some_and(|value| value == "true")
}

fn is_passing(status: StatusCode) -> bool {
    is_busy(status) || status.is_server_error()
}

/// 409: the same call is still under way. 429: another one holds the object, or there are too many.
fn is_busy(status: StatusCode) -> bool {
    matches!(status, StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS)
}

#[derive(Deserialize)]
struct ErrorAnswer {
    error: ErrorObject,
}

#[derive(Deserialize)]
struct ErrorObject {
    code: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
}
