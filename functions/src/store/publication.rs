//! `publication#` / `site`: what is published, what may be half in place, and who is publishing.
//!
//! One row for a stage. Who publishes has a claim on it, a lease, and every change of the row holds only while the claim
//! does: two publishers do not interleave. Below 2 KB, and 10 KB for a portal with very many launches; nothing but
//! `terskel publish` reads it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::item::to_json;
use super::{Commit, Store, Write, snapshot};
use crate::failure::Broken;

const PK: &str = "publication#";
const SK: &str = "site";

/// How long a claim lasts unless it is renewed. Two machines whose requests AWS takes are at most ten minutes apart.
pub const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// What is published. Releases are named by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The release that was last put in place as a whole.
    pub current: Option<Placed>,
    /// The one that was in place before it.
    pub previous: Option<Placed>,
    /// Those that were begun since and may be half in place, the latest last.
    pub under_way: Vec<UnderWay>,
    /// Files that are in no current release and stay until the next one is in place.
    pub lingering: Vec<String>,
}

/// A release that is, or was, in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Which one.
    pub id: String,
    /// Since when.
    pub at: Timestamp,
}

/// A release that may be half in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// Which one.
    pub id: String,
    /// Whether it is gone back to.
    pub rollback: bool,
}

/// Whose the right to publish is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The caller's.
    Yours,
    /// Somebody else's.
    Taken {
        /// Who they said they are.
        by: String,
        /// Since when they publish.
        since: Timestamp,
        /// Until when they have the right, unless they renew it.
        until: Timestamp,
    },
}

/// What is published; nothing, if nothing was.
///
/// # Errors
/// [`Broken`] if the table cannot be reached, or the row does not read.
pub async fn read(store: &Store) -> Result<Publication, Broken> {
    match store.get(PK, SK).await? {
        Some(row) if row.maybe_read_text("releases").is_some() => row.json("releases"),
        _ => Ok(Publication::default()),
    }
}

/// Claims the right to publish under `token`, for [`LEASE`]. With `take_over` somebody else's claim ends.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn claim(
    store: &Store,
    token: &str,
    who: &str,
    now: Timestamp,
    take_over: bool,
) -> Result<Claim, Broken> {
    let set = "SET #token = :token, #who = :who, #since = :now, #until = :until";
    let claim = Write::update(PK, SK, set).text(":token", token).text(":who", who);
    let claim = claim.instant(":now", now).instant(":until", now + LEASE);
    let claim = if take_over { claim } else { claim.when("attribute_not_exists(#token) OR #until <= :now") };
    if store.write(claim).await? == Commit::Done {
        return Ok(Claim::Yours);
    }
    let row = store.get(PK, SK).await?.unwrap_or_default();
    let by = row.maybe_read_text("who").unwrap_or("somebody who has just finished").to_owned();
    let instant = |name| row.read_instant(name).unwrap_or(now);
    Ok(Claim::Taken { by, since: instant("since"), until: instant("until") })
}

/// Renews the claim under `token`. Whether it still holds.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn renew(store: &Store, token: &str, now: Timestamp) -> Result<bool, Broken> {
    Ok(store.write(renewal(token, now)).await? == Commit::Done)
}

fn renewal(token: &str, now: Timestamp) -> Write {
    let renewal = Write::update(PK, SK, "SET #until = :until").instant(":until", now + LEASE);
    renewal.when("#token = :token").text(":token", token)
}

/// Writes what is published, under the claim `token`. Whether the claim still held.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn keep(store: &Store, token: &str, publication: &Publication) -> Result<bool, Broken> {
    let keep = Write::update(PK, SK, "SET #releases = :releases").text(":releases", to_json(publication)?);
    Ok(store.write(keep.when("#token = :token").text(":token", token)).await? == Commit::Done)
}

/// Makes the snapshot of `version` the current one, under the claim `token`; of those in `accepted` forms are still taken.
/// Whether the claim still held.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn point(
    store: &Store,
    token: &str,
    (version, accepted): (&str, &[String]),
    now: Timestamp,
) -> Result<bool, Broken> {
    let writes = vec![snapshot::pointing(version, accepted), renewal(token, now)];
    Ok(store.transact(writes).await? == Commit::Done)
}

/// Gives the claim under `token` back. One that holds no more is left alone.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn give_back(store: &Store, token: &str) -> Result<(), Broken> {
    let give_back = Write::update(PK, SK, "REMOVE #token, #who, #since, #until");
    store.write(give_back.when("#token = :token").text(":token", token)).await.map(|_| ())
}
