//! `waitlist#<address hash>` / `entry`: an address that asked to be told.
//!
//! Pending entries vanish seven days after the asking; one that left keeps its hash, so that nobody is
//! written to again, and loses its address. About 500 bytes; two units to write in a transaction, one to read.

use domain::address::{AddressHash, EmailAddress};
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// How long an entry waits to be confirmed.
pub(crate) const PENDING_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What somebody agreed to, when, and where.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    /// The fingerprint of the words beside the box.
    pub text_version: String,
    /// The path of the page with the form.
    pub source: String,
    pub at: Timestamp,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryState {
    Pending,
    Confirmed,
    Left,
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
        .instant("asked_at", consent.at)
        .instant("ttl", consent.at + PENDING_LASTS);
    Write::put(row)
        .when("attribute_not_exists(pk) OR #state <> :confirmed")
        .text(":confirmed", EntryState::Confirmed.word())
}

/// The confirmation of a pending entry.
pub(crate) fn confirm(hash: &AddressHash, now: Timestamp) -> Write {
    Write::update(pk(hash), "entry", "SET #state = :confirmed, #confirmed_at = :now REMOVE #ttl")
        .when("#state = :pending")
        .text(":confirmed", EntryState::Confirmed.word())
        .text(":pending", EntryState::Pending.word())
        .instant(":now", now)
}

/// The end of an entry, which forgets its address.
pub(crate) fn leave(hash: &AddressHash, now: Timestamp) -> Write {
    Write::update(pk(hash), "entry", "SET #state = :left, #left_at = :now REMOVE #email, #ttl")
        .when("attribute_exists(pk)")
        .text(":left", EntryState::Left.word())
        .instant(":now", now)
}

/// Where the entry of this address stands, if there is one.
pub(crate) async fn state(store: &Store, hash: &AddressHash) -> Result<Option<EntryState>, Broken> {
    let Some(row) = store.get(&pk(hash), "entry").await? else { return Ok(None) };
    row.parse("state", EntryState::parse).map(Some)
}
