//! `withdrawal#<subscription>` / `withdrawal`: that somebody used the right of withdrawal, when they said so, and what is
//! given back.
//!
//! Written once, with the end of the membership. About 250 bytes; two units within a transaction, one to read.

use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// A withdrawal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Withdrawal {
    /// What they withdraw from.
    pub subscription: String,
    pub member: String,
    /// When they said so.
    pub asked_at: Timestamp,
    /// When it was done.
    pub done_at: Timestamp,
    /// What is given back, in minor units.
    pub minor: u32,
    /// Whether they had expressly asked for an immediate start.
    pub immediate_start: bool,
}

fn pk(subscription: &str) -> String {
    format!("withdrawal#{subscription}")
}

pub(crate) fn put(withdrawal: &Withdrawal) -> Write {
    let row = Row::new(pk(&withdrawal.subscription), "withdrawal")
        .text("member", &withdrawal.member)
        .instant("asked_at", withdrawal.asked_at)
        .instant("done_at", withdrawal.done_at)
        .number("minor", withdrawal.minor)
        .flag("immediate_start", withdrawal.immediate_start);
    Write::put_new(row)
}

/// The withdrawal from this subscription, if there was one.
pub(crate) async fn of(store: &Store, subscription: &str) -> Result<Option<Withdrawal>, Broken> {
    let Some(row) = store.get(&pk(subscription), "withdrawal").await? else { return Ok(None) };
    Ok(Some(Withdrawal {
        subscription: subscription.to_owned(),
        member: row.parse("member", |member| Some(member.to_owned()))?,
        asked_at: row.read_instant("asked_at")?,
        done_at: row.read_instant("done_at")?,
        minor: row.read_number("minor")?,
        immediate_start: row.read_flag("immediate_start"),
    }))
}
