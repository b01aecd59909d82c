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

/// Passes of `member` that were issued up to `at` are void.
pub(crate) fn put(member: &str, at: Timestamp) -> Write {
    Write::put(Row::new(PK, member).instant("at", at).instant("ttl", at + KEPT))
}

/// The revocations that may still concern a pass at `now`.
pub(crate) async fn current(store: &Store, now: Timestamp) -> Result<Vec<Revocation>, Broken> {
    let rows = store.query(PK).await?;
    let read =
        |row: &Row| Ok(Revocation { member: row.read_text("sk")?.to_owned(), at: row.read_instant("at")? });
    let all = rows.iter().map(read).collect::<Result<Vec<_>, Broken>>()?;
    let concerns = |revocation: &Revocation| has_come(revocation.at, now) && now < revocation.at + KEPT;
    Ok(all.into_iter().filter(concerns).collect())
}

/// The clock of who wrote a row may be ahead by this much; the gate tolerates more.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_secs(30);

/// Whether `at` has come at `now`. It has not where a clock was moved back, as in `serve`: then what was done later is
/// still to come.
pub(super) fn has_come(at: Timestamp, now: Timestamp) -> bool {
    at <= now + CLOCKS_DIFFER
}
