//! Seats: how many can still buy. The store's conditional writes keep to these transitions.

use serde::{Deserialize, Serialize};

/// The seats of one launch. `used` counts held and taken ones together, so that one comparison with
/// the limit decides (a condition in `DynamoDB` compares attributes but cannot add them).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// Held or taken.
    pub used: u32,
    /// Taken by a payment that came in time.
    pub taken: u32,
    /// Given to payments that came after their hold was released; counted apart.
    pub late: u32,
}

/// What room a launch has at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A seat can be held.
    Free,
    /// Every seat that is not taken is held: one may come free.
    AllHeld,
    /// Every seat is taken, so that none can come free again.
    SoldOut,
}

/// What becomes of a seat that was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatStep {
    /// It is paid for.
    Take,
    /// It is given back.
    Release,
    /// It was given back and is paid for all the same: one more is given, counted apart.
    TakeLate,
}

impl Seats {
    /// How many can be held now under `limit`; without a limit, none.
    #[must_use]
    pub fn left(self, limit: Option<u32>) -> Option<u32> {
        limit.map(|limit| limit.saturating_sub(self.used))
    }

    /// What room is left under `limit`.
    #[must_use]
    pub fn room(self, limit: Option<u32>) -> Room {
        match limit {
            Some(limit) if self.taken >= limit => Room::SoldOut,
            Some(limit) if self.used >= limit => Room::AllHeld,
            _ => Room::Free,
        }
    }

    /// With one more seat held, if one is left.
    #[must_use]
    pub fn hold(self, limit: Option<u32>) -> Option<Self> {
        (self.left(limit) != Some(0)).then(|| Self { used: self.used + 1, ..self })
    }

    /// After one step of one seat.
    #[must_use]
    pub fn after(self, step: SeatStep) -> Self {
        match step {
            SeatStep::Take => Self { taken: self.taken + 1, ..self },
            SeatStep::Release => Self { used: self.used.saturating_sub(1), ..self },
            SeatStep::TakeLate => Self { late: self.late + 1, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hold::{HoldState, Payment, Settlement, paid, seat_step, settle};
    use proptest::prelude::*;

    /// What may happen to a buyer, in any order and any number of times.
    #[derive(Clone, Copy, Debug)]
    enum Event {
        Hold,
        Pay(usize),
        Release(usize),
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Hold),
            (0_usize..40).prop_map(Event::Pay),
            (0_usize..40).prop_map(Event::Release)
        ]
    }

    fn apply(event: Event, limit: Option<u32>, seats: &mut Seats, holds: &mut Vec<HoldState>) {
        match event {
            Event::Hold => {
                if let Some(after) = seats.hold(limit) {
                    *seats = after;
                    holds.push(HoldState::Open);
                }
            }
            Event::Pay(index) => go_on(holds.get_mut(index), Payment::Paid, seats),
            Event::Release(index) => go_on(holds.get_mut(index), Payment::Expired, seats),
        }
    }

    fn go_on(hold: Option<&mut HoldState>, payment: Payment, seats: &mut Seats) {
        let Some(hold) = hold else { return };
        let after = match settle(*hold, payment) {
            Settlement::Join => paid(*hold, false),
            Settlement::Release => HoldState::Released,
            Settlement::Nothing => *hold,
        };
        *seats = seat_step(*hold, after).map_or(*seats, |step| seats.after(step));
        *hold = after;
    }

    proptest! {
        #[test]
        fn never_oversold_and_never_counted_twice(limit in 0_u32..12, events in prop::collection::vec(event(), 0..120)) {
            let (mut seats, mut holds) = (Seats::default(), Vec::new());
            for event in events {
                apply(event, Some(limit), &mut seats, &mut holds);
                let count = |state| u32::try_from(holds.iter().filter(|hold| **hold == state).count()).unwrap_or(u32::MAX);
                prop_assert!(seats.used <= limit);
                prop_assert_eq!(seats.taken, count(HoldState::Taken));
                prop_assert_eq!(seats.late, count(HoldState::TakenLate));
                prop_assert_eq!(seats.used, count(HoldState::Open) + count(HoldState::Taken));
            }
        }
    }

    #[test]
    fn without_a_limit_there_is_always_a_seat() {
        let seats = Seats { used: 1_000_000, taken: 1_000_000, late: 0 };
        assert!(seats.hold(None).is_some());
        assert_eq!(seats.room(None), Room::Free);
    }
}
