//! What is sold: products and their prices.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// Something that has a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Product {
    pub id: String,
    pub created: i64,
    pub updated: i64,
    pub name: String,
    pub description: Option<String>,
    pub active: bool,
    pub metadata: Metadata,
}

/// What is paid, and how often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Price {
    pub id: String,
    pub created: i64,
    pub product: String,
    pub currency: String,
    /// In the currency's smallest unit.
    pub unit_amount: i64,
    /// How often it is paid; once, if there is none.
    pub interval: Option<Interval>,
    pub tax_behavior: String,
    pub lookup_key: Option<String>,
    pub nickname: Option<String>,
    pub metadata: Metadata,
    pub active: bool,
}

/// How often a price is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Interval {
    Month,
    Year,
}

impl Interval {
    /// The interval of this name at the provider; it has others, which this desk does not sell.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Month, Self::Year].into_iter().find(|interval| interval.word() == word)
    }

    /// Its name at the provider.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}
