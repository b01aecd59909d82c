//! `revocation#all` / `<member>`: passes of this member that were issued up to an instant are void.
//!
//! Passes last minutes, so a row is of use for an hour and then vanishes. All rows stand under one key, to be read
//! consistently in one query: few members are signed out, cancelled or withdrawn within an hour. About 80 bytes; two
//! units within a transaction, one to read forty.

use domain::pass::PASS_LASTS;
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

const PK: &str = "revocation#all";

/// How long the gate is told: longer than any pass lasts, whatever the clocks say.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
const _: () = assert!(KEPT.as_secs() > 2 * PASS_LASTS.as_secs(), "a pass must not outlive its revocation");

/// Whose passes are void, and up to which instant of issuing.
#[derive(Clone, Debug)]
pub(crate) struct Revocation {
    pub member: String,
    pub at: Timestamp,
}

/// Passes of `member` that were issued up to `now` are void.
pub(crate) fn put(member: &str, now: Timestamp) -> Write {
    Write::put(Row::new(PK, member).instant("at", now).instant("ttl", now + KEPT))
}

/// The revocations that may still concern a pass at `now`.
pub(crate) async fn current(store: &Store, now: Timestamp) -> Result<Vec<Revocation>, Broken> {
    let rows = store.query(PK).await?;
    let read =
        |row: &Row| Ok(Revocation { member: row.read_text("sk")?.to_owned(), at: row.read_instant("at")? });
    let all = rows.iter().map(read).collect::<Result<Vec<_>, Broken>>()?;
    Ok(all.into_iter().filter(|revocation| now < revocation.at + KEPT).collect())
}
