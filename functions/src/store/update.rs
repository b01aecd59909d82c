//! An update alone: half of what it costs in a transaction, and it tells what stood there before.

use std::time::Duration;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total;
use aws_sdk_dynamodb::types::ReturnValue::UpdatedOld;

use super::item::Row;
use super::trouble::BUSY;
use super::{Store, Write, broken, spent};
use crate::failure::Broken;
use crate::random;

/// What became of an update.
#[derive(Clone, Debug)]
pub(crate) enum Updated {
    /// It is written. Of what it changed, this stood there before: nothing in a row that is new.
    Done(Row),
    /// It is not: its condition did not hold.
    Refused,
}

/// How often an update is begun again when the table takes no more for the moment: for half a minute in all, beside
/// what the SDK does by itself. A table that is new to such a load needs that long.
const ATTEMPTS: u32 = 9;

impl Store {
    /// One update, with its condition.
    pub(crate) async fn update(&self, update: &Write) -> Result<Updated, Broken> {
        for attempt in 0..ATTEMPTS {
            let request = update.update_request(self.client.update_item().table_name(&self.table))?;
            let request = request.return_values(UpdatedOld).return_consumed_capacity(Total);
            let error = match request.send().await {
                Ok(done) => {
                    spent("update", done.consumed_capacity());
                    return Ok(Updated::Done(Row::stored(done.attributes.unwrap_or_default())));
                }
                Err(error) => error,
            };
            match code(&error) {
                "ConditionalCheckFailedException" => return Ok(Updated::Refused),
                code if BUSY.contains(&code) => random::pause(Duration::from_millis(100 << attempt)).await?,
                _ => return Err(broken("updating a row", &error)),
            }
        }
        Err(Broken::new("updating a row", "the table took no more for too long"))
    }
}

fn code(error: &SdkError<UpdateItemError>) -> &str {
    error.as_service_error().and_then(|error| error.code()).unwrap_or_default()
}
