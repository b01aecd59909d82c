//! Where log lines go. They hold no address, token or secret; paths stand without their query.

use std::fmt::Debug;

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::clock::Clock;
use crate::present::Present;
use crate::request_id::RequestId;

/// As JSON to stdout: what a Lambda's log group reads. `function` is the Lambda's name.
pub(crate) fn as_json(function: &'static str) {
    let lines = JsonLines::new(function, print);
    tracing_subscriber::registry().with(lines.with_filter(LevelFilter::INFO)).init();
}

/// Nowhere: where faults are on purpose, and what comes of them is told otherwise. Once more changes nothing.
pub fn to_nowhere() {
    // Where another subscriber was set before, it serves as well.
    let _ = tracing_subscriber::registry().try_init();
}

/// Our own warnings and errors as text on stderr, for `terskel serve`; once more changes nothing.
pub fn to_terminal() {
    let lines =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false).without_time();
    let ours = Targets::new().with_target("functions", tracing::Level::WARN);
    // Where another subscriber was set before, it serves as well.
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
}

/// A line to stdout, whole.
#[expect(clippy::print_stdout, reason = "the door to a Lambda's log group")]
pub(crate) fn print(line: &str) {
    println!("{line}");
}

/// Every event as one line of JSON with flat fields: `timestamp`, `level`, `function`, `request` if it is known, and what
/// the event says, its text under `message`.
pub struct JsonLines<Write> {
    function: &'static str,
    write: Write,
}

impl<Write: Fn(&str)> JsonLines<Write> {
    /// Lines of this function, given to `write` one by one.
    pub fn new(function: &'static str, write: Write) -> Self {
        Self { function, write }
    }
}

impl<S, Write> Layer<S> for JsonLines<Write>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    Write: Fn(&str) + 'static,
{
    /// The runtime names the request in a span of its own, within which it tells what came of it.
    fn on_new_span(&self, span: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut told = Line(Map::new());
        span.record(&mut told);
        let request = told.0.get("requestId").and_then(Value::as_str).and_then(RequestId::parse);
        if let (Some(request), Some(span)) = (request, context.span(id)) {
            span.extensions_mut().insert(request);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let of_runtime =
            || context.event_scope(event)?.find_map(|span| span.extensions().get::<RequestId>().cloned());
        let mut line = Line(Map::new());
        line.put("timestamp", Clock::default().now().to_string());
        line.put("level", event.metadata().level().as_str());
        line.put("function", self.function);
        if let Some(request) = Present::now().request.or_else(of_runtime) {
            line.put("request", request.as_str());
        }
        event.record(&mut line);
        (self.write)(&Value::Object(line.0).to_string());
    }
}

struct Line(Map<String, Value>);

impl Line {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.put(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field.name(), value);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::present::on_behalf_of;

    /// What `work` logs, line by line, without the time.
    async fn logged(work: impl Future<Output = ()>) -> Vec<String> {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        let layer = JsonLines::new("outbox", move |line: &str| kept.lock().unwrap().push(line.to_owned()));
        let guard = tracing::subscriber::set_default(
            tracing_subscriber::registry().with(layer.with_filter(LevelFilter::INFO)),
        );
        work.await;
        drop(guard);
        let lines = lines.lock().unwrap().clone();
        let timeless = |line: &String| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            let time = line.as_object_mut().unwrap().remove("timestamp").unwrap();
            time.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
            line.to_string()
        };
        lines.iter().map(timeless).collect()
    }

    #[tokio::test]
    async fn each_event_is_one_line_with_flat_fields_that_names_its_request() {
        let work = async {
            tracing::error!(kind = "end", failures = 3, error = %"no\n\"answer\"", "an errand waits");
            tracing::debug!("not told");
        };
        let lines = logged(on_behalf_of(RequestId::parse("abc=="), work)).await;
        let expected = concat!(
            r#"{"error":"no\n\"answer\"","failures":3,"function":"outbox","kind":"end","level":"ERROR","#,
            r#""message":"an errand waits","request":"abc=="}"#,
        );
        assert_eq!(lines, [expected]);
    }

    #[tokio::test]
    async fn who_acts_for_a_request_names_it_and_then_again_their_own() {
        let work = async {
            tracing::info!("woken");
            on_behalf_of(RequestId::parse("the-buyers"), async { tracing::info!("sent") }).await;
            on_behalf_of(None, async { tracing::info!("of nobody") }).await;
        };
        let runtime = async {
            tracing::info_span!("invoke", requestId = "lambdas").in_scope(|| tracing::info!("over"));
        };
        let lines = logged(on_behalf_of(RequestId::parse("the-wakings"), work)).await;
        let request = |line: &String| serde_json::from_str::<Value>(line).unwrap()["request"].clone();
        let requests: Vec<Value> = lines.iter().map(request).collect();
        assert_eq!(requests, ["the-wakings", "the-buyers", "the-wakings"]);
        assert_eq!(logged(runtime).await.iter().map(request).collect::<Vec<_>>(), ["lambdas"]);
    }
}
