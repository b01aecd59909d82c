//! Money in integer minor units, and how often it is paid.

use serde::{Deserialize, Serialize};

/// A currency with two decimals; others are not offered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Norwegian krone.
    Nok,
    /// Swedish krona.
    Sek,
    /// Danish krone.
    Dkk,
    /// Euro.
    Eur,
}

impl Currency {
    /// The currency that `code` names (ISO 4217), if it is one of ours.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Nok, Self::Sek, Self::Dkk, Self::Eur].into_iter().find(|currency| currency.code() == code)
    }

    /// The ISO 4217 code, upper case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nok => "NOK",
            Self::Sek => "SEK",
            Self::Dkk => "DKK",
            Self::Eur => "EUR",
        }
    }
}

/// An amount above zero: 24900 minor units of NOK are 249 kr.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Hundredths of the currency's unit (øre for NOK), 1 to 99,999,999.
    pub minor: u32,
    /// What it is counted in.
    pub currency: Currency,
}

/// The highest price, in minor units: what the payment provider takes (eight digits).
pub const HIGHEST_MINOR: u32 = 99_999_999;

/// Why a text is not a price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// Something beside the number: `249,-`, `249 kr`, `kr 249`.
    #[error("`{0}` is not a price; write the number alone, as in `249` or `249.50`")]
    NotANumber(String),
    /// Zero, or more than the payment provider takes.
    #[error("a price is from 0.01 to 999999.99, not `{0}`")]
    OutOfRange(String),
}

impl Money {
    /// The price that `text` spells: digits, and at most two decimals after a point.
    ///
    /// # Errors
    /// [`PriceError`] for other characters, and for amounts outside 0.01 to 999,999.99.
    pub fn parse_price(text: &str, currency: Currency) -> Result<Self, PriceError> {
        let not_a_number = || PriceError::NotANumber(text.to_owned());
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
            return Err(not_a_number());
        }
        let out_of_range = || PriceError::OutOfRange(text.to_owned());
        let whole: u32 = whole.parse().map_err(|_| out_of_range())?;
        let hundredths: u32 = format!("{decimals:0<2}").parse().map_err(|_| not_a_number())?;
        let minor = whole.checked_mul(100).and_then(|minor| minor.checked_add(hundredths));
        match minor {
            Some(minor @ 1..=HIGHEST_MINOR) => Ok(Self { minor, currency }),
            _ => Err(out_of_range()),
        }
    }

    /// The part before the decimals: kroner for NOK.
    #[must_use]
    pub fn whole(self) -> u32 {
        self.minor / 100
    }

    /// The decimals, 0 to 99.
    #[must_use]
    pub fn hundredths(self) -> u32 {
        self.minor % 100
    }

    /// The value added tax of `rate` per cent that is in this amount, rounded to the nearest minor unit, halves up.
    #[must_use]
    pub fn tax_within(self, rate: u8) -> Self {
        let (minor, rate) = (u64::from(self.minor), u64::from(rate));
        let doubled = 2 * (100 + rate);
        let tax = (2 * minor * rate + 100 + rate) / doubled;
        Self { minor: u32::try_from(tax).unwrap_or(self.minor), ..self }
    }
}

/// How often a price is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interval {
    /// Every calendar month.
    Month,
    /// Every calendar year.
    Year,
    /// Once, for good.
    Once,
}

impl Interval {
    /// The interval that `word` names, as in `launches.yaml`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            "once" => Some(Self::Once),
            _ => None,
        }
    }

    /// The word for it in `launches.yaml` and in the wording.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::Once => "once",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_amount_reads_back_as_itself(minor in 1..=HIGHEST_MINOR) {
            let price = Money { minor, currency: Currency::Nok };
            let text = format!("{}.{:02}", price.whole(), price.hundredths());
            prop_assert_eq!(Money::parse_price(&text, Currency::Nok), Ok(price));
        }

        #[test]
        fn no_text_makes_it_panic_or_leave_the_range(text in "\\PC{0,12}") {
            if let Ok(price) = Money::parse_price(&text, Currency::Nok) {
                prop_assert!((1..=HIGHEST_MINOR).contains(&price.minor));
            }
        }
    }

    #[test]
    fn shop_window_prices_are_refused_with_the_remedy() {
        for text in ["249,-", "249 kr", "kr 249", "249,50", "-5", "1e3", "", ".5", "5.", "1.234"] {
            assert!(
                matches!(Money::parse_price(text, Currency::Nok), Err(PriceError::NotANumber(_))),
                "{text}"
            );
        }
        for text in ["0", "0.00", "1000000", "99999999999999999999"] {
            assert!(
                matches!(Money::parse_price(text, Currency::Nok), Err(PriceError::OutOfRange(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn the_tax_is_a_part_of_the_price_and_not_added_to_it() {
        let tax = |minor, rate| Money { minor, currency: Currency::Nok }.tax_within(rate).minor;
        assert_eq!(tax(25_000, 25), 5_000);
        assert_eq!(tax(19_900, 25), 3_980);
        assert_eq!(tax(24_999, 25), 5_000);
        assert_eq!(tax(99_999_999, 50), 33_333_333);
    }

    #[test]
    fn one_decimal_means_tenths() {
        assert_eq!(Money::parse_price("249.5", Currency::Nok).map(|price| price.minor), Ok(24_950));
    }
}
