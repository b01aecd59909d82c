//! Ways to write a text within another: with back-slashes, per cents, as markup, as a `data:` address.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::Reader;
use crate::audit::words::INLINE;

impl Reader<'_> {
    /// What stands in the `data:` addresses of a text.
    pub(super) fn data_addresses(&mut self, text: &str) {
        for (at, _) in text.match_indices("data:") {
            let Some((head, rest)) = text[at + 5..].split_once(',') else { continue };
            let is_head = head.is_empty() || head.starts_with(';') || head.contains('/');
            if !is_head || head.len() > 200 || head.contains(char::is_whitespace) {
                continue;
            }
            let bytes = if head.ends_with(";base64") { base64(rest) } else { plain(rest) };
            let ending = head.split([';', '+']).next().and_then(|kind| kind.split_once('/'));
            if !bytes.is_empty() {
                let name = format!("data.{}", ending.map_or("bin", |(_, ending)| ending));
                self.packed(&name, &bytes);
            }
        }
    }
}

const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

fn base64(text: &str) -> Vec<u8> {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte));
    let digits: Vec<u8> = digits
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => byte,
        })
        .collect();
    let whole = if digits.len() % 4 == 1 { &digits[..digits.len() - 1] } else { &digits[..] };
    FORGIVING.decode(whole).unwrap_or_default()
}

fn plain(text: &str) -> Vec<u8> {
    let end = text.find(['"', '\u{1f}', '\n']).unwrap_or(text.len());
    percent_decode_str(&text[..end]).collect()
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
        let (digits, _) = after.strip_prefix("u{")?.split_once('}')?;
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
        assert_eq!(base64("aGVpIQ==\""), b"hei!");
        assert_eq!(base64("aGVpIQ"), b"hei!");
        assert_eq!(base64("----"), base64("++++"));
    }
}
