//! When events are told: at once; again after a while, if the portal did not take them; and with what goes wrong on
//! the way, if there is to be trouble.

use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use super::Desk;
use super::books::Event;
use crate::serve::trouble::Mishap;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// For so long the provider tries, in seconds. Source: docs.stripe.com/webhooks, "Automatic retries": up to three
/// days, with waits that grow.
const TRIES_FOR: i64 = 72 * HOUR;
/// How long it waits after the first attempt; each wait is three times as long as the one before.
const FIRST_WAIT: i64 = 5 * MINUTE;
/// The longest of its waits.
const LONGEST_WAIT: i64 = 12 * HOUR;

/// Events that are to be told later.
#[derive(Debug, Default)]
pub(super) struct Later {
    /// From which second on, and which; in no order.
    waiting: Mutex<Vec<(i64, String)>>,
    /// How many tasks are telling something now.
    telling: watch::Sender<usize>,
}

impl Later {
    fn put(&self, second: i64, event: &str) {
        self.lock().push((second, event.to_owned()));
    }

    /// What is due at `second`, in order of time.
    fn take(&self, second: i64) -> Vec<String> {
        let mut due: Vec<(i64, String)> = self.lock().extract_if(.., |(from, _)| *from <= second).collect();
        due.sort_by_key(|(from, _)| *from);
        due.into_iter().map(|(_, event)| event).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(i64, String)>> {
        // An entry is pushed whole, so a panic elsewhere cannot have left half of one.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Sends these events, in their order, and writes down how it went.
    pub(super) async fn deliver(&self, events: Vec<String>) {
        let passed = self.switches().pass(events);
        let later = self.now().as_second() + HOUR;
        passed.later.iter().for_each(|id| self.later().put(later, id));
        for id in passed.now {
            if self.comes_through(&id) {
                self.tell(&id).await;
            }
        }
    }

    /// Sends these events while the caller already has its answer, as the provider does.
    pub(super) fn deliver_later(&self, events: Vec<String>) {
        if !events.is_empty() {
            let desk = self.clone();
            desk.later().telling.send_modify(|count| *count += 1);
            tokio::spawn(async move {
                desk.deliver(events).await;
                desk.later().telling.send_modify(|count| *count -= 1);
            });
        }
    }

    /// Does what is due, and sends what was held back and what was not taken, as far as its time has come; then all
    /// is told that is due.
    pub(crate) async fn deliver_due(&self) {
        // The sender lives as long as the desk, so the wait cannot fail.
        let _ = self.later().telling.subscribe().wait_for(|count| *count == 0).await;
        if self.is_behind() {
            // Where the books cannot be kept, the next call that changes them answers so.
            let events = self.change(|_| Ok(())).map(|((), events)| events).unwrap_or_default();
            self.deliver(events).await;
        }
        for id in self.later().take(self.now().as_second()) {
            self.tell(&id).await;
        }
    }

    /// Whether an event is told now; one that is held back is put off.
    fn comes_through(&self, id: &str) -> bool {
        let (now, trouble) = (self.now().as_second(), self.trouble());
        let within = |bound: i64| i64::try_from(trouble.below(bound.unsigned_abs())).unwrap_or_default();
        match trouble.of_webhook() {
            None => true,
            Some(Mishap::WebhookTwice) => {
                self.later().put(now + MINUTE + within(HOUR), id);
                true
            }
            Some(Mishap::WebhookOvertaken) => {
                self.later().put(now + 1 + within(2 * MINUTE), id);
                false
            }
            Some(Mishap::WebhookLate) => {
                self.later().put(now + HOUR + within(36 * HOUR), id);
                false
            }
            Some(_) => false,
        }
    }

    /// Sends an event once, and puts it off if it is not taken. One that nobody asked for is not sent.
    pub(super) async fn tell(&self, id: &str) {
        let find = |event: &&Event| event.id == id;
        let Some(event) = self.shelf().look(|kept| kept.events.iter().rev().find(find).cloned()) else {
            return;
        };
        if !event.wanted {
            return;
        }
        let now = self.now();
        let delivery = self.receiver().send(event.body, now).await;
        let next = now.as_second() + wait_after(event.deliveries.len());
        if !delivery.is_taken() && next <= event.created + TRIES_FOR {
            self.later().put(next, id);
        }
        // Where the books cannot be kept, the next call that changes them answers so.
        let _ = self.shelf().note(id, delivery);
    }
}

/// How long the provider waits when an attempt failed and so many had failed before, in seconds.
fn wait_after(attempts: usize) -> i64 {
    let times = u32::try_from(attempts).ok().and_then(|attempts| 3_i64.checked_pow(attempts));
    times.and_then(|times| FIRST_WAIT.checked_mul(times)).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_until_they_are_half_a_day() {
        let waits: Vec<i64> = [0, 1, 2, 5, 100].into_iter().map(wait_after).collect();
        assert_eq!(waits, [5 * MINUTE, 15 * MINUTE, 45 * MINUTE, 12 * HOUR, 12 * HOUR]);
    }

    #[test]
    fn what_is_due_is_taken_once_and_in_order() {
        let later = Later::default();
        for (second, id) in [(30, "c"), (10, "a"), (20, "b")] {
            later.put(second, id);
        }
        assert_eq!((later.take(9), later.take(20)), (vec![], vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!((later.take(30), later.take(30)), (vec!["c".to_owned()], vec![]));
    }
}
