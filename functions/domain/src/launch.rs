//! Launches: rounds with an opening, a closing, perhaps seats, and offers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::level::LevelSet;
use crate::money::{Interval, Money};
use crate::slug::Slug;

/// One round in which memberships are sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launch {
    /// Its name in keys and URLs, as `august`.
    pub id: Slug,
    /// Its name for people.
    pub name: String,
    /// The first instant at which one can buy.
    pub opens: Timestamp,
    /// The first instant at which one no longer can.
    pub closes: Timestamp,
    /// How many can buy; without a limit if absent.
    pub seats: Option<u32>,
    /// What it sells.
    pub levels: LevelSet,
    /// At which prices, and to whom.
    pub offers: Vec<Offer>,
}

/// A price for one audience in one launch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its name within the launch, as `student`.
    pub id: Slug,
    /// Its name for people.
    pub title: String,
    /// Whom it is for.
    pub audience: Audience,
    /// What one interval costs.
    pub price: Money,
    /// How often it is paid.
    pub interval: Interval,
    /// Whether the price stays for as long as the membership lasts.
    pub founding: bool,
}

/// Where a launch stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It has not opened: one can ask to be told.
    Waitlist,
    /// One can buy.
    Open,
    /// It is open, and every seat is taken.
    SoldOut,
    /// It is over.
    Closed,
}

impl Phase {
    /// The word for it in file names, templates and the gate's timeline.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Waitlist => "waitlist",
            Self::Open => "open",
            Self::SoldOut => "sold-out",
            Self::Closed => "closed",
        }
    }
}

impl Launch {
    /// Where the launch stands at `now`; `sold_out` counts only while it is open.
    #[must_use]
    pub fn phase(&self, now: Timestamp, sold_out: bool) -> Phase {
        match () {
            () if now < self.opens => Phase::Waitlist,
            () if now >= self.closes => Phase::Closed,
            () if sold_out => Phase::SoldOut,
            () => Phase::Open,
        }
    }

    /// Whether its window holds `now`, sold out or not.
    #[must_use]
    pub fn is_running(&self, now: Timestamp) -> bool {
        self.opens <= now && now < self.closes
    }

    /// The offer of this id.
    #[must_use]
    pub fn offer(&self, id: &Slug) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == *id)
    }

    /// An audience that both launches sell the same level to at the same time, if there is one.
    ///
    /// Two such launches would give one person two prices for one thing.
    #[must_use]
    pub fn clash<'a>(&'a self, other: &Self) -> Option<&'a Audience> {
        let together = self.opens < other.closes && other.opens < self.closes;
        if !together || !self.levels.meets(&other.levels) {
            return None;
        }
        let audiences = self.offers.iter().map(|offer| &offer.audience);
        audiences.into_iter().find(|mine| other.offers.iter().any(|theirs| theirs.audience == **mine))
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::money::Currency;

    /// Open for seconds 1000 to 2000: students 199, everyone 249, founding; 100 seats.
    pub(crate) fn launch(id: &str) -> Launch {
        Launch {
            id: Slug::parse(id).unwrap(),
            name: id.to_owned(),
            opens: at(1000),
            closes: at(2000),
            seats: Some(100),
            levels: LevelSet::All,
            offers: vec![offer("student", "students", 19_900), offer("alle", "everyone", 24_900)],
        }
    }

    pub(crate) fn offer(id: &str, audience: &str, minor: u32) -> Offer {
        Offer {
            id: Slug::parse(id).unwrap(),
            title: id.to_owned(),
            audience: Audience::parse(audience).unwrap(),
            price: Money { minor, currency: Currency::Nok },
            interval: Interval::Month,
            founding: true,
        }
    }

    pub(crate) fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{at, launch, offer};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_opens_and_closes_at_its_second() {
        let launch = launch("august");
        let phases =
            [(999, Phase::Waitlist), (1000, Phase::Open), (1999, Phase::Open), (2000, Phase::Closed)];
        for (second, phase) in phases {
            assert_eq!(launch.phase(at(second), false), phase, "{second}");
        }
    }

    proptest! {
        #[test]
        fn being_sold_out_matters_only_while_open(second in 0_i64..3000) {
            let launch = launch("august");
            let (plain, sold_out) = (launch.phase(at(second), false), launch.phase(at(second), true));
            if plain == Phase::Open {
                prop_assert_eq!(sold_out, Phase::SoldOut);
            } else {
                prop_assert_eq!(sold_out, plain);
            }
        }

        #[test]
        fn a_clash_is_seen_from_both_sides(opens in 0_i64..3000, length in 1_i64..2000) {
            let one = launch("august");
            let two = Launch { opens: at(opens), closes: at(opens + length), ..launch("november") };
            prop_assert_eq!(one.clash(&two).is_some(), two.clash(&one).is_some());
            prop_assert_eq!(one.clash(&two).is_some(), opens < 2000 && opens + length > 1000);
        }
    }

    #[test]
    fn different_audiences_may_buy_side_by_side() {
        let one = Launch { offers: vec![offer("a", "students", 100)], ..launch("august") };
        let two = Launch { offers: vec![offer("b", "everyone", 200)], ..launch("september") };
        assert_eq!(one.clash(&two), None);
    }
}
