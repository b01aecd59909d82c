//! What a visitor may buy, and for how much: the one place where a price is decided.
//!
//! The page that shows a price, the review page and the charge all ask here.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::launch::{Launch, Offer};
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

/// What somebody in `audiences` may buy at `now`: for each launch and interval the cheapest offer.
///
/// Everybody is in [`Audience::Everyone`], so it need not be given.
#[must_use]
pub fn quotes(launches: &[Launch], audiences: &BTreeSet<Audience>, now: Timestamp) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    for launch in launches.iter().filter(|launch| launch.is_running(now)) {
        for offer in launch.offers.iter().filter(|offer| is_for(offer, audiences)) {
            let candidate = quote_of(launch, offer);
            let same = |quote: &&mut Quote| quote.launch == launch.id && quote.interval == offer.interval;
            match quotes.iter_mut().find(same) {
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
/// [`QuoteRefusal`]: unknown to this visitor, not yet open, or closed.
pub fn quote(
    launches: &[Launch],
    launch: &Slug,
    offer: &Slug,
    audiences: &BTreeSet<Audience>,
    now: Timestamp,
) -> Result<Quote, QuoteRefusal> {
    let launch = launches.iter().find(|candidate| candidate.id == *launch).ok_or(QuoteRefusal::Unknown)?;
    let offer = launch.offer(offer).filter(|offer| is_for(offer, audiences)).ok_or(QuoteRefusal::Unknown)?;
    if now < launch.opens {
        return Err(QuoteRefusal::NotOpen);
    }
    if now >= launch.closes {
        return Err(QuoteRefusal::Closed);
    }
    Ok(quote_of(launch, offer))
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
    }
}

fn is_for(offer: &Offer, audiences: &BTreeSet<Audience>) -> bool {
    offer.audience == Audience::Everyone || audiences.contains(&offer.audience)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::{at, launch};

    fn students() -> BTreeSet<Audience> {
        BTreeSet::from([Audience::parse("students").unwrap()])
    }

    fn prices(audiences: &BTreeSet<Audience>, second: i64) -> Vec<u32> {
        quotes(&[launch("august")], audiences, at(second)).iter().map(|quote| quote.price.minor).collect()
    }

    #[test]
    fn a_student_is_asked_for_the_lower_price_only() {
        assert_eq!(prices(&BTreeSet::new(), 1500), [24_900]);
        assert_eq!(prices(&students(), 1500), [19_900]);
    }

    #[test]
    fn nothing_is_for_sale_outside_the_window() {
        assert!(prices(&students(), 999).is_empty());
        assert!(prices(&students(), 2000).is_empty());
    }

    #[test]
    fn an_offer_for_others_looks_like_no_offer() {
        let ask = |offer: &str, audiences: &BTreeSet<Audience>, second| {
            let (launch_id, offer) = (Slug::parse("august").unwrap(), Slug::parse(offer).unwrap());
            quote(&[launch("august")], &launch_id, &offer, audiences, at(second))
        };
        assert_eq!(ask("student", &BTreeSet::new(), 1500), Err(QuoteRefusal::Unknown));
        assert_eq!(ask("none", &BTreeSet::new(), 1500), Err(QuoteRefusal::Unknown));
        assert_eq!(ask("alle", &BTreeSet::new(), 999), Err(QuoteRefusal::NotOpen));
        assert_eq!(ask("alle", &BTreeSet::new(), 2000), Err(QuoteRefusal::Closed));
        assert_eq!(ask("student", &students(), 1500).map(|quote| quote.price.minor), Ok(19_900));
    }
}
