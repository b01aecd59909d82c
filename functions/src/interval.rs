//! When the next charge comes.

use domain::money::Interval;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// One interval after `paid_at`, on the same day of the month in `zone`, or on the month's last day if it has
/// no such day. The provider counts the same way (docs.stripe.com/billing/subscriptions/billing-cycle).
pub(crate) fn next_charge(paid_at: Timestamp, interval: Interval, zone: &TimeZone) -> Timestamp {
    let span = match interval {
        Interval::Month => Span::new().months(1),
        Interval::Year => Span::new().years(1),
    };
    paid_at.to_zoned(zone.clone()).saturating_add(span).timestamp()
}
