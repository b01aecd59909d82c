//! How many mails are handed over at once, and when the next ones are.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

/// A pace within the provider's rate. It begins with one mail and doubles while all goes well, so that a provider who
/// does not answer leaves few in doubt.
pub(super) struct Pace {
    most: usize,
    next: usize,
    /// How long a batch of `most` takes; none if the provider has no rate.
    per_batch: Option<Duration>,
    begun: Instant,
}

/// As many at once where the provider has no rate of its own.
const WITHOUT_RATE: usize = 32;

impl Pace {
    /// A pace of so many mails in a second.
    pub(super) fn new(per_second: Option<NonZeroU32>) -> Self {
        let most = per_second.map_or(WITHOUT_RATE, |rate| usize::try_from(rate.get()).unwrap_or(usize::MAX));
        let per_batch = per_second.map(|_| Duration::from_secs(1));
        Self { most, next: 1, per_batch, begun: Instant::now() }
    }

    /// How many may be handed over now.
    pub(super) fn size(&self) -> usize {
        self.next
    }

    /// Waits until the next ones may be, after a batch that went well.
    pub(super) async fn rest(&mut self) {
        if let Some(per_batch) = self.per_batch {
            tokio::time::sleep(per_batch.saturating_sub(self.begun.elapsed())).await;
        }
        self.begun = Instant::now();
        self.next = (self.next * 2).min(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_begins_with_one_and_doubles_up_to_the_rate() {
        let mut pace = Pace { per_batch: None, ..Pace::new(NonZeroU32::new(5)) };
        let mut sizes = Vec::new();
        for _ in 0..5 {
            sizes.push(pace.size());
            pace.rest().await;
        }
        assert_eq!(sizes, [1, 2, 4, 5, 5]);
    }
}
