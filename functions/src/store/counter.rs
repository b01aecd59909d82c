//! `counter#members` / `<kind>`: how many numbers were given to founders, and to other members.
//!
//! About 60 bytes; two units within the transaction that gives a number, one to read.

use super::{Store, Write};
use crate::failure::Broken;

const PK: &str = "counter#members";

/// Founders are counted apart, so that the first of them is number 1.
fn sk(founder: bool) -> &'static str {
    if founder { "founders" } else { "others" }
}

/// How many numbers were given.
pub(crate) async fn given(store: &Store, founder: bool) -> Result<u32, Broken> {
    let row = store.get(PK, sk(founder)).await?;
    Ok(row.and_then(|row| row.maybe_read_number("given")).unwrap_or_default())
}

/// Gives the number after `given`, if nobody else got it in between.
pub(crate) fn give_next(given: u32, founder: bool) -> Write {
    Write::update(PK, sk(founder), "SET #given = :next")
        .when("attribute_not_exists(#given) OR #given = :given")
        .number(":given", given)
        .number(":next", given + 1)
}
