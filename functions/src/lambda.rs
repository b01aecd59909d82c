//! A Lambda's wiring: settings from the environment, then requests until it ends.
//!
//! Beside requests there are wakings: the table's stream says that something was written, or a schedule that time has
//! passed. Each does all that there is to do, whatever it was woken for.

use std::env;
use std::num::NonZeroU32;

use domain::address_book::AddressBookKey;
use domain::keyed_hash::HashKey;
use domain::pass::PassKeys;
use domain::token::Token;
use lambda_http::lambda_runtime::{self, LambdaEvent, Service as _};
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Error, service_fn};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::app::App;
use crate::checkout::settle;
use crate::clock::Clock;
use crate::failure::Broken;
use crate::mail::{deliver_or_log, deliver_waiting};
use crate::provider::PAYMENTS_URL;
use crate::route::{ACCESS, Endpoints, answer};
use crate::settings::{AwsCredentials, GateStoreSettings, Secret, Settings};
use crate::waking::{is_of_stream, is_request, mails_in};
use crate::{announce, errand, gate, log, reconcile};

/// Runs these endpoints as the Lambda that this process is.
///
/// # Errors
/// A setting that is missing or malformed, named without its value; or what ended the runtime.
pub async fn run(endpoints: Endpoints) -> Result<(), Error> {
    requests(&start()?, endpoints).await
}

/// Runs endpoints that reach the payment provider as the Lambda that this process is.
///
/// # Errors
/// As [`run`].
pub async fn run_paying(endpoints: Endpoints) -> Result<(), Error> {
    requests(&start()?.with_payments()?, endpoints).await
}

async fn requests(app: &App, endpoints: Endpoints) -> Result<(), Error> {
    lambda_http::run(service_fn(async |request| Ok::<_, Error>(answer(app, endpoints, &request).await))).await
}

/// Runs `access` as the Lambda that this process is: it answers requests and, when woken, tells the gate.
///
/// # Errors
/// As [`run`].
pub async fn run_access() -> Result<(), Error> {
    let app = &start()?;
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Box<RawValue>>| {
        if !is_request(event.payload.get()) {
            return woken(gate::carry(app).await);
        }
        let handler = async |request| Ok::<_, Error>(answer(app, ACCESS, &request).await);
        let event = event_of(event)?;
        let answered = Adapter::from(service_fn(handler)).call(event).await?;
        Ok::<_, Error>(serde_json::to_value(answered)?)
    }))
    .await
}

/// Runs `outbox` as the Lambda that this process is: when woken, it sends the mails that were written, and those that
/// wait.
///
/// # Errors
/// As [`run`].
pub async fn run_outbox() -> Result<(), Error> {
    let app = &start()?;
    // Boxed, for the compiler would otherwise look through all of it at once.
    lambda_runtime::run(service_fn(|event: LambdaEvent<Box<RawValue>>| Box::pin(send(app, event)))).await
}

async fn send(app: &App, event: LambdaEvent<Box<RawValue>>) -> Result<Value, Error> {
    // The index of what waits may be a moment behind the stream.
    for id in mails_in(event.payload.get()) {
        deliver_or_log(app, &id).await;
    }
    woken(deliver_waiting(app).await)
}

/// Runs `announce` as the Lambda that this process is: a schedule wakes it to announce what has its time, and the mail
/// provider tells it what became of mails.
///
/// # Errors
/// As [`run`].
pub async fn run_announce() -> Result<(), Error> {
    let app = &start()?;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Box<RawValue>>| {
        Box::pin(announce_or_settle(app, event))
    }))
    .await
}

async fn announce_or_settle(app: &App, event: LambdaEvent<Box<RawValue>>) -> Result<Value, Error> {
    let event = event.payload.get();
    woken(if announce::is_told(event) { announce::told(app, event).await } else { announce::due(app).await })
}

/// Runs `sweeper` as the Lambda that this process is: a schedule wakes it to settle the holds whose time is over.
///
/// # Errors
/// As [`run`].
pub async fn run_sweeper() -> Result<(), Error> {
    let app = &start()?.with_payments()?;
    lambda_runtime::run(service_fn(|_: LambdaEvent<Box<RawValue>>| Box::pin(settle_due(app)))).await
}

async fn settle_due(app: &App) -> Result<Value, Error> {
    woken(settle::sweep(app).await)
}

/// Runs `reconciler` as the Lambda that this process is: the table's stream wakes it to do errands, and a schedule to find
/// what nobody brought word of.
///
/// # Errors
/// As [`run`].
pub async fn run_reconciler() -> Result<(), Error> {
    let app = &start()?.with_payments()?;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Box<RawValue>>| Box::pin(put_right(app, event)))).await
}

async fn put_right(app: &App, event: LambdaEvent<Box<RawValue>>) -> Result<Value, Error> {
    let done = if is_of_stream(event.payload.get()) {
        errand::run_due(app).await.map(|_| ())
    } else {
        reconcile::by_itself(app).await.map(|_| ())
    };
    woken(done)
}

fn start() -> Result<App, Error> {
    log::as_json();
    Ok(App::new(settings()?, Clock::default())?)
}

fn event_of(event: LambdaEvent<Box<RawValue>>) -> Result<LambdaEvent<LambdaRequest>, Error> {
    Ok(LambdaEvent { payload: serde_json::from_str(event.payload.get())?, context: event.context })
}

/// A failure is the runtime's to tell, so that the stream brings the same again.
fn woken(done: Result<(), Broken>) -> Result<Value, Error> {
    done.map_err(|error| {
        tracing::error!(%error, "broken");
        Error::from(error)
    })?;
    Ok(Value::Null)
}

fn settings() -> Result<Settings, Error> {
    let public_url = required("TERSKEL_PUBLIC_URL")?;
    Ok(Settings {
        table: required("TERSKEL_TABLE")?,
        dynamodb_endpoint: optional("TERSKEL_DYNAMODB_ENDPOINT"),
        ses_endpoint: optional("TERSKEL_SES_ENDPOINT"),
        mail_events: optional("TERSKEL_MAIL_EVENTS"),
        mails_per_second: Some(mails_per_second()?),
        region: required("AWS_REGION")?,
        credentials: AwsCredentials {
            id: required("AWS_ACCESS_KEY_ID")?,
            key: Secret::new(required("AWS_SECRET_ACCESS_KEY")?),
            token: optional("AWS_SESSION_TOKEN").map(Secret::new),
        },
        payments_url: optional("TERSKEL_PAYMENTS_URL").unwrap_or_else(|| PAYMENTS_URL.to_owned()),
        payments_key: Secret::new(optional("TERSKEL_PAYMENTS_KEY").unwrap_or_default()),
        webhook_secrets: secrets("TERSKEL_WEBHOOK_SECRETS"),
        hash_key: hash_key()?,
        address_key: address_key()?,
        pass_keys: pass_keys()?,
        gate_store: gate_store(),
        origins: vec![public_url.clone()],
        secure_cookies: public_url.starts_with("https://"),
        public_url,
    })
}

/// `<kid>:<43 characters of base64url>`, the signing key first, several with commas between them; absent in every
/// function but `access`.
fn pass_keys() -> Result<Option<PassKeys>, Error> {
    let Some(text) = optional("TERSKEL_PASS_KEYS") else { return Ok(None) };
    PassKeys::parse(&text).map(Some).map_err(|_| Error::from("`TERSKEL_PASS_KEYS` is malformed"))
}

/// Ten, if nothing is said: a new account at the provider that has left its sandbox may send fourteen.
fn mails_per_second() -> Result<NonZeroU32, Error> {
    let name = "TERSKEL_MAILS_PER_SECOND";
    let rate = optional(name).unwrap_or_else(|| "10".to_owned()).parse();
    rate.map_err(|_| Error::from(format!("`{name}` is not a number from 1")))
}

/// 43 characters of base64url; absent in every function that announces nothing.
fn address_key() -> Result<Option<AddressBookKey>, Error> {
    let Some(text) = optional("TERSKEL_ADDRESS_KEY") else { return Ok(None) };
    AddressBookKey::parse(&text).map(Some).map_err(|_| Error::from("`TERSKEL_ADDRESS_KEY` is malformed"))
}

/// Absent in every function but `access`.
fn gate_store() -> Option<GateStoreSettings> {
    let arn = optional("TERSKEL_GATE_STORE")?;
    Some(GateStoreSettings { arn, endpoint: optional("TERSKEL_GATE_STORE_ENDPOINT") })
}

fn hash_key() -> Result<HashKey, Error> {
    let token = Token::parse(&required("TERSKEL_HASH_KEY")?);
    let token = token.map_err(|_| Error::from("`TERSKEL_HASH_KEY` is malformed"))?;
    Ok(HashKey::new(token.into_bytes()))
}

/// Comma-separated, so that an old secret stays good while a new one is taken into use.
fn secrets(name: &str) -> Vec<Secret> {
    let text = optional(name).unwrap_or_default();
    text.split(',').filter(|secret| !secret.is_empty()).map(|secret| Secret::new(secret.to_owned())).collect()
}

#[expect(clippy::disallowed_methods, reason = "the door to a Lambda's environment")]
fn optional(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn required(name: &str) -> Result<String, Error> {
    optional(name).ok_or_else(|| Error::from(format!("the environment lacks `{name}`")))
}
