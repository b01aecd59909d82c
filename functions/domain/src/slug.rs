//! Names that stand in a URL or a key: `1-ro-i-kroppen`, `august`, `student`.

use serde::{Deserialize, Serialize};

/// One to 64 characters of `a-z`, `0-9` and single hyphens, beginning and ending with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is not a [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a plain name; use lower-case letters a-z, digits and single hyphens")]
pub struct NotASlug(String);

impl Slug {
    /// The slug that `text` spells.
    ///
    /// # Errors
    /// [`NotASlug`] for anything else than lower-case ASCII letters, digits and single inner hyphens,
    /// or for more than 64 of them.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        let words = text.split('-').all(|word| !word.is_empty() && word.bytes().all(is_plain));
        if words && text.len() <= 64 { Ok(Self(text.to_owned())) } else { Err(NotASlug(text.to_owned())) }
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;
    fn try_from(text: String) -> Result<Self, NotASlug> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_cannot_leave_its_folder_or_its_key() {
        for bad in ["", "-", "a--b", "-a", "a-", "A", "å", "a/b", "..", "a#b", "a b", &"a".repeat(65)] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
        for good in ["august", "1-ro-i-kroppen", "a", "2026"] {
            assert_eq!(Slug::parse(good).map(String::from).as_deref(), Ok(good));
        }
    }
}
