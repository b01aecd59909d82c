//! Heads of public pages that say to search engines what the page is.

use jiff::tz::TimeZone;
use serde_json::Value;
use themes::context::{ArticleCard, LandingSections, LaunchView, Page, Question, SalesSections};
use themes::structured;

use super::Press;
use crate::body::Body;
use crate::site::{self, SiteLevel};

/// The head of a page without a template of its own.
pub(super) fn plain(page: &site::Page) -> Page {
    with(page.head.clone(), questions(&page.body, &[]))
}

/// The head of an article's page.
pub(super) fn article(press: &Press, page: Page, card: &ArticleCard, body: &Body) -> Page {
    let thing = structured::article(&press.shared, &page, card, &zone(press));
    with(page, [thing].into_iter().chain(questions(body, &[])))
}

/// The head of a level's public page.
pub(super) fn level(press: &Press, page: Page, level: &SiteLevel) -> Page {
    let course = structured::course(&press.shared, &level.card);
    with(page, [course].into_iter().chain(questions(&level.body, &[])))
}

/// The head of a landing page; the front page also says whose portal it is.
pub(super) fn landing(press: &Press, page: &site::Page, sections: &LandingSections) -> Page {
    let portal = if page.head.path == "/" { structured::portal(&press.shared) } else { Vec::new() };
    with(page.head.clone(), portal.into_iter().chain(questions(&page.body, &sections.faq)))
}

/// The head of the sales page while `launch` stands as it does.
pub(super) fn sales(
    press: &Press,
    page: &site::Page,
    sections: &SalesSections,
    launch: Option<&LaunchView>,
) -> Page {
    let offers = structured::offers(&press.shared, launch, &zone(press));
    with(page.head.clone(), offers.into_iter().chain(questions(&page.body, &sections.faq)))
}

/// The questions that the page answers: `first`, and those in its text. A page has one list of them.
fn questions(body: &Body, first: &[Question]) -> Option<Value> {
    let in_text = body
        .questions()
        .into_iter()
        .map(|asked| Question { question: asked.question.clone(), answer: asked.answer.trim().to_owned() });
    structured::questions(&first.iter().cloned().chain(in_text).collect::<Vec<_>>())
}

fn with(page: Page, things: impl IntoIterator<Item = Value>) -> Page {
    let things: Vec<Value> = things.into_iter().collect();
    Page { structured: structured::written(&things), ..page }
}

fn zone(press: &Press) -> TimeZone {
    press.site.portal.time_zone.zone()
}
