//! What is looked at whenever the clock has moved: seats, and what has become of each hold.

use std::collections::{BTreeMap, BTreeSet};

use domain::hold::HoldState;
use domain::launch::Launch;
use domain::seats::Seats;
use functions::app::App;
use functions::failure::Broken;
use functions::ledger::{self, HoldEntry};
use jiff::Timestamp;

/// What was seen so far.
#[derive(Debug)]
pub(super) struct Watch {
    launch: Launch,
    pub holds: BTreeMap<String, HoldEntry>,
    /// When a hold was first seen not to be open any more.
    pub ended: BTreeMap<String, Timestamp>,
    pub seats: Seats,
    pub looks: usize,
    /// More seats used or taken than there are.
    pub too_many: Vec<String>,
    /// Holds that ended, and then did something else.
    pub restless: Vec<String>,
}

impl Watch {
    pub(super) fn over(launch: &Launch) -> Self {
        let (holds, ended, seats) = (BTreeMap::new(), BTreeMap::new(), Seats::default());
        let (too_many, restless) = (Vec::new(), Vec::new());
        Self { launch: launch.clone(), holds, ended, seats, looks: 0, too_many, restless }
    }

    /// Looks at the seats, and at each of these holds that was open; one that was released may still be paid for late,
    /// which shows in the end.
    pub(super) async fn look(&mut self, app: &App, holds: &BTreeSet<String>) -> Result<(), Broken> {
        self.looks += 1;
        self.seats = ledger::seats(app, &self.launch.id).await?;
        if let Some(limit) = self.launch.seats.filter(|limit| self.seats.used.max(self.seats.taken) > *limit)
        {
            let Seats { used, taken, .. } = self.seats;
            self.too_many.push(format!("{used} used and {taken} taken of {limit}"));
        }
        for id in holds {
            let before = self.holds.get(id).map(|entry| entry.state);
            if before.is_some_and(|before| before != HoldState::Open) {
                continue;
            }
            let Some(entry) = ledger::hold(app, id).await? else { continue };
            self.see(id, before, entry, app.clock.now());
        }
        Ok(())
    }

    /// Looks at everything once more, and at what has ended as well: how it stands in the end.
    pub(super) async fn look_at_all(&mut self, app: &App, holds: &BTreeSet<String>) -> Result<(), Broken> {
        self.look(app, holds).await?;
        for id in holds {
            let before = self.holds.get(id).map(|entry| entry.state);
            if let Some(entry) = ledger::hold(app, id).await? {
                self.see(id, before, entry, app.clock.now());
            }
        }
        Ok(())
    }

    fn see(&mut self, id: &str, before: Option<HoldState>, entry: HoldEntry, now: Timestamp) {
        if before.is_some_and(|before| !may_become(before, entry.state)) {
            let before = before.map(HoldState::word).unwrap_or_default();
            self.restless.push(format!("hold {id} was {before} and became {}", entry.state.word()));
        }
        if entry.state != HoldState::Open {
            self.ended.entry(id.to_owned()).or_insert(now);
        }
        self.holds.insert(id.to_owned(), entry);
    }

    /// How many holds stand so.
    pub(super) fn count(&self, state: HoldState) -> usize {
        self.holds.values().filter(|entry| entry.state == state).count()
    }
}

/// A hold ends once; a released one may be paid for all the same.
fn may_become(before: HoldState, after: HoldState) -> bool {
    match before {
        HoldState::Open => true,
        HoldState::Released => {
            matches!(after, HoldState::Released | HoldState::TakenLate | HoldState::PaidTwice)
        }
        HoldState::Taken | HoldState::TakenLate | HoldState::PaidTwice => after == before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ended_stays_so_unless_it_is_paid_for_late() {
        use HoldState::{Open, PaidTwice, Released, Taken, TakenLate};
        for (before, after) in [(Open, Taken), (Open, TakenLate), (Released, TakenLate), (Taken, Taken)] {
            assert!(may_become(before, after), "{before:?} {after:?}");
        }
        for (before, after) in
            [(Taken, Released), (Released, Open), (Released, Taken), (TakenLate, PaidTwice), (Taken, Open)]
        {
            assert!(!may_become(before, after), "{before:?} {after:?}");
        }
    }
}
