//! `session#<token hash>` / `session`: a browser that a member signed in with.
//!
//! About 150 bytes; one unit to write, one to read.

use domain::token::{SESSION_LASTS, Token};
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

fn pk(token: &Token) -> String {
    format!("session#{}", token.hash())
}

/// Keeps a session of `member` under the hash of `token` for [`SESSION_LASTS`] from `now`.
pub(crate) fn put(token: &Token, member: &str, now: Timestamp) -> Write {
    let expires = now + SESSION_LASTS;
    let row = Row::new(pk(token), "session")
        .text("member", member)
        .instant("created", now)
        .instant("expires", expires)
        .instant("ttl", expires);
    Write::put_new(row)
}

/// The id of the member whose session `token` is, if it is still good at `now`.
pub(crate) async fn member(store: &Store, token: &Token, now: Timestamp) -> Result<Option<String>, Broken> {
    let Some(row) = store.get(&pk(token), "session").await? else { return Ok(None) };
    if row.read_instant("expires")? <= now {
        return Ok(None);
    }
    row.read_text("member").map(|member| Some(member.to_owned()))
}

/// Ends the session of `token`; one that is over already stays so.
pub(crate) fn end(token: &Token) -> Write {
    Write::delete(pk(token), "session")
}
