//! Levels: the gated parts of a portal.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The number of a level, 1 to 99, as in the folder `levels/2-budskapet`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct LevelId(u8);

/// Why a number is not a [`LevelId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a level's number is from 1 to 99")]
pub struct NotALevel;

impl LevelId {
    /// The level of this number.
    ///
    /// # Errors
    /// [`NotALevel`] outside 1 to 99.
    pub fn new(number: u8) -> Result<Self, NotALevel> {
        if (1..=99).contains(&number) { Ok(Self(number)) } else { Err(NotALevel) }
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for LevelId {
    type Error = NotALevel;
    fn try_from(number: u8) -> Result<Self, NotALevel> {
        Self::new(number)
    }
}

impl From<LevelId> for u8 {
    fn from(level: LevelId) -> Self {
        level.0
    }
}

impl fmt::Display for LevelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which levels a launch sells, and so a membership opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LevelSet {
    /// Every level, those that come later included.
    All,
    /// These and no others.
    Only(BTreeSet<LevelId>),
}

impl LevelSet {
    /// Whether `level` is in it.
    #[must_use]
    pub fn holds(&self, level: LevelId) -> bool {
        match self {
            Self::All => true,
            Self::Only(levels) => levels.contains(&level),
        }
    }

    /// Whether some level is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All, Self::All) => true,
            (Self::All, Self::Only(levels)) | (Self::Only(levels), Self::All) => !levels.is_empty(),
            (Self::Only(one), Self::Only(two)) => one.intersection(two).next().is_some(),
        }
    }
}
