//! The switches: what is to go wrong next, as somebody at the dashboard or a test wishes. They are not kept between
//! runs.

mod calls;
mod webhooks;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub(super) use self::calls::{FATES as CALL_FATES, Plan};
pub(super) use self::webhooks::{FATES as WEBHOOK_FATES, Fate, Hold, Passed};
use crate::serve::trouble::Mishap;

/// How the switches stand.
#[derive(Debug, Default)]
pub(super) struct Switches(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    calls: Vec<Plan>,
    webhooks: webhooks::Plans,
}

impl Switches {
    /// What happens to this call, if it was planned.
    pub(super) fn next_call(&self, method: &str, path: &str) -> Option<Mishap> {
        calls::next(&mut self.lock().calls, method, path)
    }

    /// From now on this happens to calls.
    pub(super) fn plan_calls(&self, plan: Plan) {
        self.lock().calls.push(plan);
    }

    /// What is planned for calls.
    pub(super) fn planned_calls(&self) -> Vec<Plan> {
        self.lock().calls.clone()
    }

    /// What of these events is told now, in which order, and what later.
    pub(super) fn pass(&self, events: Vec<String>) -> Passed {
        self.lock().webhooks.pass(events)
    }

    /// Holds back all events from now on, or holds back no more.
    pub(super) fn hold(&self, hold: Hold) {
        self.lock().webhooks.hold = hold;
    }

    /// This happens to the next so many events.
    pub(super) fn plan_webhooks(&self, fate: Fate, times: usize) {
        self.lock().webhooks.plan(fate, times);
    }

    /// The events that are held back, in the order in which they happened.
    pub(super) fn held(&self) -> Vec<String> {
        self.lock().webhooks.held.clone()
    }

    /// Whether events are held back.
    pub(super) fn holds(&self) -> bool {
        self.lock().webhooks.hold == Hold::Yes
    }

    /// Lets go of these events, or of all that are held back.
    pub(super) fn release(&self, events: &[String]) -> Vec<String> {
        self.lock().webhooks.release(events)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each switch is whole by itself, so a panic elsewhere has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
