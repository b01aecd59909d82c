//! Memberships, and what they open.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::calendar::{MonthRange, ReleaseMonth};
use crate::level::{LevelId, LevelSet};

/// How long a member keeps access after a paid period while its renewal is not yet known here.
pub const RENEWAL_GRACE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MembershipState {
    /// Paid, and renewing.
    Active,
    /// Cancelled: it lasts until the paid period ends.
    Ending,
    /// Over.
    Ended,
}

impl MembershipState {
    /// The word for it in the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    /// The state that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Active, Self::Ending, Self::Ended].into_iter().find(|state| state.word() == word)
    }
}

/// The part of a membership that decides what it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Where it stands.
    pub state: MembershipState,
    /// The end of the period that is paid for.
    pub paid_until: Timestamp,
    /// What was bought.
    pub levels: LevelSet,
}

/// The levels that are open, each with its months.
pub type Entitlements = BTreeMap<LevelId, MonthRange>;

impl Membership {
    /// The first instant at which it opens nothing.
    #[must_use]
    pub fn opens_until(&self) -> Timestamp {
        match self.state {
            MembershipState::Active => {
                self.paid_until.saturating_add(RENEWAL_GRACE).unwrap_or(Timestamp::MAX)
            }
            MembershipState::Ending => self.paid_until,
            MembershipState::Ended => Timestamp::MIN,
        }
    }

    /// Whether it still stands at `now`, so that another one must not be sold: it renews, or what is paid for is
    /// not over. One that should have renewed stands until the provider says otherwise.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        match self.state {
            MembershipState::Active => true,
            MembershipState::Ending => now < self.paid_until,
            MembershipState::Ended => false,
        }
    }

    /// What it opens at `now`: of each level bought, every month from the level's first to the current
    /// one in `zone`. Nothing once it is over.
    #[must_use]
    pub fn entitlements(
        &self,
        first_months: &BTreeMap<LevelId, ReleaseMonth>,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Entitlements {
        if now >= self.opens_until() {
            return Entitlements::new();
        }
        let current = ReleaseMonth::of(now, zone);
        let bought =
            first_months.iter().filter(|(level, first)| self.levels.holds(**level) && **first <= current);
        bought.map(|(level, first)| (*level, MonthRange(*first, current))).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn level(number: u8) -> LevelId {
        LevelId::new(number).unwrap()
    }

    fn month(text: &str) -> ReleaseMonth {
        ReleaseMonth::parse(text).unwrap()
    }

    fn membership(state: MembershipState, levels: LevelSet) -> Membership {
        Membership { state, paid_until: "2026-09-17T00:00:00Z".parse().unwrap(), levels }
    }

    fn months() -> BTreeMap<LevelId, ReleaseMonth> {
        BTreeMap::from([
            (level(1), month("2026-08")),
            (level(2), month("2026-09")),
            (level(3), month("2026-10")),
        ])
    }

    #[test]
    fn a_month_opens_when_it_has_come() {
        let active = membership(MembershipState::Active, LevelSet::All);
        let open = active.entitlements(&months(), "2026-09-01T00:00:00Z".parse().unwrap(), &TimeZone::UTC);
        assert_eq!(open.keys().map(|level| level.number()).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(open[&level(1)], MonthRange(month("2026-08"), month("2026-09")));
    }

    #[test]
    fn only_what_was_bought_opens() {
        let one = membership(MembershipState::Active, LevelSet::Only(BTreeSet::from([level(2)])));
        let open = one.entitlements(&months(), "2026-09-10T00:00:00Z".parse().unwrap(), &TimeZone::UTC);
        assert_eq!(open.keys().copied().collect::<Vec<_>>(), [level(2)]);
    }

    #[test]
    fn who_has_lapsed_may_buy_again() {
        let stands = |state, now: &str| membership(state, LevelSet::All).stands(now.parse().unwrap());
        assert!(stands(MembershipState::Ending, "2026-09-16T23:59:59Z"));
        assert!(!stands(MembershipState::Ending, "2026-09-17T00:00:00Z"));
        assert!(stands(MembershipState::Active, "2026-12-01T00:00:00Z"));
        assert!(!stands(MembershipState::Ended, "2026-09-01T00:00:00Z"));
    }

    proptest! {
        #[test]
        fn access_ends_when_the_state_says_so(days in -40_i64..40) {
            let paid_until: Timestamp = "2026-09-17T00:00:00Z".parse().unwrap();
            let now = paid_until + SignedDuration::from_hours(24 * days);
            let opens = |state| !membership(state, LevelSet::All).entitlements(&months(), now, &TimeZone::UTC).is_empty();
            let begun = now >= "2026-08-01T00:00:00Z".parse().unwrap();
            prop_assert!(begun);
            prop_assert_eq!(opens(MembershipState::Active), days < 7);
            prop_assert_eq!(opens(MembershipState::Ending), days < 0);
            prop_assert!(!opens(MembershipState::Ended));
        }
    }
}
