//! Holds: a seat kept for a buyer while they pay.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// From when a seat was held until the provider's checkout session ends, counted from the hold so
/// that a retry sends the same parameters.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_mins(40);

/// From when a seat was held until it may be released: after the session has ended.
pub const HOLD_LASTS: SignedDuration = SignedDuration::from_mins(45);

/// The provider takes no session shorter than 30 minutes, so a hold older than this starts no payment.
/// Source: `expires_at` of `POST /v1/checkout/sessions`, docs.stripe.com/api/checkout/sessions/create.
pub const PAYMENT_MAY_START_WITHIN: SignedDuration = SignedDuration::from_mins(9);

/// Where a hold stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The held seat is taken.
    Take,
    /// The seat had been released; the promise to the buyer wins, and it is counted apart.
    TakeLate,
    /// The seat comes free.
    Release,
    /// Nothing: it has been done, or there is nothing to do yet.
    Nothing,
}

/// What follows for a hold in `state` from what the provider says.
#[must_use]
pub fn settle(state: HoldState, payment: Payment) -> Settlement {
    match (state, payment) {
        (HoldState::Open, Payment::Paid) => Settlement::Take,
        (HoldState::Released, Payment::Paid) => Settlement::TakeLate,
        (HoldState::Open, Payment::Expired) => Settlement::Release,
        _ => Settlement::Nothing,
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

/// Whether a hold made at `held_at` still serves its buyer at `now`: its payment can be started, or was and can
/// still be made.
#[must_use]
pub fn serves(held_at: Timestamp, payment_started: bool, now: Timestamp) -> bool {
    may_start_payment(held_at, now) || (payment_started && now < session_expires(held_at))
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
    fn a_state_reads_back_as_itself() {
        for state in HoldState::ALL {
            assert_eq!(HoldState::parse(state.word()), Some(state));
        }
    }
}
