//! Moved time that people wait in.
//!
//! Each person is a task that does something and waits for an instant. When everybody waits, whoever leads the
//! rehearsal moves the clock to the next instant that somebody waits for, does what happens by itself, and wakes
//! those whose time has come: all of them at once, as at an opening.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use functions::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, oneshot};

/// Instants are whole minutes, so that people meet.
const MINUTE: i64 = 60;

/// The instants that people wait for; its clones share them.
#[derive(Clone)]
pub(super) struct Timetable(Arc<Inner>);

struct Inner {
    clock: Clock,
    state: Mutex<State>,
    all_wait: Notify,
}

#[derive(Default)]
struct State {
    /// How many are doing something.
    awake: usize,
    waiting: BTreeMap<Timestamp, Vec<oneshot::Sender<()>>>,
}

/// Somebody takes part for as long as this lives.
pub(super) struct Part(Timetable);

impl Timetable {
    /// An empty one, by this clock.
    pub(super) fn new(clock: Clock) -> Self {
        Self(Arc::new(Inner { clock, state: Mutex::default(), all_wait: Notify::new() }))
    }

    pub(super) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// One more takes part, awake.
    pub(super) fn join(&self) -> Part {
        self.lock().awake += 1;
        Part(self.clone())
    }

    /// When everybody waits: the next instant that somebody waits for; none if nobody does.
    pub(super) async fn next(&self) -> Option<Timestamp> {
        loop {
            let told = self.0.all_wait.notified();
            {
                let state = self.lock();
                if state.awake == 0 {
                    return state.waiting.keys().next().copied();
                }
            }
            told.await;
        }
    }

    /// Wakes those whose time has come at `now`.
    pub(super) fn wake(&self, now: Timestamp) {
        let mut state = self.lock();
        let later = state.waiting.split_off(&(now + SignedDuration::from_secs(1)));
        let due = std::mem::replace(&mut state.waiting, later);
        for sleeper in due.into_values().flatten() {
            // One who is gone has counted themselves out.
            if sleeper.send(()).is_ok() {
                state.awake += 1;
            }
        }
    }

    fn sleep(&self) {
        let mut state = self.lock();
        state.awake = state.awake.saturating_sub(1);
        if state.awake == 0 {
            self.0.all_wait.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each step is one change, so a panic elsewhere cannot have left half of one.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    /// Waits until the clock has come to `instant`, or to the minute after.
    pub(super) async fn until(&self, instant: Timestamp) {
        let timetable = &self.0;
        let second = instant.as_second();
        let minute = Timestamp::from_second(second + (-second).rem_euclid(MINUTE)).unwrap_or(instant);
        if minute <= timetable.now() {
            return;
        }
        let (sleeper, woken) = oneshot::channel();
        timetable.lock().waiting.entry(minute).or_default().push(sleeper);
        timetable.sleep();
        // Fails only if the timetable is gone, and then there is nothing to wait for.
        let _ = woken.await;
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.0.sleep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[tokio::test]
    async fn people_wake_in_order_of_time_and_the_clock_waits_for_them() {
        let (clock, order) = (Clock::default(), Arc::new(Mutex::new(Vec::new())));
        clock.stop_at(at(0));
        let timetable = Timetable::new(clock.clone());
        for (name, times) in [("a", [120, 300]), ("b", [61, 130]), ("c", [240, 240])] {
            let (part, order) = (timetable.join(), Arc::clone(&order));
            tokio::spawn(async move {
                for time in times {
                    part.until(at(time)).await;
                    order.lock().unwrap().push((part.0.now().as_second(), name));
                }
            });
        }
        while let Some(instant) = timetable.next().await {
            clock.stop_at(instant);
            timetable.wake(instant);
        }
        let mut order = order.lock().unwrap().clone();
        assert!(order.is_sorted_by_key(|(second, _)| *second), "{order:?}");
        order.sort_unstable();
        assert_eq!(order, [(120, "a"), (120, "b"), (180, "b"), (240, "c"), (240, "c"), (300, "a")]);
    }
}
