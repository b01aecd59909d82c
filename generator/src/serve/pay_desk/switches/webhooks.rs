//! What is to happen to webhooks.

/// Whether all events are held back until they are let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hold {
    #[default]
    No,
    Yes,
}

/// What happens to an event on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is never told by itself.
    Drop,
    /// It is told an hour late.
    Delay,
    /// It is told twice.
    Duplicate,
    /// It is told after the one that happened after it.
    Reorder,
}

/// The words by which fates are asked for.
pub(crate) const FATES: &[(&str, Fate)] = &[
    ("delay", Fate::Delay),
    ("drop", Fate::Drop),
    ("duplicate", Fate::Duplicate),
    ("reorder", Fate::Reorder),
];

/// What becomes of some events.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Passed {
    /// Told at once, in this order.
    pub now: Vec<String>,
    /// Told an hour late.
    pub later: Vec<String>,
}

/// What is planned, and what is held back because of it.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub hold: Hold,
    /// For the next events, one each, the first first.
    next: Vec<Fate>,
    /// In the order in which they happened.
    pub held: Vec<String>,
    /// Told after the next one.
    overtaken: Vec<String>,
}

impl Plans {
    pub(super) fn plan(&mut self, fate: Fate, times: usize) {
        self.next.extend(std::iter::repeat_n(fate, times));
    }

    pub(super) fn pass(&mut self, events: Vec<String>) -> Passed {
        let mut passed = Passed::default();
        for event in events {
            self.pass_one(event, &mut passed);
        }
        passed
    }

    fn pass_one(&mut self, event: String, passed: &mut Passed) {
        if self.hold == Hold::Yes {
            self.held.push(event);
            return;
        }
        let fate = if self.next.is_empty() { None } else { Some(self.next.remove(0)) };
        match fate {
            Some(Fate::Drop) => {}
            Some(Fate::Delay) => passed.later.push(event),
            Some(Fate::Reorder) => {
                self.overtaken.push(event);
                return;
            }
            Some(Fate::Duplicate) => passed.now.extend([event.clone(), event]),
            None => passed.now.push(event),
        }
        // Those that were overtaken come after this one, the latest first.
        passed.now.extend(std::mem::take(&mut self.overtaken).into_iter().rev());
    }

    pub(super) fn release(&mut self, events: &[String]) -> Vec<String> {
        let overtaken = std::mem::take(&mut self.overtaken);
        self.held.extend(overtaken);
        if events.is_empty() {
            return std::mem::take(&mut self.held);
        }
        self.held.retain(|held| !events.contains(held));
        events.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        text.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn each_fate_meets_one_event() {
        let mut plans = Plans::default();
        for fate in [Fate::Drop, Fate::Duplicate, Fate::Delay, Fate::Reorder] {
            plans.plan(fate, 1);
        }
        assert_eq!(plans.pass(ids("a b c d e f")), Passed { now: ids("b b e d f"), later: ids("c") });
    }

    #[test]
    fn what_is_held_is_let_go_in_the_order_that_is_wished() {
        let mut plans = Plans { hold: Hold::Yes, ..Plans::default() };
        assert_eq!(plans.pass(ids("a b c")), Passed::default());
        assert_eq!(plans.release(&ids("c a")), ids("c a"));
        assert_eq!((plans.release(&[]), plans.release(&[])), (ids("b"), ids("")));
    }
}
