//! A launch, as pages show it.

use domain::launch::Phase;
use domain::money::Money;
use domain::quote::Quote;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The launch that a page speaks of, as it stands in one phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchView {
    pub id: String,
    pub name: String,
    pub phase: Phase,
    pub opens: Timestamp,
    pub closes: Timestamp,
    pub seats: Option<u32>,
    /// What the reader may buy: for a page built before anybody came, what everyone may.
    pub quotes: Vec<Quote>,
    /// Some offers are for addresses that must be proven first.
    pub has_other_offers: bool,
    /// What members who join in the next launch pay, if that is more: the truth behind "founding price".
    pub later: Option<LaterPrice>,
}

/// The price of the next launch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterPrice {
    pub price: Money,
    pub interval: String,
    pub from: Timestamp,
}
