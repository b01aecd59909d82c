//! What must happen by itself: seats that come free, payments that nobody heard of, mails, and the gate's store.

use std::sync::Arc;

use functions::sweep::sweep;
use tokio::task::JoinSet;

use super::fault::Fault;
use super::lane::Lane;
use super::webhooks::LostWebhooks;
use super::{books, buying};
use crate::browser::Browser;
use crate::page::FilledForm;
use crate::portal::{LESSON, OPEN, Portal};

/// What waits for the sweeper.
enum Waiting {
    /// A seat whose buyer's time ran out.
    Seat(Browser),
    /// A payment that nobody heard of; its buyer is somewhere else by now.
    Payment(String),
    /// A mail that nobody has sent, and what the gate must be told: the old cookies of who signed out everywhere.
    Word { asked: String, out: Browser },
}

#[derive(Clone, Copy)]
enum Kind {
    Seat,
    Payment,
    Word,
}

/// Somebody leaves this behind at noon.
async fn begin(lane: &mut Lane, kind: Kind) -> Waiting {
    let address = format!("round-{}@example.no", lane.at);
    match kind {
        Kind::Seat => {
            let (mut buyer, review) = buying::held(lane, &address).await;
            buyer.submit(&buying::order(&review)).await.must_be(200);
            Waiting::Seat(buyer)
        }
        Kind::Payment => {
            buying::paid(lane, &address).await;
            Waiting::Payment(address)
        }
        Kind::Word => word(lane, address).await,
    }
}

/// A member signs out everywhere, and asks for a link; what that sets off does not happen yet.
async fn word(lane: &mut Lane, asked: String) -> Waiting {
    let mut browser = lane.portal.founder(&asked).await;
    let (out, at) = (super::access::copy(lane, &browser), lane.at);
    lane.at = usize::MAX;
    let form = FilledForm::to("/api/access/sign-out-everywhere");
    assert!(lane.press(&mut browser, &form, 303).await);
    let form = FilledForm::to("/api/offers/ask").with("email", &asked);
    assert!(lane.press(&mut browser, &form, 303).await);
    lane.at = at;
    Waiting::Word { asked, out }
}

/// Nothing of it waits any more.
async fn must_be_done(lane: &Lane, waiting: Waiting) {
    match waiting {
        Waiting::Seat(mut buyer) => {
            buyer.submit(&lane.hold_form).await.must_be(200);
        }
        Waiting::Payment(address) => {
            assert!(!lane.portal.mails_to(&address).await.is_empty(), "{address} has no confirmation");
        }
        Waiting::Word { asked, mut out } => {
            lane.portal.mailed_link(&asked, "/api/offers/open").await;
            out.open(LESSON).await.must_be(403);
        }
    }
}

/// The sweeper runs with a fault, and then again without.
async fn swept(portal: &Portal, lane: &mut Lane, kind: Kind) {
    portal.clock_at(OPEN);
    let waiting = begin(lane, kind).await;
    portal.clock_at("2026-08-18T12:46");
    // What it could not do is told in the log, and left for the next time.
    let failed = lane.work(async |app| sweep(app).await.is_err()).await;
    assert!(!(failed && lane.fault.passes()), "{:?} at {} stopped the sweeper", lane.fault, lane.at);
    let calls = lane.calls;
    portal.clock_at("2026-08-18T12:52");
    sweep(portal.running().app()).await.expect("a sweep");
    must_be_done(lane, waiting).await;
    lane.calls = calls;
}

async fn every_call(fault: Fault, kind: Kind) {
    let (portal, webhooks): (Arc<Portal>, LostWebhooks) = super::portal(OPEN).await;
    let mut lane = Lane::open(&portal, &webhooks, fault).await;
    while lane.calls >= lane.at {
        lane.at += 1;
        swept(&portal, &mut lane, kind).await;
    }
    assert!(lane.at > 10, "{fault:?}: the sweeper made {} calls", lane.calls);
    books::balance(&portal, &webhooks).await;
}

async fn with_every_fault(kind: Kind) {
    let mut lanes = JoinSet::new();
    for fault in Fault::ALL {
        lanes.spawn(every_call(fault, kind));
    }
    while let Some(lane) = lanes.join_next().await {
        lane.expect("a lane that ends well");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_whose_time_is_over_comes_free() {
    with_every_fault(Kind::Seat).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_nobody_heard_of_is_settled() {
    with_every_fault(Kind::Payment).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_are_sent_and_the_gate_is_told() {
    with_every_fault(Kind::Word).await;
}
