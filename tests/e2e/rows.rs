//! What stands in the table, read whole. No function can do that, so it is asked past them.

use std::collections::BTreeMap;

use reqwest::Client;
use serde_json::{Value, json};

use crate::portal::Portal;

/// A row: each attribute as text.
pub(crate) type Row = BTreeMap<String, String>;

/// Every row there is, in the order of its key.
///
/// # Panics
/// If the table is at AWS, which asks who one is.
pub(crate) async fn rows(portal: &Portal) -> Vec<Row> {
    let client = client();
    let (mut rows, mut from) = (Vec::new(), Value::Null);
    loop {
        let mut asked = json!({ "ConsistentRead": true });
        if !from.is_null() {
            asked["ExclusiveStartKey"] = from;
        }
        let page = ask(portal, &client, "Scan", asked).await;
        rows.extend(page["Items"].as_array().unwrap_or_else(|| panic!("no rows: {page}")).iter().map(row));
        from = page["LastEvaluatedKey"].clone();
        if from.is_null() {
            rows.sort_by_key(|row: &Row| (row["pk"].clone(), row["sk"].clone()));
            return rows;
        }
    }
}

/// Puts this row, with its attributes as `DynamoDB` writes them, or deletes it. Likewise.
pub(crate) async fn stand(portal: &Portal, row: &BTreeMap<String, Value>, stands: bool) {
    if stands {
        ask(portal, &client(), "PutItem", json!({ "Item": row })).await;
    } else {
        let key = json!({ "pk": row["pk"], "sk": row["sk"] });
        ask(portal, &client(), "DeleteItem", json!({ "Key": key })).await;
    }
}

/// A client of what is on this machine: it reads no certificates, which takes a while.
pub(crate) fn client() -> Client {
    Client::builder().tls_certs_only([]).build().expect("a client")
}

async fn ask(portal: &Portal, client: &Client, operation: &str, mut asked: Value) -> Value {
    asked["TableName"] = json!(portal.table());
    let request = client
        .post(portal.running().ports().table.expect("a table that is not at AWS"))
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("X-Amz-Target", format!("DynamoDB_20120810.{operation}"))
        .header("X-Amz-Date", "20260101T000000Z")
        .header("Authorization", UNCHECKED)
        .body(asked.to_string());
    let answer = request.send().await.expect("an answer").text().await.expect("a text");
    serde_json::from_str(&answer).expect("JSON")
}

/// The kinds of rows there are, one for each row, without what is there anyway: the portal, how far its announcements have
/// come, and what the gate was told.
pub(crate) fn kinds(rows: &[Row]) -> Vec<&str> {
    let kinds = rows.iter().filter_map(|row| row["pk"].split('#').next());
    kinds.filter(|kind| !["snapshot", "announcement", "carried"].contains(kind)).collect()
}

/// The emulators look whether a signature is there, and whose it is, and not whether it is right.
const UNCHECKED: &str = "AWS4-HMAC-SHA256 Credential=local/20260101/eu-north-1/dynamodb/aws4_request, \
    SignedHeaders=host, Signature=0";

fn row(item: &Value) -> Row {
    let text = |value: &Value| {
        let value = value.as_object().and_then(|typed| typed.values().next()).expect("a value");
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    item.as_object().expect("a row").iter().map(|(name, value)| (name.clone(), text(value))).collect()
}
