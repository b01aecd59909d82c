//! An update alone: half of what it costs in a transaction, and it tells what stood there before.

use std::time::Duration;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total;
use aws_sdk_dynamodb::types::ReturnValue::UpdatedOld;

use super::item::Row;
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

/// How often a patient update is begun when the table takes no more for the moment: for half a minute in all, beside
/// what the SDK does by itself. A table that is new to such a load needs that long.
const ATTEMPTS: u32 = 9;

impl Store {
    /// One update, with its condition.
    pub(crate) async fn update(&self, update: &Write) -> Result<Updated, Broken> {
        let request = update.update_request(self.client.update_item().table_name(&self.table))?;
        let request = request.return_values(UpdatedOld).return_consumed_capacity(Total);
        match request.send().await {
            Ok(done) => {
                spent("update", done.consumed_capacity());
                Ok(Updated::Done(Row::stored(done.attributes.unwrap_or_default())))
            }
            Err(error) if is_refused(&error) => Ok(Updated::Refused),
            Err(error) => Err(broken("updating a row", &error)),
        }
    }

    /// The same, for whoever can wait.
    pub(crate) async fn update_patiently(&self, update: &Write) -> Result<Updated, Broken> {
        for attempt in 0..ATTEMPTS {
            match self.update(update).await {
                Err(error) if error.is_busy() => random::pause(Duration::from_millis(100 << attempt)).await?,
                done => return done,
            }
        }
        Err(Broken::new("updating a row", "the table took no more for too long"))
    }
}

fn is_refused(error: &SdkError<UpdateItemError>) -> bool {
    error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception)
}
