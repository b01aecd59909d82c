//! What a request or a waking comes to in numbers: counted where it happens, told once when it is over.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::present::Present;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Count {
    /// Waitlist entries that were confirmed.
    SignUps,
    /// Holds that were made.
    Holds,
    /// Paid bills that were recorded.
    Payments,
    /// Answers from 400 to 499.
    Refusals,
    /// How long a request took, in milliseconds.
    Latency,
    /// What the table charged, in request units.
    Units,
    /// Answers from 500 on, and wakings that failed.
    Failures,
    /// Webhooks whose signature was not good.
    WebhooksRefused,
    /// Holds whose end passed more than an hour ago, and that are not settled.
    HoldsUnresolved,
}

/// The numbers of one request or waking. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally(Arc<Mutex<BTreeMap<Count, f64>>>);

impl Tally {
    /// So much more of it.
    pub(crate) fn add(&self, count: Count, amount: f64) {
        // Every number is whole between two additions, so a panic elsewhere cannot have left half of one.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(count).or_default() += amount;
    }

    /// What there is so far.
    pub(crate) fn counts(&self) -> BTreeMap<Count, f64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One more of it, in what is being done.
pub(crate) fn one(count: Count) {
    add(count, 1.0);
}

/// So much more of it, in what is being done.
pub(crate) fn add(count: Count, amount: f64) {
    Present::now().tally.add(count, amount);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::on_behalf_of;

    #[tokio::test]
    async fn what_a_spawned_task_does_counts_for_who_spawned_it_if_it_is_told() {
        let present = Present::default();
        let work = async {
            one(Count::Holds);
            let there = async { add(Count::Units, 1.5) };
            tokio::spawn(Present::now().during(there)).await.unwrap();
            on_behalf_of(None, async { add(Count::Units, 2.0) }).await;
        };
        present.clone().during(work).await;
        assert_eq!(present.tally.counts(), [(Count::Holds, 1.0), (Count::Units, 3.5)].into());
    }

    #[tokio::test]
    async fn outside_of_everything_nothing_is_counted() {
        one(Count::Holds);
        assert_eq!(Present::now().tally.counts(), BTreeMap::new());
    }
}
