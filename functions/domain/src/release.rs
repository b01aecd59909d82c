//! Releases: on which day a month of a level opens.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{MonthRange, ReleaseMonth};

/// What the months of a level wait for: a level's setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Release {
    /// The calendar: a month opens to everybody on its first day.
    #[default]
    Calendar,
    /// The membership: the level's first month opens on the day of joining, and one more on that day of each month
    /// thereafter. A month that comes later in the calendar opens all the same.
    Drip,
    /// Both: the later of the two days.
    Both,
}

/// The release of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The first month that has lessons.
    pub first: ReleaseMonth,
    /// What its months wait for.
    pub release: Release,
}

/// There is no release of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown release `{0}`; write one of `calendar`, `drip`, `both`")]
pub struct NoSuchRelease(String);

impl Release {
    /// The release that `word` names.
    ///
    /// # Errors
    /// [`NoSuchRelease`] for any other word.
    pub fn parse(word: &str) -> Result<Self, NoSuchRelease> {
        match word {
            "calendar" => Ok(Self::Calendar),
            "drip" => Ok(Self::Drip),
            "both" => Ok(Self::Both),
            _ => Err(NoSuchRelease(word.to_owned())),
        }
    }
}

impl Schedule {
    /// The local day on which `month` opens to who joined on the local day `joined`. A month of joining that lacks
    /// the day of the month opens on its last one.
    #[must_use]
    pub fn opens_on(self, month: ReleaseMonth, joined: Date) -> Date {
        let calendar = month.first_day();
        let drip = joined.saturating_add(self.first.until(month).months());
        match self.release {
            Release::Calendar => calendar,
            Release::Drip => drip,
            Release::Both => calendar.max(drip),
        }
    }

    /// Whether `month` is open on the local day `today` to who joined on `joined`. A month before the first has no
    /// lessons and opens to nobody.
    #[must_use]
    pub fn opens(self, month: ReleaseMonth, joined: Date, today: Date) -> bool {
        self.first <= month && self.opens_on(month, joined) <= today
    }

    /// The months that are open on the local day `today` to who joined on `joined`, as a pass names them.
    #[must_use]
    pub fn open_months(self, joined: Date, today: Date) -> Option<MonthRange> {
        let calendar = ReleaseMonth::on(today);
        let drip = self.first.plus(whole_months(joined, today));
        let last = match self.release {
            Release::Calendar => calendar,
            Release::Drip => drip,
            Release::Both => calendar.min(drip),
        };
        (self.first <= last).then_some(MonthRange(self.first, last))
    }
}

/// How many months have passed from `joined` to `today`, counted as [`Schedule::opens_on`] does; negative before it.
fn whole_months(joined: Date, today: Date) -> i32 {
    let months = ReleaseMonth::on(joined).until(ReleaseMonth::on(today));
    if today < joined.saturating_add(months.months()) { months - 1 } else { months }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn month(text: &str) -> ReleaseMonth {
        ReleaseMonth::parse(text).unwrap()
    }

    fn schedule(release: Release) -> Schedule {
        Schedule { first: month("2026-08"), release }
    }

    #[test]
    fn the_calendar_opens_a_month_on_its_first_day() {
        let calendar = schedule(Release::Calendar);
        let joined = date(2026, 8, 20);
        assert!(!calendar.opens(month("2026-10"), joined, date(2026, 9, 30)));
        assert!(calendar.opens(month("2026-10"), joined, date(2026, 10, 1)));
    }

    #[test]
    fn drip_opens_the_nth_month_in_the_nth_month_of_membership() {
        let drip = schedule(Release::Drip);
        let joined = date(2027, 1, 31);
        assert!(drip.opens(month("2026-08"), joined, joined));
        assert!(!drip.opens(month("2026-09"), joined, date(2027, 2, 27)));
        assert!(drip.opens(month("2026-09"), joined, date(2027, 2, 28)));
        assert!(!drip.opens(month("2026-10"), joined, date(2027, 3, 30)));
        assert!(drip.opens(month("2026-10"), joined, date(2027, 3, 31)));
    }

    #[test]
    fn both_wait_for_the_later_of_the_two() {
        let both = schedule(Release::Both);
        assert_eq!(both.opens_on(month("2026-10"), date(2026, 8, 20)), date(2026, 10, 20));
        assert_eq!(both.opens_on(month("2026-10"), date(2026, 7, 20)), date(2026, 10, 1));
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (2024_i16..2030, 1_i8..=12, 1_i8..=31)
            .prop_filter_map("a day that exists", |(year, month, day)| Date::new(year, month, day).ok())
    }

    proptest! {
        #[test]
        fn a_pass_names_the_months_that_the_rule_opens(
            joined in any_day(),
            today in any_day(),
            by in -20_i32..80,
            release in prop_oneof![Just(Release::Calendar), Just(Release::Drip), Just(Release::Both)],
        ) {
            let schedule = schedule(release);
            let month = schedule.first.plus(by);
            let named = schedule.open_months(joined, today).is_some_and(|range| range.holds(month));
            prop_assert_eq!(named, schedule.opens(month, joined, today));
        }

        #[test]
        fn what_is_open_stays_open(joined in any_day(), today in any_day(), later in 0_i64..400, by in 0_i32..40) {
            for release in [Release::Calendar, Release::Drip, Release::Both] {
                let (schedule, month) = (schedule(release), schedule(release).first.plus(by));
                let is_open = schedule.opens(month, joined, today);
                prop_assert!(!is_open || schedule.opens(month, joined, today.saturating_add(later.days())));
            }
        }
    }
}
