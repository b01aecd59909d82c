//! Idempotency: a call under a key is done once, and answered the same from then on, also if the answer was that
//! something broke. Source: <https://docs.stripe.com/api/idempotent_requests>.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, HeaderName, Method};

use super::params::Params;
use super::refusal::Refusal;
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::books::Answer;

/// The longest key the provider takes.
const LONGEST_KEY: usize = 255;

/// How long an answer is kept at least, in seconds.
const KEPT_FOR: i64 = 24 * 60 * 60;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The keys whose calls are under way.
#[derive(Debug, Default)]
pub(crate) struct UnderWay(Mutex<BTreeSet<String>>);

/// A call's right to its key, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    under_way: &'a UnderWay,
    pub key: String,
    pub fingerprint: String,
}

impl UnderWay {
    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        // A key is put in or taken out whole, so a panic elsewhere has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.under_way.lock().remove(&self.key);
    }
}

/// The turn of a POST that names a key; other calls need none.
pub(super) fn turn<'a>(
    desk: &'a Desk,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    params: &Params,
) -> Result<Option<Turn<'a>>, Refusal> {
    let Some(key) = key(method, headers)? else { return Ok(None) };
    let (under_way, key) = (desk.under_way(), key.to_owned());
    if !under_way.lock().insert(key.clone()) {
        return Err(Refusal::key_under_way());
    }
    let fingerprint = format!("{method} {path}\n{}", params.fingerprint());
    Ok(Some(Turn { under_way, key, fingerprint }))
}

fn key<'a>(method: &Method, headers: &'a HeaderMap) -> Result<Option<&'a str>, Refusal> {
    let Some(key) = headers.get(KEY).filter(|_| method == Method::POST) else { return Ok(None) };
    match key.to_str() {
        Ok(key) if (1..=LONGEST_KEY).contains(&key.len()) => Ok(Some(key)),
        _ => Err(Refusal::invalid("Idempotency keys are 1 to 255 characters long.", None)),
    }
}

/// What was answered under this key before; refused if something else was asked then.
pub(super) fn answered(desk: &Desk, turn: &Turn<'_>) -> Result<Option<Answer>, Refusal> {
    desk.shelf().forget_answers(desk.now().as_second() - KEPT_FOR);
    match desk.shelf().look(|kept| kept.answers.get(&turn.key).cloned()) {
        Some(answer) if answer.fingerprint != turn.fingerprint => Err(Refusal::reused_key()),
        answer => Ok(answer),
    }
}
