//! What stands in the embedded table, read whole. No function can do that, so it is asked past them.

use std::collections::BTreeMap;

use reqwest::Client;
use serde_json::{Value, json};

use crate::portal::Portal;

/// A row: each attribute as text.
pub(crate) type Row = BTreeMap<String, String>;

/// Every row there is, in the order of its key.
///
/// # Panics
/// If the data are not embedded: another `DynamoDB` asks who one is.
pub(crate) async fn rows(portal: &Portal) -> Vec<Row> {
    let url = portal.running().ports().table.expect("an embedded table");
    let request = Client::builder().tls_certs_only([]).build().expect("a client").post(url);
    let request = request
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("X-Amz-Target", "DynamoDB_20120810.Scan")
        .header("X-Amz-Date", "20260101T000000Z")
        .header("Authorization", UNCHECKED)
        .body(json!({ "TableName": "terskel" }).to_string());
    let answer = request.send().await.expect("an answer").text().await.expect("an answer");
    let found: Value = serde_json::from_str(&answer).expect("JSON");
    assert!(found["LastEvaluatedKey"].is_null(), "more rows than one page holds");
    let mut rows: Vec<Row> =
        found["Items"].as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(row).collect();
    rows.sort_by_key(|row| (row["pk"].clone(), row["sk"].clone()));
    rows
}

/// The kinds of rows there are, one for each row, without what is there anyway: the portal, and how far its announcements
/// have come.
pub(crate) fn kinds(rows: &[Row]) -> Vec<&str> {
    let kinds = rows.iter().filter_map(|row| row["pk"].split('#').next());
    kinds.filter(|kind| !["snapshot", "announcement"].contains(kind)).collect()
}

/// The embedded table looks whether a signature is there, and at nothing in it.
const UNCHECKED: &str =
    "AWS4-HMAC-SHA256 Credential=local/20260101/eu-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

fn row(item: &Value) -> Row {
    let text = |value: &Value| {
        let value = value.as_object().and_then(|typed| typed.values().next()).expect("a value");
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    item.as_object().expect("a row").iter().map(|(name, value)| (name.clone(), text(value))).collect()
}
