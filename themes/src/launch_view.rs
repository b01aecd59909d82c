//! A launch as pages show it: one place for the static pages and the answered ones.

use domain::audience::Audience;
use domain::buyer::Buyer;
use domain::launch::{Launch, Phase};
use domain::portal::Portal;
use domain::quote::{Quote, quotes};

use crate::context::{LaterPrice, LaunchView};

/// What everybody may buy in `launch`: for a page that is built before anybody came.
#[must_use]
pub fn public_quotes(launch: &Launch) -> Vec<Quote> {
    quotes(std::slice::from_ref(launch), &Buyer::default(), launch.opens)
}

/// `launch` as it stands in `phase`, with these quotes for the reader.
#[must_use]
pub fn launch_view(portal: &Portal, launch: &Launch, phase: Phase, quotes: Vec<Quote>) -> LaunchView {
    LaunchView {
        id: launch.id.to_string(),
        name: launch.name.clone(),
        phase,
        opens: launch.opens,
        closes: launch.closes,
        seats: launch.seats,
        has_other_offers: launch.offers.iter().any(|offer| offer.audience != Audience::Everyone),
        later: later_price(portal, launch),
        quotes,
    }
}

/// The lowest price for everyone in the next launch, if everybody pays less in this one.
fn later_price(portal: &Portal, launch: &Launch) -> Option<LaterPrice> {
    let next = portal
        .launches
        .iter()
        .filter(|other| other.opens >= launch.closes)
        .min_by_key(|other| other.opens)?;
    let for_everyone = next.offers.iter().filter(|offer| offer.audience == Audience::Everyone);
    let later = for_everyone.min_by_key(|offer| offer.price.minor)?;
    let comparable = launch.offers.iter().filter(|mine| mine.interval == later.interval);
    let highest_now = comparable.map(|mine| mine.price.minor).max()?;
    (highest_now < later.price.minor).then(|| LaterPrice {
        price: later.price,
        interval: later.interval.word().to_owned(),
        from: next.opens,
    })
}
