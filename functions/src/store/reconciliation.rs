//! `reconciliation#<local day>` / `night`: that the nightly comparison of a day is done, or under way.
//!
//! Whoever makes it has a lease first: one that died leaves it to the next run. Kept for a week. 60 bytes; one unit.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Commit, Store, Write};
use crate::failure::Broken;

const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Longer than a Lambda can run.
const LEASE: SignedDuration = SignedDuration::from_mins(15);

fn pk(day: Date) -> String {
    format!("reconciliation#{day}")
}

fn night(day: Date, now: Timestamp) -> Row {
    Row::new(pk(day), "night").instant("ttl", now + KEPT)
}

/// Whether the comparison of this day is the caller's to do.
pub(crate) async fn claim(store: &Store, day: Date, now: Timestamp) -> Result<bool, Broken> {
    let claim = Write::put(night(day, now).instant("until", now + LEASE));
    let claim = claim.when("attribute_not_exists(pk) OR #until <= :now").instant(":now", now);
    Ok(store.write(claim).await? == Commit::Done)
}

/// It is done.
pub(crate) async fn finish(store: &Store, day: Date, now: Timestamp) -> Result<(), Broken> {
    store.write(Write::put(night(day, now))).await.map(|_| ())
}

/// It is to be done again, for it failed.
pub(crate) async fn give_up(store: &Store, day: Date) -> Result<(), Broken> {
    store.write(Write::delete(pk(day), "night")).await.map(|_| ())
}
