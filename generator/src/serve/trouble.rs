//! Trouble: how the stand-ins fail on purpose, so that it shows what the portal makes of it.
//!
//! Off until it is begun; its clones share it, so it can begin and end while a portal is served.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::dice::{Dice, Share};

/// What can go wrong with a company that one depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mishap {
    /// A call to the payment provider failed before anything was done.
    CallNotDone,
    /// A call was done, and answered as if it had not been; under its idempotency key it is answered so from then on.
    CallUnanswered,
    /// A call was done, and its answer was cut short.
    CallHalfAnswered,
    /// A call was refused for now.
    CallRefused,
    /// A call took its time.
    CallSlow,
    /// A webhook never came, however often it was tried.
    WebhookLost,
    /// A webhook came twice.
    WebhookTwice,
    /// A webhook came hours late.
    WebhookLate,
    /// A webhook was overtaken by those after it.
    WebhookOvertaken,
    /// The mail provider did not work.
    MailNotDone,
    /// The mail provider refused a mail for now.
    MailRefused,
    /// The mail provider took a mail, and answered as if it had not.
    MailUnanswered,
}

/// What may happen to a call, and how often in proportion to the others. A refusal for now makes the caller wait in
/// real time, so there are few.
const OF_CALLS: &[(Mishap, u64)] = &[
    (Mishap::CallNotDone, 7),
    (Mishap::CallUnanswered, 5),
    (Mishap::CallHalfAnswered, 4),
    (Mishap::CallRefused, 1),
    (Mishap::CallSlow, 3),
];
const OF_WEBHOOKS: &[(Mishap, u64)] = &[
    (Mishap::WebhookLost, 2),
    (Mishap::WebhookTwice, 1),
    (Mishap::WebhookLate, 2),
    (Mishap::WebhookOvertaken, 1),
];
const OF_MAILS: &[(Mishap, u64)] =
    &[(Mishap::MailNotDone, 1), (Mishap::MailRefused, 1), (Mishap::MailUnanswered, 1)];

/// How often the stand-ins fail, and how often they have.
#[derive(Clone, Debug, Default)]
pub struct Trouble(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    rate: Share,
    /// Dice of their own for each, so that one more mail changes nothing for the calls.
    calls: Dice,
    webhooks: Dice,
    mails: Dice,
    met: BTreeMap<Mishap, u64>,
}

impl Trouble {
    /// From now on this share of calls, webhooks and mails goes wrong.
    pub fn begin(&self, rate: Share, seed: u64) {
        let mut state = self.lock();
        let dice = Dice::new(seed);
        state.rate = rate;
        [state.calls, state.webhooks, state.mails] = [1, 2, 3].map(|number| dice.for_number(number));
    }

    /// From now on nothing more goes wrong.
    pub fn end(&self) {
        self.lock().rate = Share::NONE;
    }

    /// What has gone wrong so far, and how often.
    #[must_use]
    pub fn met(&self) -> Vec<(Mishap, u64)> {
        self.lock().met.iter().map(|(mishap, count)| (*mishap, *count)).collect()
    }

    /// What happens to the next call, if anything.
    pub(super) fn of_call(&self) -> Option<Mishap> {
        self.lock().fate(|state| &mut state.calls, OF_CALLS)
    }

    /// What happens to the next webhook, if anything.
    pub(super) fn of_webhook(&self) -> Option<Mishap> {
        self.lock().fate(|state| &mut state.webhooks, OF_WEBHOOKS)
    }

    /// What happens to the next mail, if anything.
    pub(super) fn of_mail(&self) -> Option<Mishap> {
        self.lock().fate(|state| &mut state.mails, OF_MAILS)
    }

    /// A number below `bound`, for how long something is held back.
    pub(super) fn below(&self, bound: u64) -> u64 {
        self.lock().webhooks.below(bound)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each field is whole by itself, so a panic elsewhere has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn fate(&mut self, dice: impl Fn(&mut Self) -> &mut Dice, among: &[(Mishap, u64)]) -> Option<Mishap> {
        let rate = self.rate;
        if rate == Share::NONE || !dice(self).says(rate) {
            return None;
        }
        let mut left = dice(self).below(among.iter().map(|(_, weight)| weight).sum());
        let drawn = among.iter().find(|(_, weight)| {
            let found = left < *weight;
            left = left.saturating_sub(*weight);
            found
        });
        let mishap = drawn.map(|(mishap, _)| *mishap)?;
        *self.met.entry(mishap).or_default() += 1;
        Some(mishap)
    }
}

impl Mishap {
    /// What happened, in a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::CallNotDone => "calls that failed",
            Self::CallUnanswered => "calls done, but answered 500",
            Self::CallHalfAnswered => "calls done, but cut off",
            Self::CallRefused => "calls refused for now",
            Self::CallSlow => "calls that were slow",
            Self::WebhookLost => "webhooks that never came",
            Self::WebhookTwice => "webhooks that came twice",
            Self::WebhookLate => "webhooks hours late",
            Self::WebhookOvertaken => "webhooks out of order",
            Self::MailNotDone => "mails that failed",
            Self::MailRefused => "mails refused for now",
            Self::MailUnanswered => "mails taken, but answered 500",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_none_until_it_is_begun_and_after_it_is_ended() {
        let trouble = Trouble::default();
        assert!((0..100).all(|_| trouble.of_call().is_none() && trouble.of_mail().is_none()));
        trouble.begin(Share::ALL, 1);
        assert!((0..100).all(|_| trouble.of_call().is_some() && trouble.of_webhook().is_some()));
        trouble.end();
        assert!((0..100).all(|_| trouble.of_call().is_none()));
    }

    #[test]
    fn every_kind_of_it_comes_and_is_counted() {
        let trouble = Trouble::default();
        trouble.begin(Share::percent(50), 1);
        for _ in 0..300 {
            let fates = [trouble.of_call(), trouble.of_webhook(), trouble.of_mail()];
            assert!(fates.iter().flatten().all(|mishap| !mishap.words().is_empty()));
        }
        let met = trouble.met();
        assert_eq!(met.len(), OF_CALLS.len() + OF_WEBHOOKS.len() + OF_MAILS.len());
        let count: u64 = met.iter().map(|(_, count)| count).sum();
        assert!((400..500).contains(&count), "{count}");
    }

    #[test]
    fn the_same_seed_brings_the_same_calls_to_fail_whatever_the_mails_do() {
        let fates = |mails: usize| {
            let trouble = Trouble::default();
            trouble.begin(Share::percent(30), 9);
            (0..mails)
                .for_each(|_| assert!(trouble.of_mail().is_none_or(|mishap| mishap >= Mishap::MailNotDone)));
            (0..50).map(|_| trouble.of_call()).collect::<Vec<_>>()
        };
        assert_eq!(fates(0), fates(17));
    }
}
