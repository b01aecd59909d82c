//! Days, months and moments as people write them, in the portal's time zone; a day stays on one line with its
//! month.

use domain::calendar::ReleaseMonth;
use domain::lang::Lang;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::numbers::NO_BREAK_SPACE;

const NORWEGIAN: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a date says its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    Told,
    Untold,
}

/// How one portal writes its dates.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    lang: Lang,
    zone: TimeZone,
}

impl Calendar {
    pub(crate) fn new(lang: Lang, zone: TimeZone) -> Self {
        Self { lang, zone }
    }

    /// `24. november`, `24. november 2026`; `24 November`, `24 November 2026`.
    pub(crate) fn date(&self, instant: Timestamp, year: Year) -> String {
        let day = self.local(instant);
        let dot = if self.lang == Lang::En { "" } else { "." };
        let date = format!("{}{dot}{NO_BREAK_SPACE}{}", day.day(), self.month_name(day.month()));
        with_year(date, day.year(), year)
    }

    /// The last day before `end`: `31. august` for what lasts until 1 September, 00.00.
    pub(crate) fn last_day(&self, end: Timestamp, year: Year) -> String {
        self.date(end - 1.nanosecond(), year)
    }

    /// `24. november kl. 21.00`; `24 November at 21:00`.
    pub(crate) fn moment(&self, instant: Timestamp, year: Year) -> String {
        let (date, time) = (self.date(instant, year), self.time(instant));
        match self.lang {
            Lang::En => format!("{date} at {time}"),
            Lang::Nb | Lang::Nn => format!("{date} kl.{NO_BREAK_SPACE}{time}"),
        }
    }

    /// `21.00`; `21:00`.
    pub(crate) fn time(&self, instant: Timestamp) -> String {
        let local = self.local(instant);
        let sign = if self.lang == Lang::En { ':' } else { '.' };
        format!("{:02}{sign}{:02}", local.hour(), local.minute())
    }

    /// `november 2026`, `november`; `November 2026`, `November`.
    pub(crate) fn month(&self, month: &str, year: Year) -> Option<String> {
        let (number, name) = month.split_once('-')?;
        let name = self.month_name(name.parse().ok()?).to_owned();
        Some(with_year(name, number.parse().ok()?, year))
    }

    /// The month that `instant` falls in, as `2026-11`.
    pub(crate) fn month_of(&self, instant: Timestamp) -> String {
        ReleaseMonth::of(instant, &self.zone).to_string()
    }

    fn local(&self, instant: Timestamp) -> DateTime {
        self.zone.to_datetime(instant)
    }

    fn month_name(&self, month: i8) -> &'static str {
        let names = if self.lang == Lang::En { &ENGLISH } else { &NORWEGIAN };
        let index = usize::try_from(month.clamp(1, 12) - 1).unwrap_or_default();
        names[index]
    }
}

fn with_year(date: String, number: i16, year: Year) -> String {
    if year == Year::Told { format!("{date} {number}") } else { date }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oslo(lang: Lang) -> Calendar {
        Calendar::new(lang, TimeZone::get("Europe/Oslo").unwrap())
    }

    /// With `_` for what keeps two words on one line.
    fn seen(text: &str) -> String {
        text.replace(NO_BREAK_SPACE, "_")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_reads_as_in_its_language() {
        let instant = at("2026-11-24T08:00:00Z");
        assert_eq!(seen(&oslo(Lang::Nb).date(instant, Year::Untold)), "24._november");
        assert_eq!(seen(&oslo(Lang::Nn).date(instant, Year::Told)), "24._november 2026");
        assert_eq!(seen(&oslo(Lang::En).date(instant, Year::Told)), "24_November 2026");
    }

    #[test]
    fn a_moment_follows_the_clocks_of_the_zone_through_the_change() {
        let (summer, winter) = (at("2026-10-24T19:00:00Z"), at("2026-10-26T20:00:00Z"));
        assert_eq!(seen(&oslo(Lang::Nb).moment(summer, Year::Untold)), "24._oktober kl._21.00");
        assert_eq!(seen(&oslo(Lang::Nb).moment(winter, Year::Untold)), "26._oktober kl._21.00");
        assert_eq!(seen(&oslo(Lang::En).moment(winter, Year::Untold)), "26_October at 21:00");
    }

    #[test]
    fn a_date_near_midnight_is_the_local_day() {
        assert_eq!(seen(&oslo(Lang::Nb).date(at("2026-07-31T22:30:00Z"), Year::Untold)), "1._august");
        assert_eq!(oslo(Lang::Nb).month_of(at("2026-07-31T22:30:00Z")), "2026-08");
    }

    #[test]
    fn what_ends_at_midnight_lasts_through_the_day_before() {
        let end = at("2026-08-31T22:00:00Z");
        assert_eq!(seen(&oslo(Lang::Nb).last_day(end, Year::Untold)), "31._august");
        assert_eq!(seen(&oslo(Lang::En).last_day(end, Year::Told)), "31_August 2026");
    }

    #[test]
    fn a_month_has_a_name() {
        assert_eq!(oslo(Lang::Nb).month("2026-11", Year::Told).unwrap(), "november 2026");
        assert_eq!(oslo(Lang::Nb).month("2026-11", Year::Untold).unwrap(), "november");
        assert_eq!(oslo(Lang::En).month("2026-05", Year::Told).unwrap(), "May 2026");
        assert_eq!(oslo(Lang::En).month("May 2026", Year::Told), None);
    }
}
