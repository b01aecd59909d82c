//! What must be true: of one buyer at every moment, of one buyer when all is quiet, and of all of them together.

use domain::hold::HoldState;
use domain::seats::Seats;

use crate::buyer::{Buyer, Hold, Session};
use crate::steps::{Bounds, Counter, Flaw, Move, Step, moves};

/// What is kept, or broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    /// Held and taken seats are never more than there are.
    NotOversold,
    /// Members are never more than seats and payments that came late.
    OneMoreOnlyForALatePayment,
    /// The counter says what the rows say.
    CounterIsRight,
    /// A seat is given back at most once.
    ReleasedOnce,
    /// Nobody pays twice in time for one launch: a second payment takes a page that the provider has closed.
    ChargedOnceInTime,
    /// Who paid in time is never counted as late.
    LateOnlyIfLate,
    /// In the end each payment has made its buyer a member, or the buyer is one by another and gets this one back.
    PaidMeansAccess,
    /// In the end that needs no webhook, if the payment came in time.
    PaidInTimeNeedsNoWebhook,
    /// In the end no seat is kept for anybody, and no mark keeps a buyer from another hold.
    NothingStaysHeld,
}

/// What this buyer's state breaks.
pub(crate) fn broken_by(buyer: &Buyer, bounds: Bounds, flaw: Option<Flaw>) -> Vec<Promise> {
    let any = |is_so: fn(&Hold) -> bool| buyer.holds.iter().any(is_so);
    let in_time = buyer.holds.iter().filter(|hold| matches!(hold.session, Session::Paid | Session::Slow));
    let is_late = |hold: &Hold| hold.state == HoldState::TakenLate && hold.session != Session::PaidLate;
    let mut broken = only([
        (Promise::ReleasedOnce, any(|hold| hold.released > 1)),
        (Promise::ChargedOnceInTime, in_time.count() > 1),
        (Promise::LateOnlyIfLate, any(is_late)),
    ]);
    if buyer.runs.is_empty() {
        broken.extend(broken_in_the_end(buyer, true, bounds, flaw));
        broken.extend(broken_in_the_end(buyer, false, bounds, flaw));
    }
    broken
}

/// What is broken when nothing new happens any more: the clock runs out, the sweeper comes, and webhooks are repeated
/// until they are acknowledged, or all of them are lost.
fn broken_in_the_end(buyer: &Buyer, webhooks: bool, bounds: Bounds, flaw: Option<Flaw>) -> Vec<Promise> {
    let Some((end, seats)) = quiet(buyer, webhooks, bounds, flaw) else {
        return vec![Promise::NothingStaysHeld];
    };
    let settled = |session| {
        let mut paid = end.holds.iter().enumerate().filter(|(_, hold)| hold.session == session);
        paid.all(|(index, hold)| match hold.state {
            HoldState::Taken | HoldState::TakenLate => end.member == Some(index),
            HoldState::PaidTwice => end.member.is_some_and(|member| member != index),
            HoldState::Open | HoldState::Released => false,
        })
    };
    let (in_time, late) = (settled(Session::Paid), settled(Session::PaidLate));
    let held = end.live.is_some() || end.holds.iter().any(|hold| hold.state == HoldState::Open);
    only([
        (Promise::PaidMeansAccess, webhooks && !(in_time && late)),
        (Promise::PaidInTimeNeedsNoWebhook, !webhooks && !in_time),
        (Promise::NothingStaysHeld, held),
        (Promise::CounterIsRight, seats != end.rows()),
    ])
}

/// The buyer when nothing more happens by itself, with their part of the counter; none if that never comes.
fn quiet(buyer: &Buyer, webhooks: bool, bounds: Bounds, flaw: Option<Flaw>) -> Option<(Buyer, Seats)> {
    let by_itself = |step: &Move| match step.step {
        Step::GoesOn(_)
        | Step::TimePasses(_)
        | Step::SessionExpires(_)
        | Step::SlowPaymentArrives(_)
        | Step::SweeperComes(_) => true,
        Step::WebhookComes(_) => webhooks,
        _ => false,
    };
    let (mut buyer, mut seats) = (buyer.clone(), buyer.rows());
    for _ in 0..100 {
        let moves = moves(&buyer, bounds, flaw);
        let goes_on = moves.iter().find(|step| matches!(step.step, Step::GoesOn(_)));
        let Some(next) = goes_on.or_else(|| moves.iter().find(|step| by_itself(step))) else {
            return Some((buyer, seats));
        };
        if let Counter::Steps(step) = next.counter {
            seats = seats.after(step);
        }
        buyer = next.buyer.clone();
    }
    None
}

/// What is broken of the counter, with what the buyers' rows say together and how many payments came late.
pub(crate) fn broken_together(seats: Seats, rows: Seats, late_payments: u32, limit: u32) -> Vec<Promise> {
    only([
        (Promise::NotOversold, rows.used > limit || seats.taken > seats.used),
        (Promise::OneMoreOnlyForALatePayment, rows.taken + rows.late > limit + late_payments),
        (Promise::CounterIsRight, seats != rows),
    ])
}

fn only<const N: usize>(promises: [(Promise, bool); N]) -> Vec<Promise> {
    promises.into_iter().filter(|(_, broken)| *broken).map(|(promise, _)| promise).collect()
}
