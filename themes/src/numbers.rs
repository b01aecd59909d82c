//! Numbers as people write them: prices, and the sizes of files.

use domain::lang::Lang;
use domain::money::{Currency, Money};

/// Keeps a number and its unit on one line.
pub(crate) const NO_BREAK_SPACE: char = '\u{a0}';

/// `1 249 kr`, `249,50 kr` in Norwegian, `NOK 1,249` in English. Decimals only where there are some.
#[must_use]
pub fn money(money: Money, lang: Lang) -> String {
    let whole = grouped(money.whole(), lang);
    let number = match money.hundredths() {
        0 => whole,
        hundredths => format!("{whole}{}{hundredths:02}", decimal_mark(lang)),
    };
    match (lang, money.currency) {
        (Lang::En, currency) => format!("{}{NO_BREAK_SPACE}{number}", currency.code()),
        (Lang::Nb | Lang::Nn, Currency::Nok) => format!("{number}{NO_BREAK_SPACE}kr"),
        (Lang::Nb | Lang::Nn, currency) => format!("{number}{NO_BREAK_SPACE}{}", currency.code()),
    }
}

/// `336 byte`, `48 kB`, `1,2 MB`: thousands of bytes, rounded up, so that nobody is told too little.
pub(crate) fn size(bytes: u64, lang: Lang) -> String {
    match (bytes, lang) {
        (..1000, Lang::En) => format!("{bytes}{NO_BREAK_SPACE}bytes"),
        (..1000, _) => format!("{bytes}{NO_BREAK_SPACE}byte"),
        (1000..=999_000, _) => format!("{}{NO_BREAK_SPACE}kB", bytes.div_ceil(1000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}{}{}{NO_BREAK_SPACE}MB", tenths / 10, decimal_mark(lang), tenths % 10)
        }
    }
}

pub(crate) fn grouped(number: u32, lang: Lang) -> String {
    let mark = if lang == Lang::En { ',' } else { NO_BREAK_SPACE };
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

fn decimal_mark(lang: Lang) -> char {
    if lang == Lang::En { '.' } else { ',' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kroner(minor: u32, lang: Lang) -> String {
        money(Money { minor, currency: Currency::Nok }, lang).replace(NO_BREAK_SPACE, "_")
    }

    #[test]
    fn a_price_reads_as_in_a_shop_of_that_language() {
        assert_eq!(kroner(19_900, Lang::Nb), "199_kr");
        assert_eq!(kroner(124_900, Lang::Nn), "1_249_kr");
        assert_eq!(kroner(24_950, Lang::Nb), "249,50_kr");
        assert_eq!(kroner(24_905, Lang::Nb), "249,05_kr");
        assert_eq!(kroner(124_900, Lang::En), "NOK_1,249");
        assert_eq!(kroner(99_999_999, Lang::En), "NOK_999,999.99");
    }

    #[test]
    fn only_norwegian_kroner_are_called_kr() {
        let price =
            |currency| money(Money { minor: 100_000, currency }, Lang::Nb).replace(NO_BREAK_SPACE, "_");
        assert_eq!(price(Currency::Sek), "1_000_SEK");
        assert_eq!(price(Currency::Eur), "1_000_EUR");
    }

    #[test]
    fn a_file_is_never_said_to_be_smaller_than_it_is() {
        let size = |bytes, lang| size(bytes, lang).replace(NO_BREAK_SPACE, "_");
        assert_eq!(size(336, Lang::Nb), "336_byte");
        assert_eq!(size(336, Lang::En), "336_bytes");
        assert_eq!(size(47_100, Lang::Nb), "48_kB");
        assert_eq!(size(999_001, Lang::Nb), "1,0_MB");
        assert_eq!(size(1_150_000, Lang::En), "1.2_MB");
    }
}
