//! `audience#<address hash>` / `<audience>`: an address was imported into an audience, and on what basis.
//!
//! For matching only, a row holds no address. One that may be written to holds it sealed, with the basis for that, and
//! stands in the index `due` under `audience:<name>`, so that an audience can be walked through page by page.
//!
//! What several imports say of one address is kept side by side, and none takes away what another one gave:
//! `imported_at` is the first import's; `basis` the latest one's, so that its words can be put right; `mail_basis` and
//! the address are the latest import's that was for mailing; and `due_at` is when the first of those came.
//!
//! 120 bytes, or 300 with the address, and the length of the basis. One unit to import, and one more for a row that
//! enters the index; one to read all audiences of an address, half a one for a page of the index, one to open an
//! address. The index takes about 1,000 new rows of one audience in a second.

use std::collections::BTreeSet;

use domain::address::{AddressHash, EmailAddress};
use domain::address_book::{AddressBookKey, NONCE_BYTES};
use domain::audience::Basis;
use domain::slug::Slug;
use jiff::Timestamp;

use super::item::Row;
use super::{Cursor, Store, Write};
use crate::failure::Broken;

const KEPT: &str = "#basis = :basis, #imported_at = if_not_exists(#imported_at, :now)";

fn pk(address: &AddressHash) -> String {
    format!("audience#{address}")
}

/// What a row that may be written to waits for in the index.
fn due(audience: &Slug) -> String {
    format!("audience:{}", audience.as_str())
}

/// What an address is sealed for: this row, and no other.
fn place(address: &AddressHash, audience: &Slug) -> String {
    format!("{}/{}", pk(address), audience.as_str())
}

/// The import of `address` into `audience` for matching. What an import for mailing gave stays.
pub(crate) fn import(address: &AddressHash, audience: &Slug, basis: &Basis, now: Timestamp) -> Write {
    imported(Write::update(pk(address), audience.as_str(), &format!("SET {KEPT}")), basis, now)
}

/// The import of an address that may be written to as one of `audience`.
pub(crate) fn import_to_mail(
    key: &AddressBookKey,
    address: (&EmailAddress, &AddressHash),
    audience: &Slug,
    basis: &Basis,
    nonce: [u8; NONCE_BYTES],
    now: Timestamp,
) -> Write {
    let (address, hash) = address;
    let kept =
        "#mail_basis = :basis, #address = :sealed, #due = :due, #due_at = if_not_exists(#due_at, :now)";
    let write = Write::update(pk(hash), audience.as_str(), &format!("SET {KEPT}, {kept}"))
        .bytes(":sealed", key.seal(address, &place(hash, audience), nonce))
        .text(":due", due(audience));
    imported(write, basis, now)
}

fn imported(write: Write, basis: &Basis, now: Timestamp) -> Write {
    write.text(":basis", basis.as_str()).instant(":now", now)
}

/// Whether a row stood where something was imported, by what the import changed in it.
pub(crate) fn stood_there(before: &Row) -> bool {
    before.read_instant("imported_at").is_ok()
}

/// The end of writing to `address` as one of `audience`, which forgets the address; matching goes on.
pub(crate) fn stop_mailing(address: &AddressHash, audience: &Slug) -> Write {
    let forget = "REMOVE #mail_basis, #address, #due, #due_at";
    Write::update(pk(address), audience.as_str(), forget).when("attribute_exists(#address)")
}

/// Forgets that the address was imported into `audience`.
pub(crate) fn forget(address: &AddressHash, audience: &Slug) -> Write {
    Write::delete(pk(address), audience.as_str())
}

/// The audiences that `address` was imported into.
pub(crate) async fn of(store: &Store, address: &AddressHash) -> Result<BTreeSet<Slug>, Broken> {
    let rows = store.query(&pk(address)).await?;
    rows.iter().map(|row| row.parse("sk", |name| Slug::parse(name).ok())).collect()
}

/// The next up to 100 of `audience` that may be written to, those imported first at the front, and where to go on
/// after them, if there may be more. From the index, so look with [`address`] whether it still may be.
pub(crate) async fn page(
    store: &Store,
    audience: &Slug,
    after: Option<Cursor>,
) -> Result<(Vec<AddressHash>, Option<Cursor>), Broken> {
    let (rows, next) = store.page_of_due(&due(audience), Timestamp::MAX, after).await?;
    let hash = |pk: &str| pk.strip_prefix("audience#").map(|hash| AddressHash::stored(hash.to_owned()));
    let hashes = rows.iter().map(|row| row.parse("pk", hash)).collect::<Result<_, _>>()?;
    Ok((hashes, next))
}

/// The address with this hash, if it may be written to as one of `audience`.
pub(crate) async fn address(
    store: &Store,
    key: &AddressBookKey,
    hash: &AddressHash,
    audience: &Slug,
) -> Result<Option<EmailAddress>, Broken> {
    let row = store.get(&pk(hash), audience.as_str()).await?;
    let Some(row) = row.filter(|row| row.maybe_read_text("due").is_some()) else { return Ok(None) };
    let opened = key.open(row.read_bytes("address")?, &place(hash, audience));
    opened.map(Some).map_err(|error| Broken::new("opening an address", &error))
}
