//! Runs of `carry` in every order in which their steps can come, each of which may die between any two, while the facts
//! change and change back. A step is a call to the table or to the gate's store, as `carry` makes them.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use super::{TRUSTED, is_fresh};

/// What a store holds whose change is done by half.
const HALF: u8 = 9;

/// What must be carried, of all that it could be.
const BEFORE: u8 = 0;

/// What the protocol could get wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    None,
    /// The row is written only after the store, if it still is as it was read.
    WritesOnlyAfterwards,
    /// A store that holds the facts already is left in its version.
    KeepsVersion,
    /// It writes its name first and reads the store then.
    BeginsBeforeLooking,
    /// It reads the facts first and writes its name then.
    BeginsAfterFacts,
    /// It writes what it carried whoever has begun since.
    FinishesRegardless,
    /// What it carried stays in the row while a run is under way.
    TakesNothingBack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Step {
    Waits,
    ReadsRow,
    Compares(u8),
    Looks,
    Begins,
    ReadsFacts,
    Changes,
    ChangesMore,
    Finishes,
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "what a run knows is each so or not")]
struct Run {
    step: Step,
    /// How often it begins again.
    rounds: u8,
    /// The facts have not changed since it was woken.
    is_fresh: bool,
    /// The row is as it has read it.
    knows_row: bool,
    /// The row has its name.
    is_named: bool,
    /// The store is in the version that it knows.
    knows_store: bool,
    saw: u8,
    facts: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct World {
    facts: u8,
    /// How often they change yet.
    changes: u8,
    store: u8,
    row: Option<u8>,
    /// Somebody who was woken after the last change has ended well.
    is_told: bool,
    runs: Vec<Run>,
}

impl Run {
    /// One that has not read anything.
    fn at(step: Step, rounds: u8) -> Self {
        Self {
            step,
            rounds,
            is_fresh: false,
            knows_row: false,
            is_named: false,
            knows_store: false,
            saw: BEFORE,
            facts: BEFORE,
        }
    }

    fn end(&mut self) {
        *self = Self::at(Step::Ended, 0);
    }
}

impl World {
    /// A store that holds the facts, and a row that says so.
    fn beginning(runs: usize) -> Self {
        let (facts, store, row) = (BEFORE, BEFORE, Some(BEFORE));
        let runs = vec![Run::at(Step::Waits, 1); runs];
        Self { facts, changes: 2, store, row, is_told: true, runs }
    }

    /// What the row says is so; and when nobody is under way, what somebody was told is carried is so.
    fn is_right(&self) -> bool {
        let nobody = self.runs.iter().all(|run| matches!(run.step, Step::Waits | Step::Ended));
        self.row.is_none_or(|said| said == self.store)
            && (!nobody || !self.is_told || self.store == self.facts)
    }

    /// Every world that may come next.
    fn next(&self, mistake: Mistake) -> Vec<Self> {
        let mut worlds = Vec::new();
        if self.changes > 0 {
            let mut world = self.clone();
            world.changes -= 1;
            world.facts ^= 1;
            world.is_told = false;
            world.runs.iter_mut().for_each(|run| run.is_fresh = false);
            worlds.push(world);
        }
        for index in 0..self.runs.len() {
            let step = self.runs[index].step;
            if step == Step::Ended {
                continue;
            }
            if step != Step::Waits {
                worlds.push(self.with(index, |world, run| world.runs[run].end()));
            }
            worlds.push(self.with(index, |world, run| world.step(run, mistake)));
            if step == Step::Changes && self.runs[index].knows_store {
                // All of it is done, but the answer is lost, and asked again it is refused; or only a part is done yet.
                worlds.push(self.with(index, |world, run| {
                    world.change_store(run, world.runs[run].facts);
                    world.begin_again(run);
                }));
                if self.runs[index].saw != self.runs[index].facts {
                    worlds.push(self.with(index, |world, run| {
                        world.change_store(run, HALF);
                        world.runs[run].step = Step::ChangesMore;
                    }));
                }
            }
        }
        for world in &mut worlds {
            world.runs.sort_unstable();
        }
        worlds
    }

    fn with(&self, run: usize, change: impl FnOnce(&mut Self, usize)) -> Self {
        let mut world = self.clone();
        change(&mut world, run);
        world
    }

    fn step(&mut self, run: usize, mistake: Mistake) {
        let me = self.runs[run];
        self.runs[run].step = match me.step {
            Step::Waits => {
                self.runs[run].is_fresh = true;
                Step::ReadsRow
            }
            Step::ReadsRow => {
                self.runs[run].knows_row = true;
                let first = if mistake == Mistake::BeginsBeforeLooking { Step::Begins } else { Step::Looks };
                self.row.map_or(first, Step::Compares)
            }
            Step::Compares(said) if said == self.facts => return self.end_well(run),
            Step::Compares(_) if mistake == Mistake::BeginsBeforeLooking => Step::Begins,
            Step::Compares(_) => Step::Looks,
            Step::Looks => {
                self.runs[run].knows_store = true;
                self.runs[run].saw = self.store;
                match mistake {
                    Mistake::WritesOnlyAfterwards
                    | Mistake::BeginsBeforeLooking
                    | Mistake::BeginsAfterFacts => Step::ReadsFacts,
                    _ => Step::Begins,
                }
            }
            Step::Begins => {
                let said = if mistake == Mistake::TakesNothingBack { self.row } else { None };
                self.write_row(said);
                self.runs.iter_mut().for_each(|run| run.is_named = false);
                self.runs[run].is_named = true;
                match mistake {
                    Mistake::BeginsBeforeLooking => Step::Looks,
                    Mistake::BeginsAfterFacts => Step::Changes,
                    _ => Step::ReadsFacts,
                }
            }
            Step::ReadsFacts => {
                self.runs[run].facts = self.facts;
                if mistake == Mistake::BeginsAfterFacts { Step::Begins } else { Step::Changes }
            }
            Step::Changes if mistake == Mistake::KeepsVersion && me.saw == me.facts => Step::Finishes,
            Step::Changes | Step::ChangesMore if !me.knows_store => return self.begin_again(run),
            Step::Changes | Step::ChangesMore => {
                self.change_store(run, me.facts);
                Step::Finishes
            }
            Step::Finishes => {
                let may = match mistake {
                    Mistake::WritesOnlyAfterwards => me.knows_row,
                    Mistake::FinishesRegardless => true,
                    _ => me.is_named,
                };
                if may {
                    self.write_row(Some(me.facts));
                }
                return self.end_well(run);
            }
            Step::Ended => Step::Ended,
        }
    }

    fn write_row(&mut self, says: Option<u8>) {
        self.row = says;
        self.runs.iter_mut().for_each(|run| run.knows_row = false);
    }

    fn change_store(&mut self, run: usize, facts: u8) {
        self.store = facts;
        self.runs.iter_mut().for_each(|run| run.knows_store = false);
        self.runs[run].knows_store = true;
    }

    fn begin_again(&mut self, run: usize) {
        let me = &mut self.runs[run];
        let (rounds, is_fresh) = (me.rounds, me.is_fresh);
        me.end();
        if rounds > 0 {
            *me = Run { is_fresh, ..Run::at(Step::ReadsRow, rounds - 1) };
        }
    }

    fn end_well(&mut self, run: usize) {
        self.is_told |= self.runs[run].is_fresh;
        self.runs[run].end();
    }
}

/// The first world that is not right, and how many were looked at.
fn explore(runs: usize, mistake: Mistake) -> (Option<World>, usize) {
    let beginning = World::beginning(runs);
    let mut known = HashSet::from([beginning.clone()]);
    let mut waiting = vec![beginning];
    while let Some(world) = waiting.pop() {
        if !world.is_right() {
            return (Some(world), known.len());
        }
        for next in world.next(mistake) {
            if known.insert(next.clone()) {
                waiting.push(next);
            }
        }
    }
    (None, known.len())
}

#[test]
fn what_is_remembered_is_what_is_held_and_nobody_hides_a_fact_whoever_is_late_or_dies() {
    let (wrong, worlds) = explore(3, Mistake::None);
    assert!(wrong.is_none(), "{wrong:#?}");
    assert!(worlds > 100_000, "only {worlds} worlds");
}

#[test]
fn each_mistake_is_found() {
    for mistake in [
        Mistake::WritesOnlyAfterwards,
        Mistake::KeepsVersion,
        Mistake::BeginsBeforeLooking,
        Mistake::BeginsAfterFacts,
        Mistake::FinishesRegardless,
        Mistake::TakesNothingBack,
    ] {
        let (wrong, worlds) = explore(3, mistake);
        assert!(wrong.is_some(), "{mistake:?} is not found in {worlds} worlds");
    }
}

#[test]
fn what_was_compared_is_trusted_for_a_day_and_not_if_it_is_still_to_come() {
    let (at, second) = (Timestamp::UNIX_EPOCH, SignedDuration::from_secs(1));
    assert!(is_fresh(at, at) && is_fresh(at, at + TRUSTED - second));
    assert!(!is_fresh(at, at + TRUSTED) && !is_fresh(at, at - second));
}
