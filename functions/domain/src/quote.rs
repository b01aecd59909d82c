//! What a visitor may buy, and for how much: the one place where a price is decided.
//!
//! The page that shows a price, the review page and the charge all ask here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::buyer::Buyer;
use crate::launch::{Launch, Offer};
use crate::level::LevelSet;
use crate::money::{Interval, Money};
use crate::slug::Slug;

/// An offer as it stands for one visitor: the promise that checkout keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The launch it belongs to.
    pub launch: Slug,
    /// The offer within the launch.
    pub offer: Slug,
    /// The offer's name for people.
    pub title: String,
    /// What one interval costs, everything included.
    pub price: Money,
    /// How often it is paid.
    pub interval: Interval,
    /// Whether the price stays for as long as the membership lasts.
    pub founding: bool,
    /// For how many days after its end one may come back at this price; a founder's alone.
    pub back_within: Option<u16>,
    /// What is bought.
    pub levels: LevelSet,
}

/// Why a visitor cannot buy what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuoteRefusal {
    /// No such launch or offer, or not for this visitor; the two look alike on purpose.
    #[error("there is no such offer for this visitor")]
    Unknown,
    /// The launch has not opened.
    #[error("the launch has not opened")]
    NotOpen,
    /// The launch is over.
    #[error("the launch is over")]
    Closed,
}

/// What `buyer` may buy at `now`: for each launch, interval and set of levels the cheapest offer. A price that they may
/// come back to is among them, whether or not its launch is open.
#[must_use]
pub fn quotes(launches: &[Launch], buyer: &Buyer, now: Timestamp) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = buyer.kept.iter().cloned().collect();
    for launch in launches {
        for offer in launch.offers.iter().filter(|offer| is_for(launch, offer, buyer, now)) {
            let candidate = quote_of(launch, offer);
            match quotes.iter_mut().find(|quote| quote.is_instead_of(&candidate)) {
                Some(best) if candidate.price.minor < best.price.minor => *best = candidate,
                Some(_) => {}
                None => quotes.push(candidate),
            }
        }
    }
    quotes
}

/// The quote for one named offer.
///
/// # Errors
/// [`QuoteRefusal`]: unknown to this buyer, not yet open, or closed.
pub fn quote(
    launches: &[Launch],
    launch: &Slug,
    offer: &Slug,
    buyer: &Buyer,
    now: Timestamp,
) -> Result<Quote, QuoteRefusal> {
    if let Some(kept) = buyer.kept.as_ref().filter(|kept| kept.launch == *launch && kept.offer == *offer) {
        return Ok(kept.clone());
    }
    let launch = launches.iter().find(|candidate| candidate.id == *launch).ok_or(QuoteRefusal::Unknown)?;
    let offer = launch.offer(offer).filter(|offer| buyer.is_in(&offer.audience, offer.opens));
    let offer = offer.ok_or(QuoteRefusal::Unknown)?;
    if now < offer.opens {
        return Err(QuoteRefusal::NotOpen);
    }
    if now >= launch.closes {
        return Err(QuoteRefusal::Closed);
    }
    Ok(quote_of(launch, offer))
}

impl Quote {
    /// Whether nobody needs both: they sell the same in the same launch, to be paid as often.
    fn is_instead_of(&self, other: &Self) -> bool {
        self.launch == other.launch && self.interval == other.interval && self.levels == other.levels
    }
}

/// The offer's quote, whoever asks and whenever: for pages that are built before anybody came.
#[must_use]
pub fn quote_of(launch: &Launch, offer: &Offer) -> Quote {
    Quote {
        launch: launch.id.clone(),
        offer: offer.id.clone(),
        title: offer.title.clone(),
        price: offer.price,
        interval: offer.interval,
        founding: offer.founding,
        back_within: launch.keeps_price_if_back_within.filter(|_| offer.founding),
        levels: offer.levels.clone(),
    }
}

fn is_for(launch: &Launch, offer: &Offer, buyer: &Buyer, now: Timestamp) -> bool {
    launch.sells_offer(offer, now) && buyer.is_in(&offer.audience, offer.opens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::{at, launch, offer};

    fn student() -> Buyer {
        Buyer { imported: [Slug::parse("students").unwrap()].into(), ..Buyer::default() }
    }

    fn prices(buyer: &Buyer, second: i64) -> Vec<u32> {
        quotes(&[launch("august")], buyer, at(second)).iter().map(|quote| quote.price.minor).collect()
    }

    #[test]
    fn a_student_is_asked_for_the_lower_price_only() {
        assert_eq!(prices(&Buyer::default(), 1500), [24_900]);
        assert_eq!(prices(&student(), 1500), [19_900]);
    }

    #[test]
    fn nothing_is_for_sale_outside_the_window() {
        assert!(prices(&student(), 999).is_empty());
        assert!(prices(&student(), 2000).is_empty());
    }

    #[test]
    fn who_waited_may_buy_before_the_others() {
        let mut early = launch("august");
        early.offers[0] = Offer { opens: at(900), ..offer("ventet", "waitlist", 19_900) };
        let waiting = |since| Buyer { waiting_since: Some(at(since)), ..Buyer::default() };
        let prices = |buyer: &Buyer, now| -> Vec<u32> {
            let quotes = quotes(std::slice::from_ref(&early), buyer, at(now));
            quotes.iter().map(|quote| quote.price.minor).collect()
        };
        assert!(prices(&waiting(899), 899).is_empty());
        assert_eq!(prices(&waiting(899), 900), [19_900]);
        assert!(prices(&waiting(900), 950).is_empty(), "who joins now did not wait");
        assert_eq!(prices(&waiting(950), 1000), [24_900]);
        assert!(prices(&waiting(899), 2000).is_empty());
    }

    #[test]
    fn different_levels_and_intervals_are_offered_side_by_side() {
        let mut launch = launch("august");
        let first = LevelSet::Only([crate::level::LevelId::new(1).unwrap()].into());
        launch.offers.push(Offer { levels: first, ..offer("niva-1", "everyone", 9_900) });
        launch.offers.push(Offer { interval: Interval::Year, ..offer("aar", "everyone", 199_000) });
        let quotes = quotes(&[launch], &student(), at(1500));
        assert_eq!(
            quotes.iter().map(|quote| quote.price.minor).collect::<Vec<_>>(),
            [19_900, 9_900, 199_000]
        );
    }

    #[test]
    fn a_kept_price_needs_no_open_launch_and_gives_way_to_a_lower_one() {
        let mut before = launch("august");
        before.keeps_price_if_back_within = Some(30);
        let kept = quote_of(&before, &before.offers[1]);
        let buyer = Buyer { kept: Some(kept.clone()), ..student() };
        let at_second = |second| quotes(std::slice::from_ref(&before), &buyer, at(second));
        assert_eq!(at_second(2500), std::slice::from_ref(&kept));
        assert_eq!(at_second(1500)[0].price.minor, 19_900, "the student's price is lower");
        assert_eq!(quote(&[], &kept.launch, &kept.offer, &buyer, at(2500)), Ok(kept));
    }

    #[test]
    fn an_offer_for_others_looks_like_no_offer() {
        let ask = |offer: &str, buyer: &Buyer, second| {
            let (launch_id, offer) = (Slug::parse("august").unwrap(), Slug::parse(offer).unwrap());
            quote(&[launch("august")], &launch_id, &offer, buyer, at(second))
        };
        let visitor = Buyer::default();
        assert_eq!(ask("student", &visitor, 1500), Err(QuoteRefusal::Unknown));
        assert_eq!(ask("none", &visitor, 1500), Err(QuoteRefusal::Unknown));
        assert_eq!(ask("alle", &visitor, 999), Err(QuoteRefusal::NotOpen));
        assert_eq!(ask("alle", &visitor, 2000), Err(QuoteRefusal::Closed));
        assert_eq!(ask("student", &student(), 1500).map(|quote| quote.price.minor), Ok(19_900));
    }
}
