//! `mail#<id>` / `mail`: a mail that a transaction wrote and that must be sent.
//!
//! It stands in the index `due` under `mail`. Who sends it takes a lease first, by a conditional write, and
//! deletes the row when the provider took it; without that the lease runs out and the mail is sent again. So
//! these mails (confirmations, links, receipts) come at least once. Rows hold the mail with its links until
//! then, 5 to 10 KB, so 10 to 20 units in the transaction that writes one.

use domain::address::EmailAddress;
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Commit, Store, Write};
use crate::failure::Broken;
use crate::request_id::RequestId;

/// A mail that waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub id: String,
    pub to: EmailAddress,
    /// The whole message (RFC 5322).
    pub message: Vec<u8>,
    /// The request that it was written for.
    pub request: Option<RequestId>,
}

const DUE: &str = "mail";

/// A name in the index, as long as the other, that nobody asks for.
const NOBODY_ASKS: &str = "none";

/// How long one attempt to send has.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// A mail that nobody could send for this long is dropped: its links are long dead.
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);

fn pk(id: &str) -> String {
    format!("mail#{id}")
}

/// The mail waits from `now` on.
pub(crate) fn put(mail: &Waiting, now: Timestamp) -> Write {
    let row = Row::new(pk(&mail.id), "mail")
        .text("email", mail.to.as_str())
        .bytes("message", mail.message.clone())
        .maybe_text("request", mail.request.as_ref().map(RequestId::as_str))
        .text("due", DUE)
        .instant("due_at", now)
        .instant("ttl", now + KEPT);
    Write::put_new(row)
}

/// A row as large as the mail's, that nobody sends and that tells nothing: written in its place where there is nobody
/// to write to, so that the writing takes as long.
pub(crate) fn decoy(mail: &Waiting, now: Timestamp) -> Write {
    let blank = "-".repeat(mail.to.as_str().len());
    let row = Row::new(pk(&mail.id), "mail")
        .text("email", blank)
        .bytes("message", vec![0; mail.message.len()])
        .maybe_text("request", mail.request.as_ref().map(RequestId::as_str))
        .text("due", NOBODY_ASKS)
        .instant("due_at", now)
        .instant("ttl", now);
    Write::put_new(row)
}

/// The mail of this id, leased at `now` for one attempt; none if another attempt has it, or it is sent.
pub(crate) async fn lease(store: &Store, id: &str, now: Timestamp) -> Result<Option<Waiting>, Broken> {
    let lease = Write::update(pk(id), "mail", "SET #due_at = :until")
        .when("#due = :mail AND #due_at <= :now")
        .text(":mail", DUE)
        .instant(":until", now + LEASE)
        .instant(":now", now);
    if store.write(lease).await? != Commit::Done {
        return Ok(None);
    }
    let Some(row) = store.get(&pk(id), "mail").await? else { return Ok(None) };
    let to = row.parse("email", |text| EmailAddress::parse(text).ok())?;
    let request = row.maybe_read_text("request").and_then(RequestId::parse);
    Ok(Some(Waiting { id: id.to_owned(), to, message: row.read_bytes("message")?.to_vec(), request }))
}

/// The provider took it.
pub(crate) fn sent(id: &str) -> Write {
    Write::delete(pk(id), "mail")
}

/// The ids of the mails that wait.
pub(crate) async fn due(store: &Store, now: Timestamp) -> Result<Vec<String>, Broken> {
    let rows = store.due(DUE, now).await?;
    rows.iter().map(|row| row.parse("pk", |pk| pk.strip_prefix("mail#").map(str::to_owned))).collect()
}
