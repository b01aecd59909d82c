//! The one place that asks what time it is.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};

/// The system's clock, or one that was moved: `terskel serve --now`, and tests. Clones share their time.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<RwLock<Reading>>);

/// How the time is read.
#[derive(Clone, Copy, Debug)]
enum Reading {
    /// The system's time and so much more.
    Ahead(SignedDuration),
    /// Always this instant.
    Stopped(Timestamp),
}

impl Default for Reading {
    fn default() -> Self {
        Self::Ahead(SignedDuration::ZERO)
    }
}

impl Clock {
    /// The present instant on this clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        // A reading is one plain value, so a panic elsewhere cannot have left half of one.
        match *self.0.read().unwrap_or_else(PoisonError::into_inner) {
            Reading::Ahead(ahead) => system_now().saturating_add(ahead).unwrap_or(Timestamp::MAX),
            Reading::Stopped(instant) => instant,
        }
    }

    /// Moves this clock so that it now shows `instant`; it runs on from there.
    pub fn set(&self, instant: Timestamp) {
        self.read_as(Reading::Ahead(instant.duration_since(system_now())));
    }

    /// Moves this clock to `instant` and stops it there.
    pub fn stop_at(&self, instant: Timestamp) {
        self.read_as(Reading::Stopped(instant));
    }

    /// By how much this clock is ahead of the system's.
    #[must_use]
    pub fn ahead(&self) -> SignedDuration {
        self.now().duration_since(system_now())
    }

    /// A clock that is ahead of the system's by this much.
    #[must_use]
    pub fn ahead_by(ahead: SignedDuration) -> Self {
        Self(Arc::new(RwLock::new(Reading::Ahead(ahead))))
    }

    fn read_as(&self, reading: Reading) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = reading;
    }
}

#[expect(clippy::disallowed_methods, reason = "the door to the system's clock")]
fn system_now() -> Timestamp {
    Timestamp::now()
}
