//! `proof#<token hash>` / `proof`: a browser has shown that an address is its reader's.
//!
//! About 250 bytes; one unit to write, one to read.

use domain::address::{AddressHash, EmailAddress};
use domain::token::{PROOF_LASTS, Token};
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// An address that was proven.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    pub address: EmailAddress,
    pub address_hash: AddressHash,
}

fn pk(token: &Token) -> String {
    format!("proof#{}", token.hash())
}

/// Keeps `proof` under the hash of `token` for [`PROOF_LASTS`] from `now`.
pub(crate) fn put(token: &Token, proof: &Proof, now: Timestamp) -> Write {
    let expires = now + PROOF_LASTS;
    let row = Row::new(pk(token), "proof")
        .text("email", proof.address.as_str())
        .text("address", proof.address_hash.to_string())
        .instant("expires", expires)
        .instant("ttl", expires);
    Write::put_new(row)
}

/// The proof behind `token`, if it is still good at `now`.
pub(crate) async fn get(store: &Store, token: &Token, now: Timestamp) -> Result<Option<Proof>, Broken> {
    let Some(row) = store.get(&pk(token), "proof").await? else { return Ok(None) };
    if row.read_instant("expires")? <= now {
        return Ok(None);
    }
    let address = row.parse("email", |text| EmailAddress::parse(text).ok())?;
    Ok(Some(Proof { address, address_hash: AddressHash::stored(row.read_text("address")?.to_owned()) }))
}
