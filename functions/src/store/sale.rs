//! `sales#<year>` / `<number>`: a sales record; `sale-of#<provider's id>` / `sale`: that it is written; `counter#sales` /
//! `sales`: the last number.
//!
//! Bookkeeping: numbered from 1 without a gap, each for one bill, refund or chargeback of the provider's, written once and
//! never changed. The number is drawn within the transaction, so records are written one after the other; nobody waits for
//! them. About 400 bytes; a record is a transaction of eight units.

use domain::money::{Currency, Money};
use domain::sale::{Sale, SaleKind};

use super::item::{Row, to_json};
use super::{Store, Write};
use crate::failure::Broken;

const COUNTER: [&str; 2] = ["counter#sales", "sales"];

fn pk(year: i16) -> String {
    format!("sales#{year}")
}

fn marker_pk(bill: &str) -> String {
    format!("sale-of#{bill}")
}

/// Whether there is a record of this bill, refund or dispute.
pub(crate) async fn is_recorded(store: &Store, bill: &str) -> Result<bool, Broken> {
    Ok(store.get(&marker_pk(bill), "sale").await?.is_some())
}

/// The number of the last record; 0 if there is none.
pub(crate) async fn last(store: &Store) -> Result<u32, Broken> {
    let row = store.get(COUNTER[0], COUNTER[1]).await?;
    Ok(row.and_then(|row| row.maybe_read_number("last")).unwrap_or_default())
}

/// The record gets the number after `last` in the books of `year`, if that is the last one still. The first write's
/// condition is that there is none of this bill.
pub(crate) fn record(sale: &Sale, last: u32, year: i16) -> Result<[Write; 3], Broken> {
    let number = last + 1;
    let row = Row::new(pk(year), &format!("{number:08}"))
        .number("number", number)
        .text("kind", sale.kind.word())
        .instant("at", sale.at)
        .text("member", &sale.member)
        .text("title", &sale.title)
        .number("minor", sale.amount.minor)
        .text("currency", sale.amount.currency.code())
        .text("mva", to_json(&sale.mva)?)
        .text("bill", &sale.bill)
        .text("payment", &sale.payment);
    let marker = Row::new(marker_pk(&sale.bill), "sale").number("number", number);
    let count = Write::update(COUNTER[0], COUNTER[1], "SET #last = :number").number(":number", number);
    let count = match last {
        0 => count.when("attribute_not_exists(pk)"),
        last => count.when("#last = :last").number(":last", last),
    };
    Ok([Write::put_new(marker), count, Write::put_new(row)])
}

/// The records of `year`, with their numbers, in order.
pub(crate) async fn of_year(store: &Store, year: i16) -> Result<Vec<(u32, Sale)>, Broken> {
    let rows = store.query(&pk(year)).await?;
    let text = |row: &Row, name: &str| row.parse(name, |text| Some(text.to_owned()));
    let read = |row: &Row| {
        let currency = row.parse("currency", Currency::parse)?;
        let sale = Sale {
            kind: row.parse("kind", SaleKind::parse)?,
            at: row.read_instant("at")?,
            member: text(row, "member")?,
            title: text(row, "title")?,
            amount: Money { minor: row.read_number("minor")?, currency },
            mva: row.json("mva")?,
            bill: text(row, "bill")?,
            payment: text(row, "payment")?,
        };
        Ok((row.read_number("number")?, sale))
    };
    rows.iter().map(read).collect()
}
