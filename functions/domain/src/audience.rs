//! Audiences: named groups of e-mail addresses, and why somebody belongs to one.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::slug::{NotASlug, Slug};

/// Whom an offer is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Audience {
    /// Whoever comes.
    Everyone,
    /// Whoever has a confirmed waitlist entry.
    Waitlist,
    /// The addresses imported under this name.
    Imported(Slug),
}

impl Audience {
    /// The audience of this name, as in `launches.yaml`.
    ///
    /// # Errors
    /// [`NotASlug`] if it could not be a name.
    pub fn parse(name: &str) -> Result<Self, NotASlug> {
        match name {
            "everyone" => Ok(Self::Everyone),
            "waitlist" => Ok(Self::Waitlist),
            other => Slug::parse(other).map(Self::Imported),
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Everyone => "everyone",
            Self::Waitlist => "waitlist",
            Self::Imported(slug) => slug.as_str(),
        }
    }
}

impl TryFrom<String> for Audience {
    type Error = NotASlug;
    fn try_from(name: String) -> Result<Self, NotASlug> {
        Self::parse(&name)
    }
}

impl From<Audience> for String {
    fn from(audience: Audience) -> Self {
        audience.name().to_owned()
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why the addresses of an import belong to an audience, in the creator's words, as in "bought the course in spring".
/// Kept with each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis(String);

/// A basis is a line of 1 to 200 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a basis is a line of up to 200 characters")]
pub struct NotABasis;

impl Basis {
    /// The basis that `text` is, without surrounding white space.
    ///
    /// # Errors
    /// [`NotABasis`] if it is empty, has more than 200 characters, or a line break.
    pub fn parse(text: &str) -> Result<Self, NotABasis> {
        let text = text.trim();
        let is_line = !text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control);
        if is_line { Ok(Self(text.to_owned())) } else { Err(NotABasis) }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_one_line_with_something_in_it() {
        assert_eq!(Basis::parse(" bought course X ").as_ref().map(Basis::as_str), Ok("bought course X"));
        for text in ["", "  ", "two\nlines", "a\0b", &"x".repeat(201)] {
            assert_eq!(Basis::parse(text), Err(NotABasis), "{text:?}");
        }
        assert!(Basis::parse(&"å".repeat(200)).is_ok());
    }
}
