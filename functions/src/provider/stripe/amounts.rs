//! Amounts and instants as Stripe writes them: the smallest unit, and Unix seconds.

use domain::money::{Currency, Money};
use jiff::Timestamp;

use crate::failure::Broken;

pub(super) fn money(amount: i64, currency: &str) -> Result<Money, Broken> {
    let currency = Currency::parse(&currency.to_uppercase());
    let currency =
        currency.ok_or_else(|| Broken::new("reading an amount", "its currency is none of ours"))?;
    Ok(Money { minor: minor(amount)?, currency })
}

pub(super) fn minor(amount: i64) -> Result<u32, Broken> {
    u32::try_from(amount).map_err(|_| Broken::new("reading an amount", "it is out of range"))
}

pub(super) fn instant(second: i64) -> Result<Timestamp, Broken> {
    Timestamp::from_second(second).map_err(|_| Broken::new("reading an instant", "it is out of range"))
}
