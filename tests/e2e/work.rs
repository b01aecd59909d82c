//! What a request costs at the table, and that it costs the same where a difference would tell something.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari@example.no";

/// A call to the table: what it did, and what that cost in request units.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Call {
    pub operation: String,
    pub units: f64,
}

/// Notes every call to the table that is made on this thread.
#[derive(Clone, Default)]
pub(crate) struct Meter(Arc<Mutex<Vec<Call>>>);

impl Meter {
    /// Listens until the guard is dropped.
    pub(crate) fn listening() -> (Self, DefaultGuard) {
        let meter = Self::default();
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(meter.clone()));
        (meter, guard)
    }

    /// What was called since it was last asked.
    pub(crate) fn calls(&self) -> Vec<Call> {
        std::mem::take(&mut self.0.lock().expect("a meter"))
    }
}

impl<S: tracing::Subscriber> Layer<S> for Meter {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "functions::store" {
            let mut call = Call::default();
            event.record(&mut call);
            self.0.lock().expect("a meter").push(call);
        }
    }
}

impl Visit for Call {
    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "units" {
            self.units = value;
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "operation" {
            value.clone_into(&mut self.operation);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

fn asking(address: &str) -> BTreeMap<String, String> {
    [("email".to_owned(), address.to_owned())].into()
}

#[tokio::test]
async fn asking_to_sign_in_is_the_same_work_for_every_address() {
    let (meter, _guard) = Meter::listening();
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let mut visitor = portal.browser();
    let mut work = Vec::new();
    for address in [KARI, "karl@example.no", KARI, "anna@example.no"] {
        meter.calls();
        visitor.post("/api/access/link", &asking(address)).await.must_be(303);
        let calls = meter.calls();
        let written = calls.iter().position(|call| call.operation == "transact").expect("a letter");
        work.push(calls[..=written].to_vec());
    }
    assert_eq!(work[0].len(), 4, "{:?}", work[0]);
    assert!(work.iter().all(|calls| *calls == work[0]), "{work:#?}");
}

#[tokio::test]
async fn a_wrong_code_is_the_same_work_for_every_address() {
    let (meter, _guard) = Meter::listening();
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let wrong = [("code".to_owned(), "000000".to_owned())].into();
    let mut work = Vec::new();
    for address in [KARI, "anna@example.no"] {
        let mut visitor = portal.browser();
        visitor.post("/api/access/link", &asking(address)).await.must_be(303);
        meter.calls();
        visitor.post("/api/access/code", &wrong).await.must_be(422);
        work.push(meter.calls());
    }
    assert_eq!(work[0], work[1]);
}

/// Prints the figures in ARCHITECTURE.md: `cargo test -p tests what_a_refresh_costs -- --nocapture`
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are documented by this command")]
async fn what_a_refresh_costs() {
    let (meter, _guard) = Meter::listening();
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    portal.stand_at("2026-08-18T12:11").await;
    meter.calls();
    kari.get(&format!("/api/access/refresh?next={LESSON}")).await.must_be(303);
    let calls = meter.calls();
    let own = calls.iter().take_while(|call| call.operation == "get").collect::<Vec<_>>();
    let units: f64 = own.iter().map(|call| call.units).sum();
    println!("a refresh: {} round trips, {units} request units", own.len());
    assert!(own.len() <= 2 && units <= 2.0, "{calls:?}");
}
