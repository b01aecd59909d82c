//! `limit#<name>#<keyed hash>` / `<hour>`: how often something was asked for within an hour.
//!
//! About 110 bytes; one unit to count. The row vanishes when its hour is over.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total;
use domain::limit::Limit;
use jiff::Timestamp;

use super::trouble::broken;
use super::{Store, item, spent};
use crate::failure::Broken;

/// Counts one more for `whom`, a keyed hash, in the hour of `now`. Whether the limit allowed it.
pub(crate) async fn count(
    store: &Store,
    limit: Limit,
    whom: impl std::fmt::Display,
    now: Timestamp,
) -> Result<bool, Broken> {
    let [pk, sk] =
        item::key_values(&format!("limit#{}#{whom}", limit.name), &format!("{:010}", limit.window(now)));
    let update = store.client.update_item().table_name(&store.table).key("pk", pk).key("sk", sk);
    let update = update
        .update_expression("ADD #count :one SET #ttl = :resets")
        .condition_expression("attribute_not_exists(#count) OR #count < :most")
        .expression_attribute_names("#count", "count")
        .expression_attribute_names("#ttl", "ttl")
        .expression_attribute_values(":one", item::number(1))
        .expression_attribute_values(":most", item::number(limit.most))
        .expression_attribute_values(":resets", item::number(limit.resets(now).as_second()));
    match update.return_consumed_capacity(Total).send().await {
        Ok(done) => {
            spent("update", done.consumed_capacity());
            Ok(true)
        }
        Err(error) if is_refused(error.as_service_error()) => Ok(false),
        Err(error) => Err(broken("counting", &error)),
    }
}

fn is_refused(error: Option<&UpdateItemError>) -> bool {
    error.is_some_and(UpdateItemError::is_conditional_check_failed_exception)
}
