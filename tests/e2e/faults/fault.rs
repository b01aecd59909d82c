//! What can go wrong with a call, and which call it goes wrong with.

use std::sync::{Arc, Mutex, MutexGuard};

use super::port::Owner;

/// What goes wrong at a call, or from it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection is closed, and nothing was done.
    Refused,
    /// 500 is answered, and nothing was done.
    Broken,
    /// It is done, and the answer is lost.
    Lost,
    /// There is too much to do: 429, or what the service says for it.
    Throttled,
    /// Somebody else holds the same rows or the same object.
    Conflict,
    /// Likewise, from this call on.
    ThrottledOn,
    ConflictOn,
    /// Who calls has died before this call.
    KilledBefore,
    /// Who calls has died after it, without having heard the answer.
    KilledAfter,
}

/// How a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    Well,
    Unheard,
    Unanswered,
    Broken,
    Throttled,
    Conflict,
}

impl Fault {
    pub(crate) const ALL: [Self; 9] = [
        Self::Refused,
        Self::Broken,
        Self::Lost,
        Self::Throttled,
        Self::Conflict,
        Self::ThrottledOn,
        Self::ConflictOn,
        Self::KilledBefore,
        Self::KilledAfter,
    ];

    /// Whether asking again is enough, so that a visitor notices nothing.
    pub(crate) fn passes(self) -> bool {
        matches!(self, Self::Refused | Self::Broken | Self::Lost | Self::Throttled | Self::Conflict)
    }

    /// Whether there is only too much to do, so that nobody may be told that something is broken.
    pub(crate) fn is_rush(self) -> bool {
        matches!(self, Self::Throttled | Self::Conflict | Self::ThrottledOn | Self::ConflictOn)
    }

    /// How call number `call` goes, from 1, if the fault is at `at`.
    fn course(self, at: usize, call: usize) -> Course {
        match self {
            Self::Refused if call == at => Course::Unheard,
            Self::Broken if call == at => Course::Broken,
            Self::Lost | Self::KilledAfter if call == at => Course::Unanswered,
            Self::Throttled if call == at => Course::Throttled,
            Self::Conflict if call == at => Course::Conflict,
            Self::ThrottledOn if call >= at => Course::Throttled,
            Self::ConflictOn if call >= at => Course::Conflict,
            Self::KilledBefore | Self::KilledAfter if call >= at => Course::Unheard,
            _ => Course::Well,
        }
    }
}

/// Counts the calls that go through some ports, and says how each goes. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan(Arc<Mutex<Planned>>);

#[derive(Debug, Default)]
struct Planned {
    fault: Option<(Fault, usize)>,
    calls: usize,
    to_provider: usize,
}

impl Plan {
    /// From now on calls are counted anew, and this happens at call number `at`.
    pub(crate) fn arm(&self, fault: Fault, at: usize) {
        *self.planned() = Planned { fault: Some((fault, at)), ..Planned::default() };
    }

    /// From now on all goes well. How many calls there were, and how many of them to the payment provider.
    pub(crate) fn disarm(&self) -> (usize, usize) {
        let planned = std::mem::take(&mut *self.planned());
        (planned.calls, planned.to_provider)
    }

    /// How the next call goes, which is through the port of `owner`.
    pub(crate) fn next(&self, owner: Owner) -> Course {
        let mut planned = self.planned();
        planned.calls += 1;
        planned.to_provider += usize::from(owner == Owner::Payments);
        planned.fault.map_or(Course::Well, |(fault, at)| fault.course(at, planned.calls))
    }

    /// How many calls there were since it was armed.
    pub(crate) fn calls(&self) -> usize {
        self.planned().calls
    }

    fn planned(&self) -> MutexGuard<'_, Planned> {
        self.0.lock().expect("a plan")
    }
}
