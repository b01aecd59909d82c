//! `seats#<launch>` / `counter`: how many seats of a launch are used, taken and given late, and until when the last
//! that was held is held.
//!
//! About 100 bytes; each step is one write of two units within a transaction. One item bears what one
//! partition does, 1,000 units a second, and so at most 500 holds a second; real transactions meet on it
//! sooner than that, and the loser begins again.

use domain::seats::{SeatStep, Seats};
use domain::slug::Slug;
use jiff::Timestamp;

use super::{Store, Write};
use crate::failure::Broken;

fn pk(launch: &Slug) -> String {
    format!("seats#{launch}")
}

/// The counter as it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counter {
    pub seats: Seats,
    /// When every seat that is held now will have been paid for or come free, at the latest.
    pub held_until: Option<Timestamp>,
}

/// The counter of `launch`, read consistently.
pub(crate) async fn get(store: &Store, launch: &Slug) -> Result<Counter, Broken> {
    let Some(row) = store.get(&pk(launch), "counter").await? else { return Ok(Counter::default()) };
    let count = |name| row.maybe_read_number(name).unwrap_or_default();
    let seats = Seats { used: count("used"), taken: count("taken"), late: count("late") };
    Ok(Counter { seats, held_until: row.read_instant("held_until").ok() })
}

/// [`Seats::hold`]: one more used until then, if the limit (from 1) allows.
pub(crate) fn hold(launch: &Slug, limit: Option<u32>, until: Timestamp) -> Write {
    let write = one_more(launch, "ADD #used :one SET #held_until = :until").instant(":until", until);
    match limit {
        Some(limit) => write.when("attribute_not_exists(#used) OR #used < :limit").number(":limit", limit),
        None => write,
    }
}

/// [`Seats::after`] one step of one seat.
pub(crate) fn after(launch: &Slug, step: SeatStep) -> Write {
    match step {
        SeatStep::Take => one_more(launch, "ADD #taken :one"),
        SeatStep::TakeLate => one_more(launch, "ADD #late :one"),
        SeatStep::Release => Write::update(pk(launch), "counter", "ADD #used :minus_one")
            .when("#used > :zero")
            .number(":minus_one", -1)
            .number(":zero", 0),
    }
}

fn one_more(launch: &Slug, expression: &str) -> Write {
    Write::update(pk(launch), "counter", expression).number(":one", 1)
}
