//! E-mail addresses, and the hash under which they are stored.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An address that mail can be sent to, lower-cased and without surrounding white space.
///
/// The local part is lower-cased too: no provider in use tells `Kari@` from `kari@`, and two rows for
/// one person would be worse. `Debug` hides it, so that it cannot slip into a log line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is not an [`EmailAddress`]; each has its own words for the person who typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("no e-mail address")]
    Missing,
    /// No `@`, or nothing before it.
    #[error("an e-mail address has an @ with a name before it")]
    NoAt,
    /// More than one `@`: a slip, or two addresses.
    #[error("the e-mail address has more than one @")]
    ManyAts,
    /// The domain has no dot, or nothing after it, as in `kari@example`; or it is a network address.
    #[error("the domain after the @ is not complete")]
    NoDomain,
    /// White space, control characters, or characters that no mail header takes.
    #[error("the e-mail address holds a character that cannot be there")]
    BadCharacter,
    /// A character that does not show, as comes along in copied text: whoever typed it sees nothing wrong.
    #[error("the e-mail address holds a character that does not show")]
    Invisible,
    /// More than 254 bytes (RFC 5321, errata 1690).
    #[error("the e-mail address is too long")]
    TooLong,
}

impl EmailAddress {
    /// The address in `text`.
    ///
    /// A domain like `blåbær.no` becomes its ASCII form (RFC 5891), which is what mail is sent to. The name before the @
    /// must be ASCII as it is typed: the mail library would write another, but Amazon SES takes none (no SMTPUTF8, says
    /// its API reference under `Destination`). A letter that only looks or lower-cases like an ASCII one, as the sign
    /// for kelvin does, is not that letter. Stricter than RFC 5322: no quoted local parts, no comments, no address
    /// literals. Such addresses are rarer than the typing errors and header injections that this refuses.
    ///
    /// # Errors
    /// The first of [`AddressError`] that fits.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Missing);
        }
        if text.len() > MOST_BYTES {
            return Err(AddressError::TooLong);
        }
        if text.chars().any(is_invisible) {
            return Err(AddressError::Invisible);
        }
        if text.matches('@').count() > 1 && !text.chars().any(char::is_control) {
            return Err(AddressError::ManyAts);
        }
        if text.chars().any(is_forbidden) {
            return Err(AddressError::BadCharacter);
        }
        let (local, domain) = text.split_once('@').ok_or(AddressError::NoAt)?;
        check_local(local)?;
        let domain = idna::domain_to_ascii(domain).map_err(|_| AddressError::BadCharacter)?;
        check_domain(&domain)?;
        let address = format!("{}@{domain}", local.to_ascii_lowercase());
        if address.len() > MOST_BYTES { Err(AddressError::TooLong) } else { Ok(Self(address)) }
    }

    /// The address of the mailbox that it surely leads to: without what stands behind a `+` (RFC 5233), and at Gmail
    /// without dots, which that provider leaves out itself ("Dots don't matter in Gmail addresses", its help). For
    /// counting what comes to one person, and for nothing else: others may write their mailboxes so.
    #[must_use]
    pub fn mailbox(&self) -> Self {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let local = local.find('+').filter(|at| *at > 0).map_or(local, |at| &local[..at]);
        let local = local.trim_end_matches('.');
        match domain {
            "gmail.com" | "googlemail.com" => Self(format!("{}@gmail.com", local.replace('.', ""))),
            _ => Self(format!("{local}@{domain}")),
        }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest address (RFC 5321, errata 1690).
const MOST_BYTES: usize = 254;

/// The longest part of a domain between two dots (RFC 1035, section 2.3.4).
const MOST_LABEL_BYTES: usize = 63;

/// Characters that are not drawn or that turn the order of others about: Unicode's `Default_Ignorable_Code_Point`, and
/// the separators and anchors of general punctuation. An international domain would lose some of them without a word.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"(),:;<>[]\\".contains(c)
}

fn check_local(local: &str) -> Result<(), AddressError> {
    if local.is_empty() {
        return Err(AddressError::NoAt);
    }
    if local.len() > 64 {
        return Err(AddressError::TooLong);
    }
    if !local.is_ascii() || local.split('.').any(str::is_empty) {
        return Err(AddressError::BadCharacter);
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<(), AddressError> {
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels[labels.len() - 1];
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) || last.len() < 2 || is_number {
        return Err(AddressError::NoDomain);
    }
    if labels.iter().any(|label| label.len() > MOST_LABEL_BYTES) {
        return Err(AddressError::TooLong);
    }
    let plain = |label: &&str| {
        !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if labels.iter().all(plain) { Ok(()) } else { Err(AddressError::BadCharacter) }
}

impl TryFrom<String> for EmailAddress {
    type Error = AddressError;
    fn try_from(text: String) -> Result<Self, AddressError> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}

/// The keyed hash of an address, by a [`HashKey`](crate::keyed_hash::HashKey): the only form of it in a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AddressHash(String);

impl fmt::Display for AddressHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AddressHash {
    /// A hash that was just made, or read back from the table.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_typing_error_has_its_own_answer() {
        let cases = [
            ("", AddressError::Missing),
            ("   ", AddressError::Missing),
            ("kari", AddressError::NoAt),
            ("@example.no", AddressError::NoAt),
            ("kari@example", AddressError::NoDomain),
            ("kari@example.", AddressError::NoDomain),
            ("kari@example.no.", AddressError::NoDomain),
            ("kari@10.0.0.10", AddressError::NoDomain),
            ("kari@@example.no", AddressError::ManyAts),
            ("kari@example.no@example.com", AddressError::ManyAts),
            ("kari@ex ample.no", AddressError::BadCharacter),
            ("kari..n@example.no", AddressError::BadCharacter),
            ("kari@-example.no", AddressError::BadCharacter),
            (".kari@example.no", AddressError::BadCharacter),
            ("kari.@example.no", AddressError::BadCharacter),
            ("kari@example.no\0", AddressError::BadCharacter),
            ("kåre@example.no", AddressError::BadCharacter),
        ];
        for (text, error) in cases {
            assert_eq!(EmailAddress::parse(text), Err(error), "{text}");
        }
        let long = format!("{}@example.no", "k".repeat(250));
        assert_eq!(EmailAddress::parse(&long), Err(AddressError::TooLong));
        let long = format!("kari@{}.no", "e".repeat(64));
        assert_eq!(EmailAddress::parse(&long), Err(AddressError::TooLong), "no domain has such a part");
    }

    #[test]
    fn an_address_may_have_254_characters_and_not_one_more() {
        let of = |length: usize| {
            let domain = [&"e".repeat(63), &"e".repeat(63), &"e".repeat(length - 64 - 1 - 128 - 3), "no"]
                .map(str::to_owned);
            format!("{}@{}", "k".repeat(64), domain.join("."))
        };
        assert_eq!(of(254).len(), 254);
        assert!(EmailAddress::parse(&format!("  {} ", of(254))).is_ok());
        assert_eq!(EmailAddress::parse(&of(255)), Err(AddressError::TooLong));
    }

    #[test]
    fn what_does_not_show_is_refused_wherever_it_stands() {
        for hidden in
            "\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{e0041}"
                .chars()
        {
            for text in ["{}kari@example.no", "ka{}ri@example.no", "kari@exam{}ple.no", "kari@example.no{}"] {
                let text = text.replace("{}", &hidden.to_string());
                assert_eq!(EmailAddress::parse(&text), Err(AddressError::Invisible), "{text:?}");
            }
        }
    }

    #[test]
    fn a_letter_that_lower_cases_to_another_is_not_that_letter() {
        for text in ["\u{212a}ari@example.no", "ka\u{131}@example.no", "\u{ff4b}ari@example.no"] {
            assert_eq!(EmailAddress::parse(text), Err(AddressError::BadCharacter), "{text:?}");
        }
        let kari = EmailAddress::parse(" KARI@Example.NO\t");
        assert_eq!(kari.as_ref().map(EmailAddress::as_str), Ok("kari@example.no"));
    }

    #[test]
    fn addresses_that_lead_to_one_mailbox_are_counted_as_one() {
        let cases = [
            ("kari+a@example.no", "kari@example.no"),
            ("kari+a+b@example.no", "kari@example.no"),
            ("ka.ri@example.no", "ka.ri@example.no"),
            ("k.a.r.i+a@gmail.com", "kari@gmail.com"),
            ("kari@googlemail.com", "kari@gmail.com"),
            ("kari.+a@example.no", "kari@example.no"),
            ("+47@example.no", "+47@example.no"),
        ];
        for (text, mailbox) in cases {
            let found = EmailAddress::parse(text).map(|address| address.mailbox());
            assert_eq!(found, EmailAddress::parse(mailbox), "{text}");
        }
    }

    #[test]
    fn an_address_cannot_carry_a_header() {
        for text in
            ["kari@example.no\r\nBcc: x@y.no", "kari@example.no,x@y.no", "\"a b\"@example.no", "<k@e.no>"]
        {
            let refused = EmailAddress::parse(text);
            assert!(matches!(refused, Err(AddressError::BadCharacter | AddressError::ManyAts)), "{text:?}");
        }
    }

    #[test]
    fn two_addresses_are_told_as_two() {
        for text in ["kari@example.no, ola@example.no", "kari@example.no ola@example.no", "kari@@example.no"]
        {
            assert_eq!(EmailAddress::parse(text), Err(AddressError::ManyAts), "{text:?}");
        }
    }

    #[test]
    fn a_domain_with_letters_of_its_own_is_written_as_mail_needs_it() {
        let address = EmailAddress::parse("ola@blåbær.no");
        assert_eq!(address.as_ref().map(EmailAddress::as_str), Ok("ola@xn--blbr-roah.no"));
        assert_eq!(address, EmailAddress::parse("ola@xn--blbr-roah.no"));
    }

    #[test]
    fn debug_hides_the_address() -> Result<(), AddressError> {
        assert!(!format!("{:?}", EmailAddress::parse("kari@example.no")?).contains("kari"));
        Ok(())
    }
}
