//! The price list, `docs/content/pages/publish/prices.yaml`. Money is whole trillionths of a dollar: a GB-second has a price of ten places.

use serde::Deserialize;

use crate::documents::document;

/// So many parts has a dollar here.
pub(super) const DOLLAR: u128 = 1_000_000_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub prices: Vec<Price>,
    pub services: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    pub key: String,
    /// The line of the bill that it belongs to.
    pub line: String,
    pub what: String,
    pub dollars: String,
    pub per: u128,
    pub free: Option<u128>,
    pub free_source: Option<String>,
    date: Option<String>,
    seen: Option<String>,
    pub source: String,
}

/// What a service for memberships charges.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    pub name: String,
    monthly: String,
    pub percent: String,
    /// How many members the plan has room for; none if the source names no number.
    members: Option<u128>,
    date: Option<String>,
    seen: Option<String>,
    pub source: String,
}

impl List {
    pub(super) fn read() -> Self {
        serde_yaml::from_str(&document("docs/content/pages/publish/prices.yaml")).expect("the price list")
    }
}

impl Price {
    /// What so many thousandths of a unit cost, rounded up.
    pub(super) fn of(&self, thousandths: u128) -> u128 {
        (thousandths * decimal(&self.dollars, DOLLAR)).div_ceil(1000 * self.per)
    }

    /// What is left to pay for when the free part is taken off, in thousandths.
    pub(super) fn beyond_free(&self, thousandths: u128) -> u128 {
        thousandths.saturating_sub(1000 * self.free.unwrap_or(0))
    }

    pub(super) fn day(&self) -> String {
        day(self.date.as_deref(), self.seen.as_deref())
    }
}

impl Service {
    /// What it charges for so many members who pay `each` a month; none if it has no room for them.
    pub(super) fn of(&self, members: u128, each: u128) -> Option<u128> {
        let has_room = self.members.is_none_or(|most| members <= most);
        let part = members * each * decimal(&self.percent, 1000) / 100_000;
        has_room.then(|| decimal(&self.monthly, DOLLAR) + part)
    }

    pub(super) fn day(&self) -> String {
        day(self.date.as_deref(), self.seen.as_deref())
    }
}

fn day(date: Option<&str>, seen: Option<&str>) -> String {
    match (date, seen) {
        (Some(date), None) => date.to_owned(),
        (None, Some(seen)) => format!("seen {seen}"),
        _ => panic!("a price has either a date, or the day on which it was seen"),
    }
}

/// A decimal number in whole parts of one, of which there are `one`, a power of ten.
pub(super) fn decimal(text: &str, one: u128) -> u128 {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let places_of_one = one.ilog10() as usize;
    assert!(places.len() <= places_of_one, "{text} has too many places");
    let digits = format!("{whole}{places:0<places_of_one$}");
    digits.parse().expect(text)
}

/// In dollars and cents, as in `1,234.50`; what is less than half a cent, but something, as `< 0.01`.
pub(super) fn dollars(parts: u128) -> String {
    let cents = (parts + DOLLAR / 200) / (DOLLAR / 100);
    match (parts, cents) {
        (0, _) => "0".to_owned(),
        (_, 0) => "< 0.01".to_owned(),
        _ => format!("{}.{:02}", grouped(cents / 100), cents % 100),
    }
}

/// With a comma between thousands.
pub(super) fn grouped(number: u128) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1000), number % 1000)
}
