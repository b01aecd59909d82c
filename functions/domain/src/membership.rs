//! Memberships, and what they open.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::calendar::{MonthRange, ReleaseMonth};
use crate::level::{LevelId, LevelSet};
use crate::release::Schedule;

/// How long a member keeps access after a paid period while its renewal is not yet known here.
pub const RENEWAL_GRACE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// For how many days a member keeps access after a payment that failed, if `site.yaml` says nothing else.
pub const GRACE_DAYS: u8 = 7;

/// Until when a membership is paid for that was paid once, for good: the last second that has a name.
pub const FOR_GOOD: Timestamp = Timestamp::constant(253_402_207_200, 0);

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MembershipState {
    /// Paid, and renewing; or paid once, for good.
    Active,
    /// Its renewal was declined, and is tried again.
    PastDue,
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
            Self::PastDue => "past-due",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    /// The state that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Self::Active, Self::PastDue, Self::Ending, Self::Ended];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// Why a membership was ended here, whatever the provider says of its subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Its member used the right of withdrawal.
    Withdrawn,
    /// The payment for its present period was given back in full.
    Refunded,
    /// Its member's bank took the payment back for good.
    ChargedBack,
    /// Its member's data were erased.
    Erased,
}

impl Closed {
    /// The word for it in the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Refunded => "refunded",
            Self::ChargedBack => "charged-back",
            Self::Erased => "erased",
        }
    }

    /// The reason that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Self::Withdrawn, Self::Refunded, Self::ChargedBack, Self::Erased];
        all.into_iter().find(|reason| reason.word() == word)
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
    /// Since when the membership has been the member's; drip counts from that day.
    pub joined_at: Timestamp,
    /// For how many days after a payment that failed it still opens.
    pub grace_days: u8,
    /// Whether the creator has withdrawn the access, whatever was paid.
    pub revoked: bool,
    /// Whether the member disputes the payment with their bank, and it is not decided.
    pub disputed: bool,
}

/// What a membership is worth at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It opens what was bought.
    Open,
    /// It has ended.
    Ended,
    /// It should have renewed, and the payment has not come.
    Lapsed,
    /// The creator has withdrawn it.
    Revoked,
    /// The payment is disputed with the bank.
    Disputed,
}

/// Why its member is not sold another one, and must not pay for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSold {
    /// They pay already.
    Stands,
    /// They would pay for nothing: the creator has withdrawn their access.
    Revoked,
}

/// The levels that are open, each with its months.
pub type Entitlements = BTreeMap<LevelId, MonthRange>;

impl Membership {
    /// The first instant at which it opens nothing.
    #[must_use]
    pub fn opens_until(&self) -> Timestamp {
        match self.state {
            _ if self.revoked || self.disputed => Timestamp::MIN,
            MembershipState::Active => self.paid_until_and(RENEWAL_GRACE),
            MembershipState::PastDue => {
                self.paid_until_and(SignedDuration::from_hours(24 * i64::from(self.grace_days)))
            }
            MembershipState::Ending => self.paid_until,
            MembershipState::Ended => Timestamp::MIN,
        }
    }

    fn paid_until_and(&self, longer: SignedDuration) -> Timestamp {
        self.paid_until.saturating_add(longer).unwrap_or(Timestamp::MAX)
    }

    /// Whether it was paid once, for good: nothing is charged again, and nothing can be cancelled.
    #[must_use]
    pub fn is_for_good(&self) -> bool {
        self.paid_until >= FOR_GOOD
    }

    /// What it is worth at `now`.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.state {
            _ if now < self.opens_until() => Standing::Open,
            _ if self.revoked => Standing::Revoked,
            MembershipState::Active | MembershipState::PastDue if self.disputed => Standing::Disputed,
            MembershipState::Ending if self.disputed && now < self.paid_until => Standing::Disputed,
            MembershipState::Active | MembershipState::PastDue => Standing::Lapsed,
            MembershipState::Ending | MembershipState::Ended => Standing::Ended,
        }
    }

    /// Whether it still stands at `now`, so that another one must not be sold: it renews, or what is paid for is
    /// not over. One that should have renewed stands until the provider says otherwise.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        match self.state {
            MembershipState::Active | MembershipState::PastDue => true,
            MembershipState::Ending => now < self.paid_until,
            MembershipState::Ended => false,
        }
    }

    /// Why its member is not sold another one at `now`, if so.
    #[must_use]
    pub fn keeps_from_another(&self, now: Timestamp) -> Option<NotSold> {
        match self.stands(now) {
            _ if self.revoked => Some(NotSold::Revoked),
            true => Some(NotSold::Stands),
            false => None,
        }
    }

    /// The rule: whether it opens `month` of `level`, which is released by `schedule`, at `now` in `zone`.
    #[must_use]
    pub fn opens(
        &self,
        level: LevelId,
        month: ReleaseMonth,
        schedule: Schedule,
        now: Timestamp,
        zone: &TimeZone,
    ) -> bool {
        let is_theirs = now < self.opens_until() && self.levels.holds(level);
        is_theirs && schedule.opens(month, self.joined_on(zone), local_day(now, zone))
    }

    /// Everything that it opens at `now` in `zone`, as a pass names it.
    #[must_use]
    pub fn entitlements(
        &self,
        schedules: &BTreeMap<LevelId, Schedule>,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Entitlements {
        if now >= self.opens_until() {
            return Entitlements::new();
        }
        let (joined, today) = (self.joined_on(zone), local_day(now, zone));
        let bought = schedules.iter().filter(|(level, _)| self.levels.holds(**level));
        bought.filter_map(|(level, schedule)| Some((*level, schedule.open_months(joined, today)?))).collect()
    }

    /// The local day of joining.
    #[must_use]
    pub fn joined_on(&self, zone: &TimeZone) -> Date {
        local_day(self.joined_at, zone)
    }
}

fn local_day(instant: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(instant).date()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::release::Release;
    use proptest::prelude::*;

    fn level(number: u8) -> LevelId {
        LevelId::new(number).unwrap()
    }

    fn month(text: &str) -> ReleaseMonth {
        ReleaseMonth::parse(text).unwrap()
    }

    fn membership(state: MembershipState, levels: LevelSet) -> Membership {
        let (paid_until, joined_at) = ("2026-09-17T00:00:00Z", "2026-08-17T00:00:00Z");
        let (paid_until, joined_at) = (paid_until.parse().unwrap(), joined_at.parse().unwrap());
        Membership { state, paid_until, levels, joined_at, grace_days: 3, revoked: false, disputed: false }
    }

    fn months() -> BTreeMap<LevelId, Schedule> {
        let schedule = |first| Schedule { first: month(first), release: Release::Calendar };
        BTreeMap::from([
            (level(1), schedule("2026-08")),
            (level(2), schedule("2026-09")),
            (level(3), schedule("2026-10")),
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

    #[test]
    fn nobody_is_sold_what_they_have_or_may_not_have() {
        let now = "2026-09-01T00:00:00Z".parse().unwrap();
        let ended = membership(MembershipState::Ended, LevelSet::All);
        assert_eq!(ended.keeps_from_another(now), None);
        let active = membership(MembershipState::Active, LevelSet::All);
        assert_eq!(active.keeps_from_another(now), Some(NotSold::Stands));
        let revoked = Membership { revoked: true, ..ended };
        assert_eq!(revoked.keeps_from_another(now), Some(NotSold::Revoked));
    }

    #[test]
    fn it_is_said_why_a_membership_opens_nothing() {
        let standing = |membership: &Membership, now: &str| membership.standing(now.parse().unwrap());
        let [active, ending, ended] =
            [MembershipState::Active, MembershipState::Ending, MembershipState::Ended]
                .map(|state| membership(state, LevelSet::All));
        assert_eq!(standing(&active, "2026-09-23T23:59:59Z"), Standing::Open);
        assert_eq!(standing(&active, "2026-09-24T00:00:00Z"), Standing::Lapsed);
        assert_eq!(standing(&ending, "2026-09-16T23:59:59Z"), Standing::Open);
        assert_eq!(standing(&ending, "2026-09-17T00:00:00Z"), Standing::Ended);
        assert_eq!(standing(&ended, "2026-09-01T00:00:00Z"), Standing::Ended);
        let disputed = Membership { disputed: true, ..active.clone() };
        assert_eq!(standing(&disputed, "2026-09-01T00:00:00Z"), Standing::Disputed);
        let disputed = Membership { disputed: true, ..ended };
        assert_eq!(standing(&disputed, "2026-09-01T00:00:00Z"), Standing::Ended);
        let revoked = Membership { revoked: true, ..active };
        assert_eq!(standing(&revoked, "2026-09-01T00:00:00Z"), Standing::Revoked);
    }

    #[test]
    fn what_was_paid_once_opens_for_good() {
        let once = Membership { paid_until: FOR_GOOD, ..membership(MembershipState::Active, LevelSet::All) };
        assert_eq!(once.standing("2126-09-01T00:00:00Z".parse().unwrap()), Standing::Open);
        assert!(once.is_for_good() && once.stands("2126-09-01T00:00:00Z".parse().unwrap()));
        assert!(!membership(MembershipState::Active, LevelSet::All).is_for_good());
    }

    #[test]
    fn words_read_back_as_what_they_stand_for() {
        for closed in [Closed::Withdrawn, Closed::Refunded, Closed::ChargedBack, Closed::Erased] {
            assert_eq!(Closed::parse(closed.word()), Some(closed));
        }
        for word in ["active", "past-due", "ending", "ended"] {
            assert_eq!(MembershipState::parse(word).map(MembershipState::word), Some(word));
        }
    }

    fn any_membership() -> impl Strategy<Value = Membership> {
        let state = prop_oneof![
            3 => Just(MembershipState::Active),
            1 => Just(MembershipState::PastDue),
            1 => Just(MembershipState::Ending),
            1 => Just(MembershipState::Ended),
        ];
        let days = (0_i64..400, 0_i64..400);
        (state, days, 0_u8..=6, prop::bool::weighted(0.1)).prop_map(
            |(state, (joined, paid), levels, revoked)| {
                let start: Timestamp = "2026-01-01T12:00:00Z".parse().unwrap();
                let after = |days| start + SignedDuration::from_hours(24 * days);
                let levels = match levels {
                    0 => LevelSet::All,
                    number => LevelSet::Only(BTreeSet::from([level(number), level(number % 3 + 1)])),
                };
                Membership {
                    state,
                    paid_until: after(joined + paid),
                    levels,
                    joined_at: after(joined),
                    grace_days: GRACE_DAYS,
                    revoked,
                    disputed: false,
                }
            },
        )
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
            prop_assert_eq!(opens(MembershipState::PastDue), days < 3);
            prop_assert_eq!(opens(MembershipState::Ending), days < 0);
            prop_assert!(!opens(MembershipState::Ended));
        }

        #[test]
        fn a_pass_names_what_the_rule_opens_and_nothing_else(
            membership in any_membership(),
            number in 1_u8..=4,
            by in 0_i32..20,
            day in 0_i64..800,
        ) {
            let zone = TimeZone::get("Europe/Oslo").unwrap();
            let now = "2026-01-01T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * day);
            let (level, month) = (level(number), month("2026-07").plus(by));
            let named = membership.entitlements(&months(), now, &zone);
            let named = named.get(&level).is_some_and(|range| range.holds(month));
            let rule = months().get(&level).is_some_and(|schedule| membership.opens(level, month, *schedule, now, &zone));
            prop_assert_eq!(named, rule);
        }
    }
}
