//! What wakes a Lambda: a request, the table's stream, or a schedule; told apart by the event's JSON.

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Default, Deserialize)]
struct Event {
    /// Only a request has one.
    #[serde(rename = "requestContext")]
    request: Option<IgnoredAny>,
    #[serde(rename = "Records", default)]
    records: Vec<Record>,
    /// What a schedule asks the reconciler for: errands, and nothing else.
    #[serde(default)]
    errands: bool,
}

#[derive(Deserialize)]
struct Record {
    dynamodb: Change,
}

#[derive(Deserialize)]
struct Change {
    #[serde(rename = "Keys")]
    keys: Keys,
}

#[derive(Deserialize)]
struct Keys {
    pk: Text,
}

#[derive(Deserialize)]
struct Text {
    #[serde(rename = "S")]
    text: String,
}

/// Whether this is somebody's request.
pub(crate) fn is_request(event: &str) -> bool {
    read(event).request.is_some()
}

/// Whether only errands are to be done.
pub(crate) fn is_for_errands(event: &str) -> bool {
    read(event).errands
}

/// The ids of the mails that the stream tells of.
pub(crate) fn mails_in(event: &str) -> Vec<String> {
    let keys = read(event).records.into_iter().map(|record| record.dynamodb.keys.pk.text);
    keys.filter_map(|pk| pk.strip_prefix("mail#").map(str::to_owned)).collect()
}

/// What does not read is a waking like a schedule's.
fn read(event: &str) -> Event {
    serde_json::from_str(event).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_the_stream_and_schedules_are_told_apart() {
        let request = r#"{"version":"2.0","routeKey":"$default","requestContext":{"http":{"method":"GET"}}}"#;
        let stream = r#"{"Records":[
            {"eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"mail#abc"},"sk":{"S":"mail"}},"SequenceNumber":"1"}},
            {"eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"seats#august"},"sk":{"S":"counter"}}}}]}"#;
        let schedule = r#"{"version":"0","detail-type":"Scheduled Event","source":"aws.events","detail":{}}"#;
        let errands = r#"{"errands": true}"#;
        let others = [stream, schedule, "{}", "nonsense", r#"{"errands": false}"#];
        assert!(is_request(request) && !is_for_errands(request));
        assert!(is_for_errands(errands) && !is_request(errands));
        assert!(!others.into_iter().any(|event| is_request(event) || is_for_errands(event)));
        assert_eq!(mails_in(stream), ["abc"]);
        assert!([request, schedule, errands, "nonsense"].into_iter().all(|event| mails_in(event).is_empty()));
    }
}
