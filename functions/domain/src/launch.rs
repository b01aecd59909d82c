//! Launches: rounds with an opening, a closing, perhaps seats, and offers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::level::LevelSet;
use crate::money::{Interval, Money};
use crate::seats::Room;
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
    /// For how many days after the end of a membership its founder may come back at the founding price, 1 to 366.
    pub keeps_price_if_back_within: Option<u16>,
    /// When it is written about, beside its opening.
    pub mails: LaunchMails,
    /// At which prices, and to whom.
    pub offers: Vec<Offer>,
}

/// When those whom a launch has an offer for are written to, beside its opening. What is absent is not sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchMails {
    /// That it closes in some days.
    pub reminder: Option<Timestamp>,
    /// That it closes soon.
    pub last_call: Option<Timestamp>,
    /// That it is over, and that there is a waitlist.
    pub closed: Option<Timestamp>,
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
    /// From when it is for sale: with its launch, or some time before.
    pub opens: Timestamp,
    /// What it sells.
    pub levels: LevelSet,
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
    /// It is open, and every seat that is not taken is held: one may come free.
    AllHeld,
    /// It is open, and every seat is taken.
    SoldOut,
    /// It is over.
    Closed,
}

impl Phase {
    /// Where a launch with this room stands while it is open.
    #[must_use]
    pub fn of(room: Room) -> Self {
        match room {
            Room::Free => Self::Open,
            Room::AllHeld => Self::AllHeld,
            Room::SoldOut => Self::SoldOut,
        }
    }

    /// The word for it in file names, templates and the gate's timeline.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Waitlist => "waitlist",
            Self::Open => "open",
            Self::AllHeld => "all-held",
            Self::SoldOut => "sold-out",
            Self::Closed => "closed",
        }
    }
}

impl Launch {
    /// Where the launch stands for everybody at `now`; `room` counts only while it is open.
    #[must_use]
    pub fn phase(&self, now: Timestamp, room: Room) -> Phase {
        match () {
            () if now < self.opens => Phase::Waitlist,
            () if now >= self.closes => Phase::Closed,
            () => Phase::of(room),
        }
    }

    /// Whether it is open for everybody at `now`, were there seats enough.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.opens <= now && now < self.closes
    }

    /// Whether some offer of it is for sale at `now`, were there seats enough.
    #[must_use]
    pub fn sells(&self, now: Timestamp) -> bool {
        self.offers.iter().any(|offer| self.sells_offer(offer, now))
    }

    /// Whether this offer of it is for sale at `now`, were there seats enough.
    #[must_use]
    pub fn sells_offer(&self, offer: &Offer, now: Timestamp) -> bool {
        offer.opens <= now && now < self.closes
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
        let clashes = |mine: &&Offer| {
            other.offers.iter().any(|theirs| {
                let together = mine.opens < other.closes && theirs.opens < self.closes;
                together && mine.audience == theirs.audience && mine.levels.meets(&theirs.levels)
            })
        };
        self.offers.iter().find(clashes).map(|offer| &offer.audience)
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
            keeps_price_if_back_within: None,
            mails: LaunchMails::default(),
            offers: vec![offer("student", "students", 19_900), offer("alle", "everyone", 24_900)],
        }
    }

    pub(crate) fn offer(id: &str, audience: &str, minor: u32) -> Offer {
        Offer {
            id: Slug::parse(id).unwrap(),
            title: id.to_owned(),
            audience: Audience::parse(audience).unwrap(),
            opens: at(1000),
            levels: LevelSet::All,
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
            assert_eq!(launch.phase(at(second), Room::Free), phase, "{second}");
        }
    }

    proptest! {
        #[test]
        fn seats_matter_only_while_it_is_open(second in 0_i64..3000) {
            let launch = launch("august");
            let phase = |room| launch.phase(at(second), room);
            let open = phase(Room::Free) == Phase::Open;
            prop_assert_eq!(phase(Room::SoldOut), if open { Phase::SoldOut } else { phase(Room::Free) });
            prop_assert_eq!(phase(Room::AllHeld), if open { Phase::AllHeld } else { phase(Room::Free) });
        }

        #[test]
        fn a_clash_is_seen_from_both_sides(opens in 0_i64..3000, length in 1_i64..2000) {
            let one = launch("august");
            let mut two = Launch { opens: at(opens), closes: at(opens + length), ..launch("november") };
            two.offers.iter_mut().for_each(|offer| offer.opens = at(opens));
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

    #[test]
    fn an_offer_that_opens_before_its_launch_may_clash_with_the_launch_before() {
        let one = Launch { closes: at(1000), ..launch("august") };
        let mut two = Launch { opens: at(1000), closes: at(2000), ..launch("september") };
        let one = Launch { offers: vec![Offer { opens: at(500), ..offer("a", "waitlist", 100) }], ..one };
        two.offers = vec![Offer { opens: at(999), ..offer("b", "waitlist", 100) }];
        assert_eq!(two.clash(&one), Some(&Audience::Waitlist));
        two.offers[0].opens = at(1000);
        assert_eq!(two.clash(&one), None);
    }
}
