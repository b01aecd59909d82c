//! Audiences: named groups of e-mail addresses.

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
