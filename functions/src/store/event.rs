//! `event#<id>` / `event`: a webhook whose effect is written. Kept 30 days; the provider retries for three.
//!
//! About 80 bytes; two units within a transaction, one to read.

use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

fn pk(id: &str) -> String {
    format!("event#{id}")
}

/// Marks the event as done, if it was not.
pub(crate) fn put_new(id: &str, now: Timestamp) -> Write {
    Write::put_new(Row::new(pk(id), "event").instant("ttl", now + KEPT))
}

/// Whether the event's effect is written.
pub(crate) async fn is_done(store: &Store, id: &str) -> Result<bool, Broken> {
    Ok(store.get(&pk(id), "event").await?.is_some())
}
