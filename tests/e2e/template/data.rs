//! Data are kept, and nothing is kept for longer than it must be.

use functions::store::table::{DUE_INDEX, TTL_ATTRIBUTE};
use serde_json::json;

use super::Template;

#[test]
fn the_table_is_the_one_that_the_functions_expect() {
    let template = Template::read();
    let table = template.properties("Table");
    assert_eq!(table["TimeToLiveSpecification"], json!({"AttributeName": TTL_ATTRIBUTE, "Enabled": true}));
    let index = &table["GlobalSecondaryIndexes"][0];
    assert_eq!(index["IndexName"], DUE_INDEX);
    assert_eq!(index["Projection"]["ProjectionType"], "KEYS_ONLY");
    let keys = |schema: &serde_json::Value| {
        [0, 1].map(|number| schema[number]["AttributeName"].as_str().expect("a name").to_owned())
    };
    assert_eq!(keys(&table["KeySchema"]), ["pk", "sk"]);
    assert_eq!(keys(&index["KeySchema"]), ["due", "due_at"]);
    assert_eq!(table["BillingMode"], "PAY_PER_REQUEST");
}

#[test]
fn nothing_deletes_the_table_by_mistake_and_a_mistake_in_it_can_be_undone() {
    let template = Template::read();
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        assert_eq!(template.at(&format!("/Resources/Table/{policy}")), "Retain");
    }
    let table = template.properties("Table");
    assert_eq!(table["DeletionProtectionEnabled"], true);
    assert_eq!(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true);
}

#[test]
fn each_log_is_a_functions_own_and_ends() {
    let template = Template::read();
    let functions = template.all("Lambda::Function");
    for (name, function) in &functions {
        assert_eq!(function["LoggingConfig"]["LogGroup"], json!({"Ref": format!("{name}Log")}));
    }
    let logs = template.all("Logs::LogGroup");
    assert_eq!(logs.len(), functions.len());
    for (name, log) in logs {
        assert_eq!(log["RetentionInDays"], json!({"Ref": "LogDays"}), "{name}");
    }
}

#[test]
fn ten_alarms_and_nine_metrics_are_as_many_as_are_free() {
    let template = Template::read();
    let alarms = template.all("CloudWatch::Alarm");
    assert!(alarms.len() <= 10, "{} alarms", alarms.len());
    for (name, alarm) in alarms {
        assert_eq!(alarm["AlarmActions"], json!([{"Ref": "AlarmTopic"}]), "{name}");
        assert_eq!(alarm["TreatMissingData"], "notBreaching", "{name}");
    }
}
