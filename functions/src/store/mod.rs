//! The table: one `DynamoDB` table, one file for each item type, with its keys beside its operations.
//!
//! `pk` begins with the item type, so that a policy can be given by leading key. Addresses are keys only
//! as keyed hashes, tokens only as hashes.

pub(crate) mod announcement;
pub(crate) mod audience;
pub(crate) mod carried;
pub(crate) mod code;
pub(crate) mod counter;
pub(crate) mod errand;
pub(crate) mod event;
pub(crate) mod feedback;
pub(crate) mod hold;
pub(crate) mod item;
pub(crate) mod limit;
pub(crate) mod link;
pub(crate) mod member;
pub(crate) mod meter;
pub(crate) mod outbox;
pub(crate) mod payment;
pub(crate) mod promise;
pub(crate) mod proof;
pub mod publication;
mod reach;
pub(crate) mod reconciliation;
pub(crate) mod revocation;
pub(crate) mod sale;
pub(crate) mod seats;
pub(crate) mod session;
pub mod snapshot;
pub(crate) mod subscription;
pub(crate) mod suppression;
pub mod table;
pub(crate) mod ticks;
mod trouble;
mod update;
pub(crate) mod visit;
pub(crate) mod waitlist;
pub(crate) mod withdrawal;
mod write;

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Credentials;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total;
use aws_sdk_dynamodb::types::{AttributeValue, ConsumedCapacity};

use crate::failure::Broken;
use crate::random;
use crate::tally::{self, Count};
use item::Row;
use trouble::{Trouble, broken};
pub(crate) use update::Updated;
pub(crate) use write::Write;

/// The table and the client that reaches it.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: String,
}

/// What became of a conditional write or a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Commit {
    /// All of it is written.
    Done,
    /// None of it is: the conditions of these writes, counted from 0, did not hold.
    Refused(Vec<usize>),
}

/// Where a walk through the index goes on.
#[derive(Clone, Debug)]
pub(crate) struct Cursor(HashMap<String, AttributeValue>);

/// How often a transaction is tried while others touch the same rows. With the longest pauses that is less than three
/// seconds, which a visitor waits and a Lambda has.
const ATTEMPTS: u32 = 10;
const FIRST_PAUSE: Duration = Duration::from_millis(12);
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

impl Store {
    /// The table of this name, reached by `client`.
    #[must_use]
    pub fn new(client: Client, table: String) -> Self {
        Self { client, table }
    }

    /// The same table, with its calls signed under another access key's id; for an emulator, which checks none.
    pub(crate) fn signed_as(&self, id: &str) -> Self {
        let config = self.client.config().to_builder();
        let config = config.credentials_provider(Credentials::new(id, id, None, None, "caller"));
        Self { client: Client::from_conf(config.build()), table: self.table.clone() }
    }

    /// The row under this key, read consistently.
    pub(crate) async fn get(&self, pk: &str, sk: &str) -> Result<Option<Row>, Broken> {
        let [pk_value, sk_value] = item::key_values(pk, sk);
        let get = self.client.get_item().table_name(&self.table).consistent_read(true);
        let get = get.key("pk", pk_value).key("sk", sk_value).return_consumed_capacity(Total);
        let got = get.send().await.map_err(|error| broken("reading a row", &error))?;
        spent("get", got.consumed_capacity());
        Ok(got.item.map(Row::stored))
    }

    /// Every row under `pk`, read consistently.
    pub(crate) async fn query(&self, pk: &str) -> Result<Vec<Row>, Broken> {
        self.query_from(pk, "").await
    }

    /// Every row under `pk` whose `sk` begins with `start`, read consistently.
    pub(crate) async fn query_from(&self, pk: &str, start: &str) -> Result<Vec<Row>, Broken> {
        let query = self.client.query().table_name(&self.table).consistent_read(true);
        let query = query.expression_attribute_values(":pk", item::text(pk));
        let query = match start {
            "" => query.key_condition_expression("pk = :pk"),
            start => query
                .key_condition_expression("pk = :pk AND begins_with(sk, :start)")
                .expression_attribute_values(":start", item::text(start)),
        };
        let pages = query.return_consumed_capacity(Total).into_paginator().send();
        let pages = pages.collect::<Result<Vec<_>, _>>().await;
        let pages = pages.map_err(|error| broken("reading rows", &error))?;
        for page in &pages {
            spent("query", page.consumed_capacity());
        }
        Ok(pages.into_iter().flat_map(|page| page.items.unwrap_or_default()).map(Row::stored).collect())
    }

    /// The keys of up to 100 rows of this kind that were due at `now`, the longest waiting first.
    /// From the index, so a row may have changed since: read it before acting.
    pub(crate) async fn due(&self, kind: &str, now: jiff::Timestamp) -> Result<Vec<Row>, Broken> {
        self.page_of_due(kind, now, None).await.map(|(rows, _)| rows)
    }

    /// The keys of the next up to 100 rows of this kind that were due at `until`, the longest waiting first, and where
    /// to go on after them, if there may be more. From the index, as [`Store::due`].
    pub(crate) async fn page_of_due(
        &self,
        kind: &str,
        until: jiff::Timestamp,
        after: Option<Cursor>,
    ) -> Result<(Vec<Row>, Option<Cursor>), Broken> {
        let query = self.client.query().table_name(&self.table).index_name(table::DUE_INDEX).limit(100);
        let query = query.key_condition_expression("#due = :kind AND #due_at <= :until");
        let query =
            query.expression_attribute_names("#due", "due").expression_attribute_names("#due_at", "due_at");
        let query = query.expression_attribute_values(":kind", item::text(kind));
        let query = query.expression_attribute_values(":until", item::number(until.as_second()));
        let query = query.set_exclusive_start_key(after.map(|cursor| cursor.0));
        let found = query.return_consumed_capacity(Total).send().await;
        let found = found.map_err(|error| broken("reading what is due", &error))?;
        spent("query", found.consumed_capacity());
        let rows = found.items.unwrap_or_default().into_iter().map(Row::stored).collect();
        Ok((rows, found.last_evaluated_key.map(Cursor)))
    }

    /// One conditional write.
    pub(crate) async fn write(&self, write: Write) -> Result<Commit, Broken> {
        self.transact(vec![write]).await
    }

    /// All of `writes`, or none of them.
    ///
    /// Two transactions that meet are told so by the database; the loser begins again after a short while. All its
    /// attempts carry one token, so what an attempt wrote whose answer was lost is written once, and is not refused by
    /// conditions that it has itself made false.
    ///
    /// # Errors
    /// [`Broken`], and busy, if others kept coming first; then nothing is written. After any other it may be.
    pub(crate) async fn transact(&self, writes: Vec<Write>) -> Result<Commit, Broken> {
        let items = writes.iter().map(|write| write.transact_item(&self.table)).collect::<Result<_, _>>()?;
        let write = self.client.transact_write_items().set_transact_items(Some(items));
        let write = write.client_request_token(random::id()?).return_consumed_capacity(Total);
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                random::pause(LONGEST_PAUSE.min(FIRST_PAUSE * (1 << attempt))).await?;
            }
            let error = match write.clone().send().await {
                Ok(done) => {
                    spent("transact", done.consumed_capacity());
                    return Ok(Commit::Done);
                }
                Err(error) => error,
            };
            match trouble::of(&error) {
                Trouble::Refused(indexes) => return Ok(Commit::Refused(indexes)),
                Trouble::Passing => {}
                Trouble::Broken(error) => return Err(error),
            }
        }
        Err(Broken::busy("writing", "other writes to the same rows kept coming first"))
    }
}

/// Counts what a call cost, in request units, and tells it at level debug; tests and measurements listen.
fn spent<'a>(operation: &'static str, capacity: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    let units: f64 = capacity.into_iter().filter_map(ConsumedCapacity::capacity_units).sum();
    tally::add(Count::Units, units);
    tracing::debug!(operation, units, "table");
}
