//! When the next charge comes.

use domain::money::Interval;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// One interval after `paid_at`, if it is paid more than once: on the same day of the month in `zone`, or on the month's last day if it has
/// no such day. The provider counts the same way.
pub(crate) fn next_charge(paid_at: Timestamp, interval: Interval, zone: &TimeZone) -> Option<Timestamp> {
    let span = match interval {
        Interval::Month => Span::new().months(1),
        Interval::Year => Span::new().years(1),
        Interval::Once => return None,
    };
    Some(paid_at.to_zoned(zone.clone()).saturating_add(span).timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(paid_at: &str, interval: Interval) -> Result<String, jiff::Error> {
        let oslo = TimeZone::get("Europe/Oslo")?;
        let next = next_charge(paid_at.parse()?, interval, &oslo);
        Ok(next.map(|next| next.to_zoned(oslo).datetime().to_string()).unwrap_or_default())
    }

    #[test]
    fn a_month_is_a_calendar_month_at_the_same_local_time() -> Result<(), jiff::Error> {
        assert_eq!(after("2026-08-17T07:00:00Z", Interval::Month)?, "2026-09-17T09:00:00");
        assert_eq!(after("2026-10-10T07:00:00Z", Interval::Month)?, "2026-11-10T09:00:00");
        assert_eq!(after("2027-01-31T08:00:00Z", Interval::Month)?, "2027-02-28T09:00:00");
        assert_eq!(after("2028-02-29T08:00:00Z", Interval::Year)?, "2029-02-28T09:00:00");
        assert_eq!(after("2026-08-17T07:00:00Z", Interval::Once)?, "");
        Ok(())
    }
}
