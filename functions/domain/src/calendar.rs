//! Release months, and the ranges of them that a pass opens.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A calendar month, `yyyy-mm`, from 2000-01 to 9999-12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReleaseMonth {
    year: i16,
    month: i8,
}

/// Why a text is not a [`ReleaseMonth`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month; write year and month, as in `2026-08`")]
pub struct NotAMonth(String);

impl ReleaseMonth {
    /// The month that `text` spells, in exactly seven characters.
    ///
    /// # Errors
    /// [`NotAMonth`] for anything but four digits, a hyphen and `01` to `12`, or a year before 2000.
    pub fn parse(text: &str) -> Result<Self, NotAMonth> {
        let error = || NotAMonth(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(error)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(error());
        }
        let year = year.parse().map_err(|_| error())?;
        let month = month.parse().map_err(|_| error())?;
        if year < 2000 || !(1..=12).contains(&month) { Err(error()) } else { Ok(Self { year, month }) }
    }

    /// The month that `now` falls in, in `zone`.
    #[must_use]
    pub fn of(now: Timestamp, zone: &TimeZone) -> Self {
        Self::on(zone.to_datetime(now).date())
    }

    /// The month that the local day `day` is in.
    #[must_use]
    pub fn on(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    /// This month moved by `months`, forward or back, kept within years 2000 to 9999.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let index = (i32::from(self.year) * 12 + i32::from(self.month) - 1 + months).clamp(24_000, 119_999);
        let year = i16::try_from(index / 12).unwrap_or(self.year);
        let month = i8::try_from(index % 12 + 1).unwrap_or(self.month);
        Self { year, month }
    }

    /// How many months `later` lies after this one; negative if before.
    #[must_use]
    pub fn until(self, later: Self) -> i32 {
        (i32::from(later.year) - i32::from(self.year)) * 12 + i32::from(later.month) - i32::from(self.month)
    }
}

impl fmt::Display for ReleaseMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<String> for ReleaseMonth {
    type Error = NotAMonth;
    fn try_from(text: String) -> Result<Self, NotAMonth> {
        Self::parse(&text)
    }
}

impl From<ReleaseMonth> for String {
    fn from(month: ReleaseMonth) -> Self {
        month.to_string()
    }
}

/// The months from the first to the last, both included. In JSON: `["2026-08","2026-11"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthRange(pub ReleaseMonth, pub ReleaseMonth);

impl MonthRange {
    /// Whether `month` lies within.
    #[must_use]
    pub fn holds(self, month: ReleaseMonth) -> bool {
        self.0 <= month && month <= self.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn moving_and_measuring_agree(year in 2001_i16..=9900, month in 1_i8..=12, by in -11_i32..=1000) {
            let start = ReleaseMonth { year, month };
            prop_assert_eq!(start.until(start.plus(by)), by);
            prop_assert_eq!(ReleaseMonth::parse(&start.to_string()), Ok(start));
        }

        #[test]
        fn months_sort_as_their_text_does(a in 24_000_i32..119_999, b in 24_000_i32..119_999) {
            let month = |index: i32| ReleaseMonth { year: 2000, month: 1 }.plus(index - 24_000);
            let (a, b) = (month(a), month(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }

    #[test]
    fn a_month_begins_at_local_midnight_not_at_greenwich() -> Result<(), jiff::Error> {
        let oslo = TimeZone::get("Europe/Oslo")?;
        let instant: Timestamp = "2026-07-31T22:30:00Z".parse()?;
        assert_eq!(ReleaseMonth::of(instant, &oslo).to_string(), "2026-08");
        assert_eq!(ReleaseMonth::of(instant, &TimeZone::UTC).to_string(), "2026-07");
        Ok(())
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in
            ["2026-8", "2026-13", "2026-00", "26-08", "2026/08", "2026-08-01", "", "1999-12", "+026-08"]
        {
            assert!(ReleaseMonth::parse(text).is_err(), "{text}");
        }
    }
}
