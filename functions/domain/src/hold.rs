//! Holds: a seat kept for a buyer while they pay.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::seats::SeatStep;

/// From when a seat was held until the provider's checkout session ends, counted from the hold so
/// that a retry sends the same parameters.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_mins(40);

/// From when a seat was held until it may be released: after the session has ended.
pub const HOLD_LASTS: SignedDuration = SignedDuration::from_mins(45);

/// The provider takes no session shorter than 30 minutes, so a hold older than this starts no payment.
/// Source: `expires_at` of `POST /v1/checkout/sessions`, docs.stripe.com/api/checkout/sessions/create.
pub const PAYMENT_MAY_START_WITHIN: SignedDuration = SignedDuration::from_mins(9);

/// Where a hold stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldState {
    /// The seat is kept.
    Open,
    /// Paid for in time.
    Taken,
    /// Given back.
    Released,
    /// Given back, and then paid for all the same.
    TakenLate,
    /// Paid for by somebody who is a member already: the payment must be given back, and the seat is free.
    PaidTwice,
}

impl HoldState {
    const ALL: [Self; 5] = [Self::Open, Self::Taken, Self::Released, Self::TakenLate, Self::PaidTwice];

    /// The word for it in the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Released => "released",
            Self::TakenLate => "taken-late",
            Self::PaidTwice => "paid-twice",
        }
    }

    /// Whether it was paid for, in time or late.
    #[must_use]
    pub fn is_paid(self) -> bool {
        matches!(self, Self::Taken | Self::TakenLate | Self::PaidTwice)
    }

    /// The state that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What the payment provider says of a checkout session, asked just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Payment {
    /// It has been paid.
    Paid,
    /// It can still be paid.
    Pending,
    /// It ended without a payment.
    Expired,
}

/// What must be written because of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The hold is paid for: [`paid`] tells in which way.
    Join,
    /// The seat comes free.
    Release,
    /// Nothing: it has been done, or there is nothing to do yet.
    Nothing,
}

/// What follows for a hold in `state` from what the provider says.
#[must_use]
pub fn settle(state: HoldState, payment: Payment) -> Settlement {
    match (state, payment) {
        (HoldState::Open | HoldState::Released, Payment::Paid) => Settlement::Join,
        (HoldState::Open, Payment::Expired) => Settlement::Release,
        _ => Settlement::Nothing,
    }
}

/// Where a payment leads a hold in `state`. If its seat had been released, the promise to the buyer wins all the
/// same. A payment that is one too many makes nobody a member.
#[must_use]
pub fn paid(state: HoldState, too_many: bool) -> HoldState {
    match state {
        _ if too_many => HoldState::PaidTwice,
        HoldState::Open => HoldState::Taken,
        _ => HoldState::TakenLate,
    }
}

/// What becomes of the seat when a hold goes on from `before` to `after`.
#[must_use]
pub fn seat_step(before: HoldState, after: HoldState) -> Option<SeatStep> {
    match (before, after) {
        (HoldState::Open, HoldState::Taken) => Some(SeatStep::Take),
        (HoldState::Open, HoldState::Released | HoldState::PaidTwice) => Some(SeatStep::Release),
        (HoldState::Released, HoldState::TakenLate) => Some(SeatStep::TakeLate),
        _ => None,
    }
}

/// When a hold made at `held_at` may be released.
#[must_use]
pub fn expires(held_at: Timestamp) -> Timestamp {
    held_at + HOLD_LASTS
}

/// When the provider's session for a hold made at `held_at` ends.
#[must_use]
pub fn session_expires(held_at: Timestamp) -> Timestamp {
    held_at + SESSION_LASTS
}

/// Whether a payment for a hold made at `held_at` may still be started at `now`.
#[must_use]
pub fn may_start_payment(held_at: Timestamp, now: Timestamp) -> bool {
    now <= held_at + PAYMENT_MAY_START_WITHIN
}

/// Whether a hold in `state`, made at `held_at`, still serves its buyer at `now`: its payment can be started, or was
/// and can still be made. One that does not is ended before the buyer gets another.
#[must_use]
pub fn serves(state: HoldState, held_at: Timestamp, payment_started: bool, now: Timestamp) -> bool {
    let in_time = may_start_payment(held_at, now) || (payment_started && now < session_expires(held_at));
    state == HoldState::Open && in_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_ends_before_the_hold_and_is_long_enough_for_the_provider() {
        assert!(SESSION_LASTS < HOLD_LASTS);
        assert!(SESSION_LASTS - PAYMENT_MAY_START_WITHIN > SignedDuration::from_mins(30));
    }

    #[test]
    fn every_settlement_happens_at_most_once() {
        for state in [HoldState::Taken, HoldState::TakenLate, HoldState::PaidTwice] {
            for payment in [Payment::Paid, Payment::Pending, Payment::Expired] {
                assert_eq!(settle(state, payment), Settlement::Nothing);
            }
        }
        assert_eq!(settle(HoldState::Released, Payment::Expired), Settlement::Nothing);
    }

    #[test]
    fn a_payment_too_many_gives_a_held_seat_back_and_takes_none() {
        for (before, step) in [(HoldState::Open, Some(SeatStep::Release)), (HoldState::Released, None)] {
            assert_eq!(paid(before, true), HoldState::PaidTwice);
            assert_eq!(seat_step(before, HoldState::PaidTwice), step);
        }
    }

    #[test]
    fn a_payment_takes_the_seat_or_is_counted_apart() {
        let step = |before| seat_step(before, paid(before, false));
        assert_eq!(step(HoldState::Open), Some(SeatStep::Take));
        assert_eq!(step(HoldState::Released), Some(SeatStep::TakeLate));
    }

    #[test]
    fn a_hold_serves_while_it_is_open_and_can_be_paid() {
        let held_at = Timestamp::UNIX_EPOCH;
        let after = |minutes| held_at + SignedDuration::from_mins(minutes);
        assert!(serves(HoldState::Open, held_at, false, after(9)));
        assert!(!serves(HoldState::Open, held_at, false, after(10)));
        assert!(serves(HoldState::Open, held_at, true, after(39)));
        assert!(!serves(HoldState::Open, held_at, true, after(40)));
        assert!(!serves(HoldState::Released, held_at, true, after(1)));
    }

    #[test]
    fn a_state_reads_back_as_itself() {
        for state in HoldState::ALL {
            assert_eq!(HoldState::parse(state.word()), Some(state));
        }
    }
}
