//! `audience#<address hash>` / `<audience>`: an address was imported into an audience.
//!
//! For matching only: the row holds no address. About 120 bytes; one unit to write, half a unit to read
//! all audiences of an address (eventually consistent reads are not used: one unit).

use std::collections::BTreeSet;

use domain::address::AddressHash;
use domain::slug::Slug;
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

fn pk(address: &AddressHash) -> String {
    format!("audience#{address}")
}

/// The import of `address` into `audience`, on the given `basis`; once more changes nothing.
pub(crate) fn import(address: &AddressHash, audience: &Slug, basis: &str, now: Timestamp) -> Write {
    let row = Row::new(pk(address), audience.as_str()).text("basis", basis).instant("imported_at", now);
    Write::put(row)
}

/// The audiences that `address` was imported into.
pub(crate) async fn of(store: &Store, address: &AddressHash) -> Result<BTreeSet<Slug>, Broken> {
    let rows = store.query(&pk(address)).await?;
    rows.iter().map(|row| row.parse("sk", |name| Slug::parse(name).ok())).collect()
}
