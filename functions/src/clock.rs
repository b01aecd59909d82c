//! The one place that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// The system's clock, or one that was moved: `terskel serve --now`, and tests.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_seconds: Arc<AtomicI64>,
}

impl Clock {
    /// The present instant on this clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.ahead_seconds.load(Ordering::Relaxed));
        system_now().saturating_add(ahead).unwrap_or(Timestamp::MAX)
    }

    /// Moves this clock, and all its clones, so that it now shows `instant` to the second; it runs on from there.
    pub fn set(&self, instant: Timestamp) {
        let ahead = instant.as_second() - system_now().as_second();
        self.ahead_seconds.store(ahead, Ordering::Relaxed);
    }
}

#[expect(clippy::disallowed_methods, reason = "the door to the system's clock")]
fn system_now() -> Timestamp {
    Timestamp::now()
}
