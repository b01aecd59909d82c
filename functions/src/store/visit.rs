//! `visit#<member>` / `visit`: when a member was on their own page, the last time and the time before.
//!
//! About 100 bytes; one unit to begin a visit, twice a day at most; one to read.

use domain::progress::Visit;

use super::{Store, Updated, Write};
use crate::failure::Broken;

const SK: &str = "visit";

fn pk(member: &str) -> String {
    format!("visit#{member}")
}

/// What is known of the member's visits.
pub(crate) async fn get(store: &Store, member: &str) -> Result<Option<Visit>, Broken> {
    let Some(row) = store.get(&pk(member), SK).await? else { return Ok(None) };
    Ok(Some(Visit { at: row.read_instant("at")?, before: row.read_instant("before").ok() }))
}

/// Begins `visit`, unless another device has begun one since `known` was read: then that one is this visit too.
pub(crate) async fn begin(
    store: &Store,
    member: &str,
    known: Option<Visit>,
    visit: Visit,
) -> Result<(), Broken> {
    let expression =
        if visit.before.is_some() { "SET #at = :at, #before = :before" } else { "SET #at = :at" };
    let write = Write::update(pk(member), SK, expression).instant(":at", visit.at);
    let write = match visit.before {
        Some(before) => write.instant(":before", before),
        None => write,
    };
    let write = match known {
        Some(known) => write.when("#at = :known").instant(":known", known.at),
        None => write.when("attribute_not_exists(pk)"),
    };
    match store.update(&write).await? {
        Updated::Done(_) | Updated::Refused => Ok(()),
    }
}

/// Forgets the member's visits.
pub(crate) fn forget(member: &str) -> Write {
    Write::delete(pk(member), SK)
}
