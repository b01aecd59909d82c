//! The languages that the default wording speaks.

use serde::{Deserialize, Serialize};

/// A language by its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Norwegian bokmål.
    Nb,
    /// Norwegian nynorsk.
    Nn,
    /// English.
    En,
}

/// Why a text names no [`Lang`]; the message carries the remedy where one is known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LangError {
    /// `no`, which YAML 1.1 reads as *false*, and which names two written languages.
    #[error("`no` means *false* in YAML; write `nb` for bokmål or `nn` for nynorsk")]
    No,
    /// A language without wording.
    #[error("unknown language `{0}`; write one of `nb`, `nn`, `en`")]
    Unknown(String),
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The language that `tag` names.
    ///
    /// # Errors
    /// [`LangError::No`] for `no` and for the `false` that YAML makes of it; [`LangError::Unknown`] otherwise.
    pub fn parse(tag: &str) -> Result<Self, LangError> {
        match tag {
            "nb" => Ok(Self::Nb),
            "nn" => Ok(Self::Nn),
            "en" => Ok(Self::En),
            "no" | "false" => Err(LangError::No),
            other => Err(LangError::Unknown(other.to_owned())),
        }
    }

    /// The tag, as in `<html lang>`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }
}
