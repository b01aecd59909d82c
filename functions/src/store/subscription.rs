//! `subscription#<provider's id>` / `member`: whose subscription it is. Foreign ones have no row and are ignored.
//!
//! About 100 bytes; two units within a transaction, one to read.

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

fn pk(id: &str) -> String {
    format!("subscription#{id}")
}

/// The subscription pays for this member.
pub(crate) fn put(id: &str, member: &str) -> Write {
    Write::put(Row::new(pk(id), "member").text("member", member))
}

/// The id of the member that the subscription pays for.
pub(crate) async fn member(store: &Store, id: &str) -> Result<Option<String>, Broken> {
    let row = store.get(&pk(id), "member").await?;
    row.map(|row| row.read_text("member").map(str::to_owned)).transpose()
}
