//! The seat-and-payment protocol, explored exhaustively by driving the rules that the functions decide by.
//!
//! `buyer.rs` is what there is, `steps.rs` what may happen, `promises.rs` what must be true all the same, `search.rs` the
//! loop that goes through every world. A request that is under way is its next write or call of the provider; it may
//! stop there for good, and others come in between. Webhooks come never, once, twice or late; a page for paying is used
//! at the last moment, or even after the provider has called it expired.
#![expect(clippy::print_stdout, clippy::expect_used, clippy::panic, reason = "tests, and what they count")]

mod buyer;
mod promises;
mod search;
mod steps;

use promises::Promise;
use search::{Broken, Explored, Scope, explore};
use steps::{Bounds, Flaw};

/// So many buyers and seats; each buyer with so many holds that still matter and requests under way at once, and so many
/// requests under way in all.
fn scope(buyers: usize, seats: u32, each: (usize, usize), runs: usize) -> Scope {
    Scope { buyers, seats, runs, each: Bounds { holds: each.0, runs: each.1 }, flaw: None, watched: None }
}

#[track_caller]
fn must_keep_every_promise(scope: Scope) {
    match explore(scope) {
        Ok(Explored { states, worlds, steps }) => {
            let Scope { buyers, seats, runs, each, .. } = scope;
            println!(
                "{buyers} buyers, {seats} seats, {} holds each, {} requests ({} each): {worlds} worlds, {steps} steps, {states} states of a buyer",
                each.holds, runs, each.runs
            );
        }
        Err(Broken { promise, way }) => panic!("{promise:?} is broken in {scope:?} by {way:#?}"),
    }
}

#[test]
fn one_buyer_with_three_requests_at_once_keeps_every_promise() {
    must_keep_every_promise(scope(1, 1, (1, 3), 3));
}

#[test]
fn two_buyers_keep_every_promise_about_one_seat() {
    must_keep_every_promise(scope(2, 1, (2, 2), 2));
}

#[test]
fn two_buyers_keep_every_promise_about_two_seats() {
    must_keep_every_promise(scope(2, 2, (2, 1), 2));
    must_keep_every_promise(scope(2, 2, (1, 2), 2));
}

#[test]
fn three_buyers_keep_every_promise_about_one_seat() {
    must_keep_every_promise(scope(3, 1, (2, 1), 2));
    must_keep_every_promise(scope(3, 1, (1, 2), 2));
}

#[test]
fn three_buyers_keep_every_promise_about_two_seats() {
    must_keep_every_promise(scope(3, 2, (1, 2), 2));
}

/// With this mistake in it the protocol breaks this promise.
#[track_caller]
fn must_break(promise: Promise, seats: u32, flaw: Flaw) {
    let scope = Scope { flaw: Some(flaw), watched: Some(promise), ..scope(2, seats, (2, 2), 2) };
    assert!(explore(scope).is_err(), "{flaw:?} does not break {promise:?}");
}

#[test]
fn a_mistake_about_seats_is_found() {
    must_break(Promise::NotOversold, 1, Flaw::SeatWithoutCondition);
    must_break(Promise::ReleasedOnce, 1, Flaw::ReleaseWithoutCondition);
    must_break(Promise::CounterIsRight, 1, Flaw::TakeWithoutCondition);
    must_break(Promise::CounterIsRight, 1, Flaw::LateIsNotCounted);
    must_break(Promise::CounterIsRight, 1, Flaw::SecondPaymentTakesTheSeat);
    must_break(Promise::NothingStaysHeld, 1, Flaw::MarkStays);
}

#[test]
fn a_mistake_about_who_may_pay_is_found() {
    must_break(Promise::ChargedOnceInTime, 2, Flaw::EarlierHoldGoesOn);
    must_break(Promise::ChargedOnceInTime, 2, Flaw::MembersMayPay);
    must_break(Promise::LateOnlyIfLate, 1, Flaw::StartWithoutCondition);
}

#[test]
fn a_mistake_about_who_has_paid_is_found() {
    must_break(Promise::OneMoreOnlyForALatePayment, 1, Flaw::SweeperAsksNobody);
    must_break(Promise::PaidInTimeNeedsNoWebhook, 1, Flaw::SessionStaysOpen);
    must_break(Promise::PaidMeansAccess, 1, Flaw::MemberWithoutCondition);
    must_break(Promise::PaidMeansAccess, 1, Flaw::EventIsMarkedFirst);
    must_break(Promise::PaidMeansAccess, 1, Flaw::PaymentIsForgotten);
}
