//! The gate opens a lesson if and only if the domain's rule does, for any portal, member and time.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::ReleaseMonth;
use domain::level::{LevelId, LevelSet};
use domain::membership::{Membership, MembershipState, Standing};
use domain::pass::{Claims, PassKey};
use domain::release::{Release, Schedule};
use domain::slug::Slug;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan as _};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::*;

/// How many cases the share of open ones is taken from.
const CASES: u32 = 2000;

/// A portal, a member of it, a lesson, and when they ask for it.
#[derive(Clone, Debug)]
struct Case {
    zone: TimeZone,
    schedules: BTreeMap<LevelId, Schedule>,
    membership: Membership,
    level: LevelId,
    month: ReleaseMonth,
    now: Timestamp,
    /// How long the pass is then carried about.
    carried: SignedDuration,
}

impl Case {
    fn rule(&self, at: Timestamp) -> bool {
        let schedule = self.schedules.get(&self.level);
        schedule
            .is_some_and(|schedule| self.membership.opens(self.level, self.month, *schedule, at, &self.zone))
    }

    /// The pass that the member has from now on; none, if the membership opens nothing any more.
    fn claims(&self) -> Option<Claims> {
        let is_open = self.membership.standing(self.now) == Standing::Open;
        let levels = self.membership.entitlements(&self.schedules, self.now, &self.zone);
        let claims = Claims::new("m1".to_owned(), self.now, &self.zone, levels);
        is_open.then(|| claims.until(self.membership.opens_until()))
    }

    /// When the local day ends.
    fn midnight(&self) -> Timestamp {
        let tomorrow = self.zone.to_datetime(self.now).date().saturating_add(1.day());
        tomorrow.to_zoned(self.zone.clone()).unwrap().timestamp()
    }

    /// Whether the gate opens the lesson at `at` to who brings the pass.
    fn gate(&self, gate: &Gate, claims: Option<&Claims>, at: Timestamp) -> bool {
        let key = PassKey::new(Slug::parse("k1").unwrap(), [7; 32]);
        let store = GateStore::from([("key:k1".to_owned(), key.reveal())]);
        let pass = claims.map(|claims| key.sign(claims));
        let cookies: Vec<(&str, &str)> = pass.iter().map(|pass| ("__Host-pass", pass.as_str())).collect();
        let path = format!("/medlem/{}-navn/{}/leksjon/", self.level, self.month);
        match gate.decide(&get(&path, &cookies), &store, at).unwrap() {
            Decision::Forward { uri } => uri == format!("/private{path}index.html"),
            Decision::Answer { status, .. } => {
                assert_eq!(status, 302);
                false
            }
        }
    }
}

/// Whether the lesson opens now; fails where gate and rule differ, now or later with the same pass.
fn agree(gate: &Gate, case: &Case) -> Result<bool, TestCaseError> {
    let claims = case.claims();
    let opens = case.rule(case.now);
    prop_assert_eq!(case.gate(gate, claims.as_ref(), case.now), opens, "at once");
    let expires = claims.as_ref().map_or(case.now.as_second(), |claims| claims.expires);
    let end = Timestamp::from_second(expires).unwrap();
    let second = SignedDuration::from_secs(1);
    for later in [case.now + case.carried, end - second, end, end + second] {
        // A pass from the last seconds of a day lasts some into the next, and says what the day before said.
        let still_opens = later < end && case.rule(later.min(case.midnight() - second));
        if later >= case.now {
            prop_assert_eq!(case.gate(gate, claims.as_ref(), later), still_opens, "at {}", later);
        }
    }
    Ok(opens)
}

fn month_after(first: &str, months: i32) -> ReleaseMonth {
    ReleaseMonth::parse(first).unwrap().plus(months)
}

prop_compose! {
    fn schedule()(after in 0..10_i32, release in select(vec![Release::Calendar, Release::Drip, Release::Both])) -> Schedule {
        Schedule { first: month_after("2026-01", after), release }
    }
}

prop_compose! {
    fn level()(number in 1_u8..=12) -> LevelId { LevelId::new(number).unwrap() }
}

prop_compose! {
    fn membership()(
        state in prop_oneof![
            6 => Just(MembershipState::Active), 2 => Just(MembershipState::Ending), 1 => Just(MembershipState::Ended)
        ],
        joined in 150_i64 * 86_400..400 * 86_400,
        paid in 0_i64..500 * 86_400,
        some in proptest::collection::btree_set(level(), 1..6),
        all in prop::bool::weighted(0.85),
        revoked in prop::bool::weighted(0.05),
    ) -> Membership {
        let joined_at = Timestamp::from_second(1_767_225_600 + joined).unwrap();
        let paid_until = joined_at + SignedDuration::from_secs(paid);
        let levels = if all { LevelSet::All } else { LevelSet::Only(BTreeSet::from_iter(some)) };
        Membership { state, paid_until, levels, joined_at, grace_days: 7, revoked, disputed: false }
    }
}

/// An instant in the membership's time; every other one beside a turning point: a day's beginning, or the end.
fn instant(membership: &Membership, zone: &TimeZone, percent: i64, beside: i64, turn: u8) -> Timestamp {
    let paid = membership.paid_until.duration_since(membership.joined_at).as_secs();
    let any = membership.joined_at + SignedDuration::from_secs(paid * percent / 100);
    let midnight = zone.to_datetime(any).date().saturating_add(1.day()).to_zoned(zone.clone()).unwrap();
    let base = match turn {
        0 => membership.paid_until,
        1 if !membership.revoked && membership.state == MembershipState::Active => membership.opens_until(),
        1 | 2 => midnight.timestamp(),
        _ => any,
    };
    base + SignedDuration::from_secs(beside)
}

prop_compose! {
    fn case()(
        zone in select(vec!["UTC", "Europe/Oslo", "Pacific/Auckland", "America/St_Johns"]),
        mut schedules in proptest::collection::btree_map(level(), schedule(), 1..6),
        membership in membership(),
        other in level(),
        index in any::<prop::sample::Index>(),
        is_other in prop::bool::weighted(0.05),
        months in -1..4_i32,
        (percent, beside, turn) in (-3_i64..106, -2_i64..=2, 0_u8..8),
        carried in 0_i64..700,
    ) -> Case {
        let zone = TimeZone::get(zone).unwrap();
        let own = *schedules.keys().nth(index.index(schedules.len())).unwrap();
        let first = schedules[&own].first;
        if is_other { schedules.remove(&other); }
        let level = if is_other { other } else { own };
        let now = instant(&membership, &zone, percent, beside, turn);
        let carried = SignedDuration::from_secs(carried);
        Case { zone, schedules, membership, level, month: first.plus(months), now, carried }
    }
}

proptest! {
    #[test]
    fn the_gate_opens_if_and_only_if_the_rule_does(case in case()) {
        agree(&gate(), &case)?;
    }
}

#[test]
fn of_the_cases_that_gate_and_rule_agree_on_30_to_70_percent_open() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let (gate, open) = (gate(), std::cell::Cell::new(0));
    let run = TestRunner::new_with_rng(config, rng).run(&case(), |case| {
        open.set(open.get() + u32::from(agree(&gate, &case)?));
        Ok(())
    });
    assert!(run.is_ok(), "{run:?}");
    let percent = open.get() * 100 / CASES;
    assert!((30..=70).contains(&percent), "{percent} % open");
}
