//! The table: one `DynamoDB` table, one file for each item type, with its keys beside its operations.
//!
//! `pk` begins with the item type, so that a policy can be given by leading key. Addresses are keys only
//! as keyed hashes, tokens only as hashes.

pub(crate) mod audience;
pub(crate) mod code;
pub(crate) mod counter;
pub(crate) mod event;
pub(crate) mod hold;
pub(crate) mod item;
pub(crate) mod limit;
pub(crate) mod link;
pub(crate) mod member;
pub(crate) mod outbox;
pub(crate) mod proof;
pub(crate) mod revocation;
pub(crate) mod seats;
pub(crate) mod session;
pub mod snapshot;
pub(crate) mod subscription;
pub mod table;
mod update;
pub(crate) mod waitlist;
mod write;

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, ConsumedCapacity};

use crate::failure::Broken;
use crate::random;
use item::Row;
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

/// How often a transaction is begun again when another one touched the same rows.
const ATTEMPTS: u32 = 6;

impl Store {
    /// The table of this name, reached by `client`.
    #[must_use]
    pub fn new(client: Client, table: String) -> Self {
        Self { client, table }
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
        let query = self.client.query().table_name(&self.table).consistent_read(true);
        let query =
            query.key_condition_expression("pk = :pk").expression_attribute_values(":pk", item::text(pk));
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
    /// Two transactions that meet are told so by the database; the loser begins again after a short while.
    pub(crate) async fn transact(&self, writes: Vec<Write>) -> Result<Commit, Broken> {
        for attempt in 0..ATTEMPTS {
            let items =
                writes.iter().map(|write| write.transact_item(&self.table)).collect::<Result<_, _>>()?;
            let write = self.client.transact_write_items().set_transact_items(Some(items));
            let error = match write.return_consumed_capacity(Total).send().await {
                Ok(done) => {
                    spent("transact", done.consumed_capacity());
                    return Ok(Commit::Done);
                }
                Err(error) => error,
            };
            let refused = match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                    reasons(cancelled.cancellation_reasons())
                }
                _ => return Err(broken("writing", &error)),
            };
            match refused {
                Cancelled::Condition(indexes) => return Ok(Commit::Refused(indexes)),
                Cancelled::Conflict => random::pause(Duration::from_millis(20 << attempt)).await?,
                Cancelled::Other(code) => return Err(Broken::new("writing", &code)),
            }
        }
        Err(Broken::new("writing", "other writes to the same rows kept coming first"))
    }
}

/// Tells at level debug what a call cost, in request units; tests and measurements listen.
fn spent<'a>(operation: &'static str, capacity: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    let units: f64 = capacity.into_iter().filter_map(ConsumedCapacity::capacity_units).sum();
    tracing::debug!(operation, units, "table");
}

enum Cancelled {
    Condition(Vec<usize>),
    Conflict,
    Other(String),
}

fn reasons(reasons: &[CancellationReason]) -> Cancelled {
    let with_code = |wanted: &str| {
        let codes = reasons.iter().enumerate().filter(move |(_, reason)| reason.code() == Some(wanted));
        codes.map(|(index, _)| index).collect::<Vec<_>>()
    };
    let conditions = with_code("ConditionalCheckFailed");
    if !conditions.is_empty() {
        return Cancelled::Condition(conditions);
    }
    // The SDK does not repeat a transaction that was cancelled for these.
    let passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
    if passing.iter().any(|code| !with_code(code).is_empty()) {
        return Cancelled::Conflict;
    }
    let codes: Vec<&str> = reasons.iter().filter_map(CancellationReason::code).collect();
    Cancelled::Other(format!("cancelled for {}", codes.join(", ")))
}

/// The error with its causes, as the SDK tells them; the SDK's texts name codes and hosts, never values.
fn broken(action: &str, error: &(dyn std::error::Error + 'static)) -> Broken {
    let causes = std::iter::successors(Some(error), |error| error.source());
    Broken::new(action, &causes.map(ToString::to_string).collect::<Vec<_>>().join(": "))
}
