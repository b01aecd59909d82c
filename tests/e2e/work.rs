//! What a request costs at the table, and that it costs the same where a difference would tell something.

use std::collections::BTreeMap;

use crate::meter::Meter;
use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari@example.no";

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
        meter.take();
        visitor.post("/api/access/link", &asking(address)).await.must_be(303);
        work.push(meter.calls_of("POST /api/access/link"));
    }
    assert_eq!(work[0].len(), 4, "{:?}", work[0]);
    assert!(work.iter().all(|calls| *calls == work[0]), "{work:#?}");
}

#[tokio::test]
async fn asking_to_withdraw_is_the_same_work_for_every_address() {
    let (meter, _guard) = Meter::listening();
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let mut visitor = portal.browser();
    let mut work = Vec::new();
    for address in [KARI, "karl@example.no", KARI, "anna@example.no"] {
        meter.take();
        visitor.post("/api/account/withdraw", &asking(address)).await.must_be(303);
        work.push(meter.calls_of("POST /api/account/withdraw"));
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
        meter.take();
        visitor.post("/api/access/code", &wrong).await.must_be(422);
        work.push(meter.calls_of("POST /api/access/code"));
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
    meter.take();
    kari.get(&format!("/api/access/refresh?next={LESSON}")).await.must_be(303);
    let calls = meter.calls_of("GET /api/access/refresh");
    let units: f64 = calls.iter().map(|call| call.units).sum();
    let round_trips: u32 = calls.iter().map(|call| call.round_trips).sum();
    println!("a refresh: {round_trips} round trips, {units} request units");
    assert!(round_trips <= 2 && units <= 2.0, "{calls:?}");
}
