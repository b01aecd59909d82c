//! `waitlist#<address hash>` / `entry`: an address that asked to be told.
//!
//! A pending entry vanishes seven days after the asking. A confirmed one stands in the index `due` under `waiting`, at
//! the instant of its confirmation, and remembers the launches that opened while it waited. One that left loses its
//! address. About 500 bytes; two units to write in a transaction, one to read.

use std::collections::BTreeSet;

use domain::address::{AddressHash, EmailAddress};
use domain::slug::Slug;
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Cursor, Store, Write};
use crate::failure::Broken;

/// How long an entry waits to be confirmed.
pub(crate) const PENDING_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The name of confirmed entries in the index.
const WAITING: &str = "waiting";

/// What somebody agreed to, when, and where.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    /// The fingerprint of the words beside the box.
    pub text_version: String,
    /// The path of the page with the form.
    pub source: String,
    /// What led to that page, by its own word.
    pub campaign: Option<Slug>,
    pub at: Timestamp,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryState {
    Pending,
    Confirmed,
    Left,
}

/// Somebody who waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub address: EmailAddress,
    pub since: Timestamp,
    pub source: String,
    pub campaign: Option<String>,
    /// The launches that opened for them while they waited.
    pub seen: BTreeSet<String>,
}

impl EntryState {
    const ALL: [Self; 3] = [Self::Pending, Self::Confirmed, Self::Left];

    fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Left => "left",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

fn pk(address: &AddressHash) -> String {
    format!("waitlist#{address}")
}

/// A pending entry, unless there is a confirmed one already.
pub(crate) fn join(address: &EmailAddress, hash: &AddressHash, consent: &Consent) -> Write {
    let row = Row::new(pk(hash), "entry")
        .text("state", EntryState::Pending.word())
        .text("email", address.as_str())
        .text("consent_text", &consent.text_version)
        .text("source", &consent.source)
        .maybe_text("campaign", consent.campaign.as_ref().map(Slug::as_str))
        .instant("asked_at", consent.at)
        .instant("ttl", consent.at + PENDING_LASTS);
    Write::put(row)
        .when("attribute_not_exists(pk) OR #state <> :confirmed")
        .text(":confirmed", EntryState::Confirmed.word())
}

/// The confirmation of a pending entry.
pub(crate) fn confirm(hash: &AddressHash, now: Timestamp) -> Write {
    let confirmed =
        "SET #state = :confirmed, #confirmed_at = :now, #due = :waiting, #due_at = :now REMOVE #ttl";
    Write::update(pk(hash), "entry", confirmed)
        .when("#state = :pending AND #ttl > :now")
        .text(":confirmed", EntryState::Confirmed.word())
        .text(":pending", EntryState::Pending.word())
        .text(":waiting", WAITING)
        .instant(":now", now)
}

/// The end of an entry, which forgets its address.
pub(crate) fn leave(hash: &AddressHash, now: Timestamp) -> Write {
    let left = "SET #state = :left, #left_at = :now REMOVE #email, #ttl, #due, #due_at";
    Write::update(pk(hash), "entry", left)
        .when("attribute_exists(pk)")
        .text(":left", EntryState::Left.word())
        .instant(":now", now)
}

/// Forgets the entry, if there is one.
pub(crate) fn forget(hash: &AddressHash) -> Write {
    Write::delete(pk(hash), "entry").when("attribute_exists(pk)")
}

/// While the entry waited, `launch` opened; once more changes nothing.
pub(crate) fn saw(hash: &AddressHash, launch: &Slug) -> Write {
    Write::update(pk(hash), "entry", "ADD #seen :launch")
        .when("#state = :confirmed")
        .text(":confirmed", EntryState::Confirmed.word())
        .word(":launch", launch.as_str())
}

/// Where the entry of this address stands at `now`, if there is one.
pub(crate) async fn state(
    store: &Store,
    hash: &AddressHash,
    now: Timestamp,
) -> Result<Option<EntryState>, Broken> {
    let Some(row) = store.get(&pk(hash), "entry").await? else { return Ok(None) };
    let state = row.parse("state", EntryState::parse)?;
    // The database removes what has run out only after a while.
    let is_over = row.read_instant("ttl").is_ok_and(|ttl| ttl <= now);
    Ok((!is_over).then_some(state))
}

/// The entry of this address, if it is confirmed.
pub(crate) async fn waiting(store: &Store, hash: &AddressHash) -> Result<Option<Waiting>, Broken> {
    let Some(row) = store.get(&pk(hash), "entry").await? else { return Ok(None) };
    if row.parse("state", EntryState::parse)? != EntryState::Confirmed {
        return Ok(None);
    }
    Ok(Some(Waiting {
        address: row.parse("email", |text| EmailAddress::parse(text).ok())?,
        since: row.read_instant("confirmed_at")?,
        source: row.read_text("source")?.to_owned(),
        campaign: row.maybe_read_text("campaign").map(str::to_owned),
        seen: row.read_words("seen"),
    }))
}

/// Up to a hundred of those who wait at `now`, who has waited longest first, after where `after` stands.
pub(crate) async fn page(
    store: &Store,
    now: Timestamp,
    after: Option<Cursor>,
) -> Result<(Vec<AddressHash>, Option<Cursor>), Broken> {
    let (rows, next) = store.page_of_due(WAITING, now, after).await?;
    let hash = |pk: &str| pk.strip_prefix("waitlist#").map(|hash| AddressHash::stored(hash.to_owned()));
    let hashes = rows.iter().map(|row| row.parse("pk", hash)).collect::<Result<_, _>>()?;
    Ok((hashes, next))
}
