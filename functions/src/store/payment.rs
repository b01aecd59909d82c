//! `payment#<provider's id>` / `payment`: whose payment it was and what it paid for, so that money which goes back finds
//! its membership.
//!
//! Written with its sales record. About 250 bytes; two units within a transaction, one to read.

use domain::money::{Currency, Money};
use domain::portal::Mva;
use jiff::Timestamp;

use super::item::{Row, to_json};
use super::{Store, Write};
use crate::failure::Broken;

/// A payment that is in the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub id: String,
    pub member: String,
    /// What it paid for.
    pub subscription: String,
    /// As on the bill.
    pub title: String,
    pub amount: Money,
    /// How the portal stood to value added tax then: what goes back takes the same along.
    pub mva: Mva,
    /// The end of the period that it paid for.
    pub pays_until: Timestamp,
}

fn pk(id: &str) -> String {
    format!("payment#{id}")
}

pub(crate) fn put(payment: &Payment) -> Result<Write, Broken> {
    let row = Row::new(pk(&payment.id), "payment")
        .text("member", &payment.member)
        .text("subscription", &payment.subscription)
        .text("title", &payment.title)
        .number("minor", payment.amount.minor)
        .text("currency", payment.amount.currency.code())
        .text("mva", to_json(&payment.mva)?)
        .instant("pays_until", payment.pays_until);
    Ok(Write::put(row))
}

/// The payment of this id, if it is in the books.
pub(crate) async fn get(store: &Store, id: &str) -> Result<Option<Payment>, Broken> {
    let Some(row) = store.get(&pk(id), "payment").await? else { return Ok(None) };
    let text = |name: &str| row.parse(name, |text| Some(text.to_owned()));
    let currency = row.parse("currency", Currency::parse)?;
    Ok(Some(Payment {
        id: id.to_owned(),
        member: text("member")?,
        subscription: text("subscription")?,
        title: text("title")?,
        amount: Money { minor: row.read_number("minor")?, currency },
        mva: row.json("mva")?,
        pays_until: row.read_instant("pays_until")?,
    }))
}
