//! Heads of public pages that say to search engines what the page is.

use jiff::tz::TimeZone;
use serde_json::Value;
use themes::context::{ArticleCard, LandingSections, LaunchView, LevelCard, Page, SalesSections};
use themes::structured;

use super::Press;

/// The head of an article's page.
pub(super) fn article(press: &Press, page: Page, card: &ArticleCard) -> Page {
    let thing = structured::article(&press.shared, &page, card, &zone(press));
    with(page, &[thing])
}

/// The head of a level's public page.
pub(super) fn level(press: &Press, page: Page, card: &LevelCard) -> Page {
    with(page, &[structured::course(&press.shared, card)])
}

/// The head of a landing page; the front page also says whose portal it is.
pub(super) fn landing(press: &Press, page: &Page, sections: &LandingSections) -> Page {
    let portal = if page.path == "/" { structured::portal(&press.shared) } else { Vec::new() };
    let things: Vec<Value> = portal.into_iter().chain(structured::questions(&sections.faq)).collect();
    with(page.clone(), &things)
}

/// The head of the sales page while `launch` stands as it does.
pub(super) fn sales(
    press: &Press,
    page: &Page,
    sections: &SalesSections,
    launch: Option<&LaunchView>,
) -> Page {
    let offers = structured::offers(&press.shared, launch, &zone(press));
    let things: Vec<Value> = offers.into_iter().chain(structured::questions(&sections.faq)).collect();
    with(page.clone(), &things)
}

fn with(page: Page, things: &[Value]) -> Page {
    Page { structured: structured::written(things), ..page }
}

fn zone(press: &Press) -> TimeZone {
    press.site.portal.time_zone.zone()
}
