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

/// What the provider answers to `request`.
pub(super) async fn send<T: for<'a> Deserialize<'a>>(
    action: &str,
    request: RequestBuilder,
) -> Result<T, Broken> {
    find(action, request)
        .await?
        .ok_or_else(|| Broken::new(action, "the payment provider knows of no such thing"))
}

/// What the provider answers to `request`; none if it knows of no such thing.
///
/// Errors name the provider's error code, never what was sent.
pub(super) async fn find<T: for<'a> Deserialize<'a>>(
    action: &str,
    request: RequestBuilder,
) -> Result<Option<T>, Broken> {
    let answer = repeated(action, request).await?;
    let status = answer.status();
    if status == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    if !status.is_success() {
        let error: Option<ErrorAnswer> = answer.json().await.ok();
        let code = error.and_then(|answer| answer.error.code.or(answer.error.kind)).unwrap_or_default();
        let told = format!("the payment provider answered {status} {code}");
        return Err(if is_busy(status) { Broken::busy(action, &told) } else { Broken::new(action, &told) });
    }
    answer.json().await.map(Some).map_err(|error| Broken::new(action, &error.without_url()))
}

async fn repeated(action: &str, request: RequestBuilder) -> Result<Response, Broken> {
    for attempt in 1..TRIES {
        let Some(copy) = request.try_clone() else { break };
        match copy.send().await {
            Ok(answer) if !is_passing(answer.status()) => return Ok(answer),
            Ok(_) => {}
            // One that used up its time has used up the request's.
            Err(error) if !error.is_timeout() => {}
            Err(error) => return Err(Broken::new(action, &error.without_url())),
        }
        random::pause(Duration::from_millis(150 << attempt)).await?;
    }
    request.send().await.map_err(|error| Broken::new(action, &error.without_url()))
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
