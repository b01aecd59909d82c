//! `reconciliation#<local day>` / `night`: that the nightly comparison of a day is done, or under way.
//!
//! Kept for a week. 60 bytes; one unit.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Commit, Store, Write};
use crate::failure::Broken;

const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

fn pk(day: Date) -> String {
    format!("reconciliation#{day}")
}

/// Whether the comparison of this day is the caller's to do.
pub(crate) async fn claim(store: &Store, day: Date, now: Timestamp) -> Result<bool, Broken> {
    let claim = Write::put_new(Row::new(pk(day), "night").instant("ttl", now + KEPT));
    Ok(store.write(claim).await? == Commit::Done)
}

/// It is to be done again, for it failed.
pub(crate) async fn give_up(store: &Store, day: Date) -> Result<(), Broken> {
    store.write(Write::delete(pk(day), "night")).await.map(|_| ())
}
