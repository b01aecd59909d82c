//! `suppression#<address hash>` / `mail`: an address that nothing is announced to, whatever list it stands on.
//!
//! It stays until its owner confirms a new waitlist entry: a stranger who types the address again changes nothing. About
//! 120 bytes; two units within a transaction, one to read.

use domain::address::AddressHash;
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// Why nothing is announced to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its owner left.
    Left,
    /// Its owner called a mail unwanted.
    Complained,
    /// There is no such mailbox.
    Bounced,
}

impl Why {
    fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Complained => "complained",
            Self::Bounced => "bounced",
        }
    }
}

fn pk(address: &AddressHash) -> String {
    format!("suppression#{address}")
}

/// Nothing is announced to the address any more.
pub(crate) fn put(address: &AddressHash, why: Why, now: Timestamp) -> Write {
    Write::put(Row::new(pk(address), "mail").text("why", why.word()).instant("at", now))
}

/// Its owner wants to be told after all.
pub(crate) fn lift(address: &AddressHash) -> Write {
    Write::delete(pk(address), "mail")
}

/// Whether nothing is announced to the address.
pub(crate) async fn stands(store: &Store, address: &AddressHash) -> Result<bool, Broken> {
    Ok(store.get(&pk(address), "mail").await?.is_some())
}
