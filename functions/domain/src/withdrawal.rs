//! The right of withdrawal (angrerett): for how long, and what is given back.
//!
//! Source: angrerettloven (the Norwegian Act on the right of withdrawal, 20 June 2014 no. 27), sections 21, 24 and 26;
//! Directive 2011/83/EU, articles 9, 13 and 14; Regulation 1182/71, article 3, for how days are counted.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::membership::FOR_GOOD;
use crate::money::Money;

/// How many days the right lasts, not counting the day of the purchase.
const DAYS: i64 = 14;

/// The first instant at which what was bought at `bought_at` can no longer be withdrawn from, in `zone`: the end of the
/// fourteenth day after that day, or of the Monday after it where it falls on a Saturday or Sunday.
#[must_use]
pub fn until(bought_at: Timestamp, zone: &TimeZone) -> Timestamp {
    let last = bought_at.to_zoned(zone.clone()).date().saturating_add(DAYS.days());
    let last = match last.weekday() {
        Weekday::Saturday => last.saturating_add(2.days()),
        Weekday::Sunday => last.saturating_add(1.day()),
        _ => last,
    };
    let end = last.saturating_add(1.day()).to_zoned(zone.clone());
    end.map_or(Timestamp::MAX, |end| end.timestamp())
}

/// What was paid and for which time, as far as it decides the refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// What was paid for the first period.
    pub price: Money,
    /// When.
    pub bought_at: Timestamp,
    /// The end of that period.
    pub paid_until: Timestamp,
    /// Whether the buyer had expressly asked for a start before the right of withdrawal is over.
    pub immediate_start: bool,
}

/// What is given back to who withdraws at `at`, in minor units of the price's currency: all of it; or, where the buyer had
/// expressly asked for an immediate start, the part of the period that is left, rounded up. What was paid once, for good,
/// has no part that is used up.
#[must_use]
pub fn refund(purchase: &Purchase, at: Timestamp) -> u32 {
    let Purchase { price, bought_at, paid_until, immediate_start } = *purchase;
    if !immediate_start || paid_until >= FOR_GOOD {
        return price.minor;
    }
    let whole = i128::from(paid_until.as_second() - bought_at.as_second()).max(1);
    let left = i128::from(paid_until.as_second() - at.as_second()).clamp(0, whole);
    let rounded_up = (i128::from(price.minor) * left + whole - 1) / whole;
    u32::try_from(rounded_up).unwrap_or(price.minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn last_day(bought_at: &str) -> String {
        let oslo = TimeZone::get("Europe/Oslo").unwrap();
        until(instant(bought_at), &oslo).to_zoned(oslo).datetime().to_string()
    }

    #[test]
    fn the_right_lasts_to_the_end_of_the_fourteenth_day_or_the_working_day_after() {
        assert_eq!(last_day("2026-08-18T10:00:00Z"), "2026-09-02T00:00:00");
        assert_eq!(last_day("2026-08-18T21:59:59Z"), "2026-09-02T00:00:00");
        assert_eq!(last_day("2026-08-18T22:00:00Z"), "2026-09-03T00:00:00", "in Oslo it is the next day");
        assert_eq!(last_day("2026-08-22T10:00:00Z"), "2026-09-08T00:00:00", "from a Saturday to Monday");
        assert_eq!(last_day("2026-08-23T10:00:00Z"), "2026-09-08T00:00:00", "from a Sunday to Monday");
        assert_eq!(last_day("2026-10-20T10:00:00Z"), "2026-11-04T00:00:00", "over the end of summer time");
    }

    fn purchase(immediate_start: bool, paid_until: Timestamp) -> Purchase {
        let price = Money { minor: 24_900, currency: Currency::Nok };
        Purchase { price, bought_at: instant("2026-08-01T00:00:00Z"), paid_until, immediate_start }
    }

    #[test]
    fn who_did_not_ask_for_an_immediate_start_gets_everything_back() {
        let bought = purchase(false, instant("2026-09-01T00:00:00Z"));
        assert_eq!(refund(&bought, instant("2026-08-14T00:00:00Z")), 24_900);
        let for_good = purchase(true, FOR_GOOD);
        assert_eq!(refund(&for_good, instant("2026-08-14T00:00:00Z")), 24_900);
    }

    #[test]
    fn who_asked_for_it_pays_for_the_days_that_went_by() {
        let bought = purchase(true, instant("2026-08-31T00:00:00Z"));
        assert_eq!(refund(&bought, instant("2026-08-01T00:00:00Z")), 24_900);
        assert_eq!(refund(&bought, instant("2026-08-16T00:00:00Z")), 12_450);
        assert_eq!(refund(&bought, instant("2026-08-16T00:00:01Z")), 12_450, "rounded up");
        assert_eq!(refund(&bought, instant("2026-09-16T00:00:00Z")), 0);
    }

    proptest! {
        #[test]
        fn nobody_gets_back_more_than_was_paid_or_less_for_being_early(
            minor in 1_u32..=crate::money::HIGHEST_MINOR,
            days in 1_i64..400,
            seconds in prop::array::uniform2(-100_000_i64..40_000_000),
        ) {
            let price = Money { minor, currency: Currency::Nok };
            let bought_at = instant("2026-08-01T00:00:00Z");
            let after = |seconds| Timestamp::from_second(bought_at.as_second() + seconds).unwrap();
            let bought = Purchase { price, bought_at, paid_until: after(days * 86_400), immediate_start: true };
            let [early, late] = [seconds[0].min(seconds[1]), seconds[0].max(seconds[1])];
            let (early, late) = (refund(&bought, after(early)), refund(&bought, after(late)));
            prop_assert!(late <= early && early <= minor);
        }
    }
}
