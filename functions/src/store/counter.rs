//! `counter#members` / `<kind>`: how many numbers were drawn for founders, and for other members.
//!
//! About 60 bytes; one unit to draw. Drawing is an atomic update of its own and never part of a transaction, so
//! that buyers who pay at once do not wait for each other. A number is bound to its hold at once; one that was
//! drawn twice for the same hold, or just before a crash, is left out.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total;
use aws_sdk_dynamodb::types::ReturnValue::UpdatedNew;

use super::item::{self, Row};
use super::trouble::broken;
use super::{Store, spent};
use crate::failure::Broken;

const PK: &str = "counter#members";

/// Founders are counted apart, so that the first of them is number 1.
fn sk(founder: bool) -> &'static str {
    if founder { "founders" } else { "others" }
}

/// The next number, from 1. Nobody else gets it.
pub(crate) async fn draw(store: &Store, founder: bool) -> Result<u32, Broken> {
    let [pk, sk] = item::key_values(PK, sk(founder));
    let update = store.client.update_item().table_name(&store.table).key("pk", pk).key("sk", sk);
    let update = update.update_expression("ADD #given :one").expression_attribute_names("#given", "given");
    let update = update.expression_attribute_values(":one", item::number(1));
    let update = update.return_values(UpdatedNew).return_consumed_capacity(Total);
    let drawn = update.send().await.map_err(|error| broken("drawing a number", &error))?;
    spent("update", drawn.consumed_capacity());
    Row::stored(drawn.attributes.unwrap_or_default()).read_number("given")
}
