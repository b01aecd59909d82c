//! The sample portal's dates, moved so that it always stands as on the day it was written for.

use domain::calendar::ReleaseMonth;
use jiff::Span;
use jiff::civil::{Date, DateTime};

/// How far the dates of a portal are moved. `build` never moves them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateShift {
    weeks: i64,
    months: i32,
}

impl DateShift {
    /// The shift that brings the week of `as_of` to the week of `today`.
    ///
    /// Lesson months follow the first opening: they move by as many months as that does.
    #[must_use]
    pub(super) fn between(as_of: Date, today: Date, first_opening: Option<DateTime>) -> Self {
        let weeks = i64::from((monday(today) - monday(as_of)).get_days()) / 7;
        let shift = Self { weeks, months: 0 };
        let months = first_opening.map_or(0, |opens| months_between(opens, shift.local(opens)));
        Self { months, ..shift }
    }

    /// A local time, moved; its day of the week and its hour stay.
    #[must_use]
    pub(super) fn local(self, time: DateTime) -> DateTime {
        time.checked_add(Span::new().days(self.weeks * 7)).unwrap_or(time)
    }

    /// A day, moved.
    #[must_use]
    pub(super) fn day(self, day: Date) -> Date {
        self.local(day.at(0, 0, 0, 0)).date()
    }

    /// A day of release, moved with its month.
    #[must_use]
    pub(super) fn release(self, day: Date) -> Date {
        day.checked_add(Span::new().months(self.months)).unwrap_or(day)
    }

    /// A month of release, moved.
    #[must_use]
    pub(super) fn month(self, month: ReleaseMonth) -> ReleaseMonth {
        month.plus(self.months)
    }
}

fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(Span::new().days(since)).unwrap_or(day)
}

fn months_between(one: DateTime, two: DateTime) -> i32 {
    (i32::from(two.year()) - i32::from(one.year())) * 12 + i32::from(two.month()) - i32::from(one.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_launch_stays_on_its_weekday_and_hour_and_lessons_follow_its_month() {
        let opens = date(2026, 8, 17).at(9, 0, 0, 0);
        let shift = DateShift::between(date(2026, 8, 10), date(2027, 1, 21), Some(opens));
        assert_eq!(shift.local(opens), date(2027, 1, 25).at(9, 0, 0, 0));
        assert_eq!(
            shift.month(ReleaseMonth::parse("2026-08").unwrap()),
            ReleaseMonth::parse("2027-01").unwrap()
        );
        assert_eq!(shift.day(date(2026, 7, 28)), date(2027, 1, 5));
    }

    #[test]
    fn a_sample_can_be_shown_before_its_time() {
        let opens = date(2026, 8, 17).at(9, 0, 0, 0);
        let shift = DateShift::between(date(2026, 8, 10), date(2026, 6, 1), Some(opens));
        assert_eq!(shift.local(opens), date(2026, 6, 8).at(9, 0, 0, 0));
        assert_eq!(
            shift.month(ReleaseMonth::parse("2026-08").unwrap()),
            ReleaseMonth::parse("2026-06").unwrap()
        );
    }
}
