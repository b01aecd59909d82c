//! Where log lines go. They hold no address, token or secret; paths stand without their query.

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// As JSON, one line each, to stdout: what a Lambda's log group reads.
pub(crate) fn as_json() {
    tracing_subscriber::fmt().json().with_target(false).with_current_span(false).init();
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
