//! `code#<token hash>` / `code`: the six digits that sign in one browser, the one that holds the token.
//!
//! About 350 bytes; two units to write within a transaction, one to count an attempt, one to read.

use domain::address::AddressHash;
use domain::keyed_hash::CodeHash;
use domain::sign_in_code::CODE_ATTEMPTS;
use domain::token::{Token, TokenHash};
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// A code that was mailed.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub hash: CodeHash,
    pub address_hash: AddressHash,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// The link in the same mail.
    pub link: TokenHash,
    pub expires: Timestamp,
}

fn pk(browser: &TokenHash) -> String {
    format!("code#{browser}")
}

/// Keeps `code` for the browser that holds the token of this hash.
pub(crate) fn put(browser: &TokenHash, code: &Code) -> Write {
    let row = Row::new(pk(browser), "code")
        .text("code", code.hash.to_string())
        .text("address", code.address_hash.to_string())
        .maybe_text("next", code.next.as_deref())
        .text("link", code.link.to_string())
        .number("attempts", CODE_ATTEMPTS)
        .instant("expires", code.expires)
        .instant("ttl", code.expires);
    Write::put_new(row)
}

/// Counts an attempt before it is judged; holds while one is left and the code is good at `now`.
pub(crate) fn attempt(browser: &Token, now: Timestamp) -> Write {
    Write::update(pk(&browser.hash()), "code", "SET #attempts = #attempts - :one")
        .when("#attempts > :zero AND #expires > :now")
        .number(":one", 1)
        .number(":zero", 0)
        .instant(":now", now)
}

/// The code for this browser, and how many attempts are left.
pub(crate) async fn get(store: &Store, browser: &Token) -> Result<Option<(Code, u32)>, Broken> {
    let Some(row) = store.get(&pk(&browser.hash()), "code").await? else { return Ok(None) };
    let code = Code {
        hash: CodeHash::stored(row.read_text("code")?.to_owned()),
        address_hash: AddressHash::stored(row.read_text("address")?.to_owned()),
        next: row.maybe_read_text("next").map(str::to_owned),
        link: TokenHash::stored(row.read_text("link")?.to_owned()),
        expires: row.read_instant("expires")?,
    };
    Ok(Some((code, row.read_number("attempts")?)))
}

/// Uses up the code: holds only for the first that tries.
pub(crate) fn consume(browser: &Token) -> Write {
    Write::delete(pk(&browser.hash()), "code").when("attribute_exists(pk)")
}

/// The code is over, used or not.
pub(crate) fn forget(browser: &TokenHash) -> Write {
    Write::delete(pk(browser), "code")
}
