//! `promise#<member>` / `<instant>#<hold>`: what a member was promised when they bought, word for word as it stood then.
//!
//! Written once, with the membership, and never changed: the ledger that shows which price was promised, by which launch,
//! under which terms. About 500 bytes; two units within a transaction, one to read a member's.

use domain::quote::Quote;
use jiff::Timestamp;

use super::item::{Row, to_json};
use super::{Store, Write};
use crate::failure::Broken;

/// One promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub member: String,
    /// The hold that it was bought by; the ordering, for somebody whom the creator added.
    pub hold: String,
    pub at: Timestamp,
    /// The member's number then.
    pub number: u32,
    pub quote: Quote,
    /// The fingerprint of the terms' words.
    pub terms_version: String,
    /// Whether they expressly asked for a start before the right of withdrawal is over.
    pub immediate_start: bool,
}

fn pk(member: &str) -> String {
    format!("promise#{member}")
}

/// Keeps a promise that was not made before.
pub(crate) fn put(promise: &Promise) -> Result<Write, Broken> {
    // Twelve digits last for thirty thousand years, and sort as numbers do.
    let sk = format!("{:012}#{}", promise.at.as_second().max(0), promise.hold);
    let row = Row::new(pk(&promise.member), &sk)
        .instant("at", promise.at)
        .text("hold", &promise.hold)
        .number("number", promise.number)
        .text("quote", to_json(&promise.quote)?)
        .text("terms", &promise.terms_version)
        .flag("immediate_start", promise.immediate_start);
    Ok(Write::put_new(row))
}

/// What this member was promised, the first promise first.
pub(crate) async fn of(store: &Store, member: &str) -> Result<Vec<Promise>, Broken> {
    let rows = store.query(&pk(member)).await?;
    let read = |row: &Row| {
        Ok(Promise {
            member: member.to_owned(),
            hold: row.parse("hold", |hold| Some(hold.to_owned()))?,
            at: row.read_instant("at")?,
            number: row.read_number("number")?,
            quote: row.json("quote")?,
            terms_version: row.parse("terms", |terms| Some(terms.to_owned()))?,
            immediate_start: row.read_flag("immediate_start"),
        })
    };
    rows.iter().map(read).collect()
}
