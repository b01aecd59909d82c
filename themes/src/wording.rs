//! Wording: the theme's words in one language, in Fluent's format, with plurals.

use std::collections::BTreeSet;
use std::fmt;

use domain::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::error::ThemeError;
use crate::nearest::nearest;
use crate::numbers::grouped;
use crate::place::position;

/// The words of one language.
pub struct Wording {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

impl Wording {
    /// The words that `source` holds; where a key stands twice, the last one counts.
    ///
    /// # Errors
    /// [`ThemeError`] with line and column if `source` is not Fluent.
    pub fn parse(lang: Lang, source: &str) -> Result<Self, ThemeError> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let error = ThemeError::new(
                &file_name(lang),
                errors.first().map(ToString::to_string).unwrap_or_default(),
            );
            let offset = errors.first().map_or(0, |error| error.pos.start);
            error.at(position(source, offset))
        })?;
        let locale = lang.tag().parse();
        let locale = locale.map_err(|_| ThemeError::new(&file_name(lang), "the language has no tag"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(if lang == Lang::En { in_english } else { in_norwegian }));
        bundle.add_resource_overriding(resource);
        Ok(Self { lang, bundle, keys: keys(source).map(str::to_owned).collect() })
    }

    /// Whether there are words for `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Every key, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// The words of `key` with what they mention.
    pub(crate) fn word(&self, key: &str, args: &FluentArgs<'_>) -> Result<String, ThemeError> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| self.unknown(key))?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(ThemeError::new(&self.file_name(), format!("wording `{key}`: {error}"))),
        }
    }

    /// That nothing is said under `key`, and what was probably meant.
    pub(crate) fn unknown(&self, key: &str) -> ThemeError {
        let help = nearest(key, self.keys()).map(|name| format!("did you mean `{name}`?"));
        ThemeError::new(&self.file_name(), format!("unknown wording key `{key}`")).with_help(help)
    }

    /// The wording's name in messages: `i18n/nb.ftl`.
    fn file_name(&self) -> String {
        file_name(self.lang)
    }
}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wording")
            .field("lang", &self.lang)
            .field("keys", &self.keys.len())
            .finish_non_exhaustive()
    }
}

fn file_name(lang: Lang) -> String {
    format!("i18n/{}.ftl", lang.tag())
}

/// The keys that a Fluent source defines: what stands before `=` in a line without indentation.
pub fn keys(source: &str) -> impl Iterator<Item = &str> {
    let is_key = |key: &&str| {
        key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    source.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim_end()).filter(is_key)
}

/// A value for the words that came as text. Plain digits count as a number, so that plurals follow them; they are written
/// as they came, for they may be a name.
pub(crate) fn value(text: &str) -> FluentValue<'static> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(number) if digits && (text == "0" || !text.starts_with('0')) => {
            let as_it_came = FluentNumberOptions { use_grouping: false, ..FluentNumberOptions::default() };
            FluentValue::Number(FluentNumber::new(number.into(), as_it_came))
        }
        _ => FluentValue::from(text.to_owned()),
    }
}

fn in_english<Memoizer>(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    counted(value, Lang::En)
}

fn in_norwegian<Memoizer>(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    counted(value, Lang::Nb)
}

/// A whole number as its language writes it, unless it came as text.
fn counted(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.value.to_string();
    number.options.use_grouping.then(|| text.parse().ok().map(|number| grouped(number, lang))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(source: &str) -> Wording {
        Wording::parse(Lang::Nb, source).unwrap()
    }

    fn args(pairs: &[(&'static str, &str)]) -> FluentArgs<'static> {
        pairs.iter().map(|(name, text)| (*name, value(text))).collect()
    }

    #[test]
    fn a_plural_follows_the_number_even_when_it_came_as_text() {
        let words = wording("seats = { $count ->\n    [one] én plass\n   *[other] { $count } plasser\n }\n");
        assert_eq!(words.word("seats", &args(&[("count", "1")])).unwrap(), "én plass");
        assert_eq!(words.word("seats", &args(&[("count", "12")])).unwrap(), "12 plasser");
    }

    #[test]
    fn a_number_is_grouped_as_in_its_language_and_digits_that_came_as_text_are_not() {
        let words = "seats = { $count ->\n    [one] one\n   *[other] { $count } seats\n }\n";
        let said = |lang, count: FluentValue<'static>| {
            let args: FluentArgs<'_> = [("count", count)].into_iter().collect();
            Wording::parse(lang, words).unwrap().word("seats", &args).unwrap()
        };
        assert_eq!(said(Lang::Nn, FluentValue::from(12_000)), "12\u{a0}000 seats");
        assert_eq!(said(Lang::En, FluentValue::from(12_000)), "12,000 seats");
        assert_eq!(said(Lang::Nb, FluentValue::from(1)), "one");
        assert_eq!(said(Lang::Nb, value("2026")), "2026 seats");
    }

    #[test]
    fn digits_that_are_no_number_stay_as_they_are() {
        let words = wording("code = Kode { $code }\n");
        assert_eq!(words.word("code", &args(&[("code", "0151")])).unwrap(), "Kode 0151");
        assert_eq!(words.word("code", &args(&[("code", "999999999999")])).unwrap(), "Kode 999999999999");
    }

    #[test]
    fn a_value_that_was_not_given_is_an_error_and_not_a_hole() {
        let error = wording("hi = Hei, { $name }\n").word("hi", &FluentArgs::new()).unwrap_err();
        assert!(error.message.contains("$name"), "{error}");
    }

    #[test]
    fn an_unknown_key_comes_with_the_one_that_was_meant() {
        let error = wording("waitlist-title = Venteliste\n").unknown("waitlist-titel");
        assert_eq!(error.help.unwrap(), "did you mean `waitlist-title`?");
    }

    #[test]
    fn broken_fluent_is_shown_where_it_breaks() {
        let error = Wording::parse(Lang::Nn, "a = fin\nb = { $x\n").unwrap_err();
        assert_eq!((error.template.as_str(), error.line), ("i18n/nn.ftl", Some(3)));
    }
}
