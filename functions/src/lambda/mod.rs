//! A Lambda's wiring: settings from the environment, then requests until it ends.
//!
//! Beside requests there are wakings: the table's stream says that something was written, or a schedule that time has
//! passed. Each does all that there is to do, whatever it was woken for.

mod environment;
mod exchange;
mod https;
mod parameter_store;
mod parameters;
mod running;

use lambda_http::lambda_runtime::{self, LambdaEvent};
use lambda_http::{Error, service_fn};
use serde_json::value::{RawValue, to_raw_value};

use crate::announce;
use crate::app::App;
use crate::checkout::settle;
use crate::errand;
use crate::failure::Broken;
use crate::gate;
use crate::mail::{deliver_or_log, deliver_waiting};
use crate::reconcile;
use crate::route::{ACCESS, Endpoints};
use crate::tally::{self, Count};
use crate::waking::{is_for_errands, is_request, mails_in};
use running::Running;

/// What wakes a Lambda, as it came.
type Event = LambdaEvent<Box<RawValue>>;

/// Runs these endpoints as the Lambda that this process is.
///
/// # Errors
/// A setting that is missing or malformed, named without its value; or what ended the runtime.
pub async fn run(endpoints: Endpoints) -> Result<(), Error> {
    requests(&Running::answering(endpoints).await?, endpoints).await
}

/// Runs endpoints that reach the payment provider as the Lambda that this process is.
///
/// # Errors
/// As [`run`].
pub async fn run_paying(endpoints: Endpoints) -> Result<(), Error> {
    requests(&Running::answering(endpoints).await?.with_payments()?, endpoints).await
}

async fn requests(running: &Running, endpoints: Endpoints) -> Result<(), Error> {
    // Boxed, for the compiler would otherwise look through all of it at once.
    lambda_runtime::run(service_fn(|event: Event| Box::pin(answered(running, endpoints, event)))).await
}

async fn answered(running: &Running, endpoints: Endpoints, event: Event) -> Result<Box<RawValue>, Error> {
    let request = exchange::request_of(event)?;
    Ok(to_raw_value(&exchange::answer_of(running.answer(endpoints, &request).await))?)
}

/// Runs `access` as the Lambda that this process is: it answers requests and, when woken, tells the gate.
///
/// # Errors
/// As [`run`].
pub async fn run_access() -> Result<(), Error> {
    let running = &Running::answering(ACCESS).await?.with_gate_store();
    lambda_runtime::run(service_fn(|event: Event| Box::pin(answered_or_carried(running, event)))).await
}

async fn answered_or_carried(running: &Running, event: Event) -> Result<Box<RawValue>, Error> {
    if is_request(event.payload.get()) {
        return answered(running, ACCESS, event).await;
    }
    Ok(to_raw_value(&running.woken(&event, gate::carry(&running.app)).await?)?)
}

/// Runs `outbox` as the Lambda that this process is: when woken, it sends the mails that were written, and those that
/// wait.
///
/// # Errors
/// As [`run`].
pub async fn run_outbox() -> Result<(), Error> {
    wakings(&Running::start("outbox").await?.with_mail(), async |app, event| {
        // The index of what waits may be a moment behind the stream.
        for id in mails_in(event) {
            deliver_or_log(app, &id).await;
        }
        deliver_waiting(app).await
    })
    .await
}

/// Runs `announce` as the Lambda that this process is: a schedule wakes it to announce what has its time, and the mail
/// provider tells it what became of mails.
///
/// # Errors
/// As [`run`].
pub async fn run_announce() -> Result<(), Error> {
    wakings(&Running::start("announce").await?.with_mail(), async |app, event| {
        if announce::is_told(event) { announce::told(app, event).await } else { announce::due(app).await }
    })
    .await
}

/// Runs `sweeper` as the Lambda that this process is: a schedule wakes it to settle the holds whose time is over.
///
/// # Errors
/// As [`run`].
pub async fn run_sweeper() -> Result<(), Error> {
    let running = Running::start("sweeper").await?.with_payments()?;
    wakings(&running, async |app, _| settle::sweep(app).await).await
}

/// Runs `reconciler` as the Lambda that this process is: one schedule wakes it to do errands, and another to find what
/// nobody brought word of.
///
/// # Errors
/// As [`run`].
pub async fn run_reconciler() -> Result<(), Error> {
    let running = Running::start("reconciler").await?.with_payments()?;
    wakings(&running, async |app, event| {
        if is_for_errands(event) { errand::run_due(app).await.map(|_| ()) } else { put_right(app).await }
    })
    .await
}

/// What could not be settled is counted even where the rest has failed, for then it matters.
async fn put_right(app: &App) -> Result<(), Broken> {
    let done = reconcile::by_itself(app).await;
    let unresolved = u32::try_from(reconcile::holds_unresolved(app).await?).unwrap_or(u32::MAX);
    tally::add(Count::HoldsUnresolved, f64::from(unresolved));
    done.map(|_| ())
}

async fn wakings(
    running: &Running,
    work: impl AsyncFn(&App, &str) -> Result<(), Broken>,
) -> Result<(), Error> {
    let work = &work;
    lambda_runtime::run(service_fn(|event: Event| {
        Box::pin(async move { running.woken(&event, work(&running.app, event.payload.get())).await })
    }))
    .await
}
