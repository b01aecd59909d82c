//! Metrics as log lines, from which `CloudWatch` takes them: the embedded metric format.
//!
//! Source: "Specification: Embedded metric format" in Amazon's `CloudWatch` user guide. What stands beside the metrics is
//! not charged as one: whose line it is.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::present::Present;
use crate::tally::Count;

/// Of whom a line tells.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The one dimension: the stack's name.
    pub portal: String,
    /// The Lambda's name.
    pub function: &'static str,
}

impl Count {
    /// Its name and its unit at `CloudWatch`.
    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::SignUps => ("SignUps", "Count"),
            Self::Holds => ("Holds", "Count"),
            Self::Payments => ("Payments", "Count"),
            Self::Refusals => ("Refusals", "Count"),
            Self::Latency => ("Latency", "Milliseconds"),
            Self::Units => ("Units", "Count"),
            Self::Failures => ("Failures", "Count"),
            Self::WebhooksRefused => ("WebhooksRefused", "Count"),
            Self::HoldsUnresolved => ("HoldsUnresolved", "Count"),
        }
    }
}

/// The line that tells what a request or a waking came to, over at `at`.
pub(crate) fn line(source: &Source, present: &Present, at: Timestamp) -> String {
    let counts = present.tally.counts();
    let metrics: Vec<Value> = counts
        .keys()
        .map(|count| {
            let (name, unit) = count.named();
            json!({ "Name": name, "Unit": unit })
        })
        .collect();
    let mut line = json!({
        "_aws": {
            "Timestamp": at.as_millisecond(),
            "CloudWatchMetrics": [{ "Namespace": "Terskel", "Dimensions": [["Portal"]], "Metrics": metrics }],
        },
        "Portal": source.portal,
        "function": source.function,
    });
    if let Some(request) = &present.request {
        line["request"] = json!(request.as_str());
    }
    for (count, amount) in counts {
        line[count.named().0] = json!(amount);
    }
    line.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request_id::RequestId;

    const EVERY: [Count; 9] = [
        Count::SignUps,
        Count::Holds,
        Count::Payments,
        Count::Refusals,
        Count::Latency,
        Count::Units,
        Count::Failures,
        Count::WebhooksRefused,
        Count::HoldsUnresolved,
    ];

    fn source() -> Source {
        Source { portal: "terskel-live".to_owned(), function: "checkout" }
    }

    fn at() -> Timestamp {
        "2026-08-18T12:00:00.250Z".parse().unwrap()
    }

    #[test]
    fn a_line_tells_each_number_with_its_unit_under_the_one_dimension() {
        let present = Present { request: RequestId::parse("abc=="), ..Present::default() };
        present.tally.add(Count::Holds, 1.0);
        present.tally.add(Count::Units, 9.5);
        present.tally.add(Count::Latency, 12.25);
        let expected = concat!(
            r#"{"Holds":1.0,"Latency":12.25,"Portal":"terskel-live","Units":9.5,"#,
            r#""_aws":{"CloudWatchMetrics":[{"Dimensions":[["Portal"]],"Metrics":["#,
            r#"{"Name":"Holds","Unit":"Count"},{"Name":"Latency","Unit":"Milliseconds"},"#,
            r#"{"Name":"Units","Unit":"Count"}],"Namespace":"Terskel"}],"Timestamp":1787054400250},"#,
            r#""function":"checkout","request":"abc=="}"#,
        );
        assert_eq!(line(&source(), &present, at()), expected);
    }

    #[test]
    fn there_are_at_most_ten_metrics_and_each_has_a_value() {
        let present = Present::default();
        for count in EVERY {
            present.tally.add(count, 0.0);
        }
        let told: Value = serde_json::from_str(&line(&source(), &present, at())).unwrap();
        let directive = &told["_aws"]["CloudWatchMetrics"][0];
        let metrics = directive["Metrics"].as_array().unwrap();
        assert_eq!(metrics.len(), EVERY.len());
        for metric in metrics {
            assert!(told[metric["Name"].as_str().unwrap()].is_number(), "{metric}");
        }
        for dimension in directive["Dimensions"][0].as_array().unwrap() {
            assert!(told[dimension.as_str().unwrap()].is_string(), "{dimension}");
        }
    }

    #[test]
    fn every_number_that_an_alarm_waits_for_is_told() {
        let template = include_str!("../../infra/template.yaml");
        let ours = template.split("Namespace: Terskel\n").skip(1);
        let awaited: Vec<&str> =
            ours.filter_map(|rest| rest.lines().next()?.trim().strip_prefix("MetricName: ")).collect();
        assert_eq!(awaited.len(), 3, "{awaited:?}");
        let told = EVERY.map(|count| count.named().0);
        assert!(awaited.iter().all(|name| told.contains(name)), "{awaited:?}");
    }
}
