//! Ways to write a text within another: with back-slashes, per cents, as markup, as a `data:` address.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::Reader;
use crate::audit::words::INLINE;

impl Reader<'_> {
    /// What stands in the `data:` addresses of a text; one within another is found there.
    pub(super) fn data_addresses(&mut self, text: &str) {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once("data:")
            && self.left > 0
        {
            rest = after;
            let Some((name, data, length)) = data_address(after) else { continue };
            rest = &after[length..];
            self.unnamed(&name, &data);
        }
    }
}

/// A name for it, what it holds, and how many bytes it takes after `data:`.
fn data_address(text: &str) -> Option<(String, Vec<u8>, usize)> {
    let head_end = text.bytes().take(200).position(|byte| byte == b',')?;
    let head = &text[..head_end];
    let is_head = head.is_empty() || head.starts_with(';') || head.contains('/');
    if !is_head || head.contains(char::is_whitespace) {
        return None;
    }
    let kind = head.split([';', '+']).next().and_then(|kind| kind.split_once('/'));
    let name = format!("data.{}", kind.map_or("bin", |(_, ending)| ending));
    let body = &text[head_end + 1..];
    let is_base64 = head.ends_with(";base64");
    let end = if is_base64 { body.find(|char| !is_digit(char)) } else { body.find(['"', '\u{1f}', '\n']) };
    let body = &body[..end.unwrap_or(body.len())];
    let data = if is_base64 { base64(body) } else { percent_decode_str(body).collect() };
    (!data.is_empty()).then_some((name, data, head_end + 1 + body.len()))
}

fn is_digit(char: char) -> bool {
    char.is_ascii_alphanumeric() || "+/-_".contains(char)
}

const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Of digits alone, in the usual alphabet or that of addresses.
fn base64(digits: &str) -> Vec<u8> {
    let digits = digits.replace('-', "+").replace('_', "/");
    let whole = if digits.len() % 4 == 1 { &digits[..digits.len() - 1] } else { &digits };
    FORGIVING.decode(whole).unwrap_or_default()
}

/// The text without its per-cent escapes, if it has any.
pub(super) fn without_per_cents(text: &str) -> Option<String> {
    match percent_decode_str(text).into() {
        Cow::Borrowed(_) => None,
        Cow::Owned(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// The text without its back-slashes, as in `\u00f8` and `\/`, if it has any; a line's end becomes one.
pub(super) fn without_backslashes(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return None;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        units.extend(before.encode_utf16());
        let (unit, length) = escaped(after);
        units.extend(unit);
        rest = &after[length..];
    }
    units.extend(rest.encode_utf16());
    Some(String::from_utf16_lossy(&units))
}

/// What an escape stands for, and how many bytes it takes after the back-slash.
fn escaped(after: &str) -> (Option<u16>, usize) {
    let hex = |digits: usize| {
        let digits = after.get(1..=digits)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let braced = || {
        let digits = after.strip_prefix("u{")?;
        let digits = &digits[..digits.bytes().take(7).position(|byte| byte == b'}')?];
        Some((u16::from_str_radix(digits, 16).ok()?, digits.len() + 3))
    };
    match after.bytes().next() {
        Some(b'u') => match (hex(4), braced()) {
            (Some(unit), _) => (Some(unit), 5),
            (None, Some((unit, length))) => (Some(unit), length),
            (None, None) => (None, 0),
        },
        Some(b'x') => hex(2).map_or((None, 0), |unit| (Some(unit), 3)),
        Some(b'n' | b'r' | b't' | b'f' | b'v' | b'b') => (Some(u16::from(b' ')), 1),
        Some(b'\n') => (None, 1),
        _ => (None, 0),
    }
}

/// Whether a text may hold another that is written in another way.
pub(super) fn may_hide(text: &str) -> bool {
    is_markup(text) || text.contains(['%', '\\']) || text.contains("data:")
}

/// Whether something in the text may be a tag or an entity.
pub(super) fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(b' ');
    let opens = |at: usize| match bytes[at] {
        b'<' => next(at).is_ascii_alphabetic() || b"/!?".contains(&next(at)),
        _ => next(at).is_ascii_alphabetic() || next(at) == b'#',
    };
    memchr::memchr2_iter(b'<', b'&', bytes).any(opens)
}

/// Whether an inline mark stands between two letters.
pub(super) fn has_seam(text: &str) -> bool {
    let seams = text.match_indices(INLINE);
    seams.into_iter().any(|(at, mark)| {
        let before = text[..at].trim_end_matches(INLINE).chars().next_back();
        let after = text[at + mark.len()..].trim_start_matches(INLINE).chars().next();
        before.zip(after).is_some_and(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_letters() {
        assert_eq!(
            without_backslashes(r"st\u00f8tt\n\/medlem\/ \x41 \u{f8}").as_deref(),
            Some("støtt /medlem/ A ø")
        );
        assert_eq!(without_backslashes("ingen"), None);
        assert_eq!(without_per_cents("st%C3%B8tt 100 %").as_deref(), Some("støtt 100 %"));
    }

    #[test]
    fn a_tag_or_an_entity_is_markup_and_a_sum_is_not() {
        assert!(is_markup("a <b>c") && is_markup("a &aring; b") && is_markup("&#229;"));
        assert!(!is_markup("1 < 2 & 3 > 2"));
    }

    #[test]
    fn base64_is_read_with_and_without_its_padding() {
        let data = |text: &str| data_address(text).map(|(name, data, _)| (name, data));
        let expected = Some(("data.svg".to_owned(), b"hei!".to_vec()));
        assert_eq!(data("image/svg+xml;base64,aGVpIQ==\">"), expected);
        assert_eq!(data("image/svg+xml;base64,aGVpIQ"), expected);
        assert_eq!(data("function(a, b)"), None);
        assert_eq!(base64("----"), base64("++++"));
    }
}
