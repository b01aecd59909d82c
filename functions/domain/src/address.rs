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
    /// The domain has no dot, or nothing after it, as in `kari@example`.
    #[error("the domain after the @ is not complete")]
    NoDomain,
    /// White space, control characters, or characters that no mail header takes.
    #[error("the e-mail address holds a character that cannot be there")]
    BadCharacter,
    /// More than 254 bytes (RFC 5321, errata 1690).
    #[error("the e-mail address is too long")]
    TooLong,
}

impl EmailAddress {
    /// The address in `text`.
    ///
    /// A domain like `blåbær.no` becomes its ASCII form (RFC 5891), which is what mail is sent to; a name before
    /// the @ must be ASCII already, for few providers take another. Stricter than RFC 5322: no quoted local parts, no comments, no address literals. Such addresses
    /// are rarer than the typing errors and header injections that this refuses.
    ///
    /// # Errors
    /// The first of [`AddressError`] that fits.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(AddressError::Missing);
        }
        if text.len() > 254 {
            return Err(AddressError::TooLong);
        }
        if text.chars().any(is_forbidden) {
            return Err(AddressError::BadCharacter);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(AddressError::NoAt)?;
        check_local(local)?;
        let domain = idna::domain_to_ascii(domain).map_err(|_| AddressError::BadCharacter)?;
        check_domain(&domain)?;
        let address = format!("{local}@{domain}");
        if address.len() > 254 { Err(AddressError::TooLong) } else { Ok(Self(address)) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"(),:;<>[]\\".contains(c)
}

fn check_local(local: &str) -> Result<(), AddressError> {
    if local.is_empty() || local.contains('@') {
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
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) || labels[labels.len() - 1].len() < 2 {
        return Err(AddressError::NoDomain);
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
            ("kari@@example.no", AddressError::NoAt),
            ("kari@ex ample.no", AddressError::BadCharacter),
            ("kari..n@example.no", AddressError::BadCharacter),
            ("kari@-example.no", AddressError::BadCharacter),
            ("kåre@example.no", AddressError::BadCharacter),
        ];
        for (text, error) in cases {
            assert_eq!(EmailAddress::parse(text), Err(error), "{text}");
        }
        let long = format!("{}@example.no", "k".repeat(250));
        assert_eq!(EmailAddress::parse(&long), Err(AddressError::TooLong));
    }

    #[test]
    fn an_address_cannot_carry_a_header() {
        for text in
            ["kari@example.no\r\nBcc: x@y.no", "kari@example.no,x@y.no", "\"a b\"@example.no", "<k@e.no>"]
        {
            assert_eq!(EmailAddress::parse(text), Err(AddressError::BadCharacter), "{text:?}");
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
