//! Pages that show a launch, once for each variant: the gate at the edge picks one by the clock.

use std::sync::Arc;

use domain::portal::Portal;
use domain::timeline::{Variant, variants};
use themes::context::{Form, Landing, LandingSections, Sales, SalesSections};
use themes::launch_view::{launch_view, public_quotes};

use super::blocks::Moment;
use super::public::{article_page, level_page, plain_page};
use super::{Plan, Press, described};
use crate::failure::Failure;
use crate::output::PublicPath;
use crate::site::{Page, PageKind};

/// Adds each page with variants in each of them.
pub(super) fn add(plan: &mut Plan) {
    let site = Arc::clone(&plan.press().site);
    for variant in variants(&site.portal.launches) {
        let moment = Arc::new(moment(&site.portal, &variant));
        let mut add = |path: &str, make: fn(&Press, usize, &Moment) -> Result<String, Failure>, index| {
            let moment = Arc::clone(&moment);
            plan.public(PublicPath::variant(&variant, path), move |press| make(press, index, &moment));
        };
        for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| page.has_variants()) {
            add(&page.head.path, page_at, index);
        }
        let articles = site.articles.iter().enumerate();
        for (index, article) in articles.filter(|(_, article)| article.body.shows_launch()) {
            add(&article.card.href, |press, index, at| article_page(press, index, Some(at)), index);
        }
        for (index, level) in site.written_levels().filter(|(_, level)| level.body.shows_launch()) {
            add(&level.card.href, |press, index, at| level_page(press, index, Some(at)), index);
        }
    }
}

fn moment(portal: &Portal, variant: &Variant) -> Moment {
    let launch = variant.launch.as_ref().and_then(|id| portal.launch(id));
    let launch = launch.map(|launch| launch_view(portal, launch, variant.phase, public_quotes(launch)));
    Moment { launch, phase: variant.phase }
}

fn page_at(press: &Press, index: usize, moment: &Moment) -> Result<String, Failure> {
    let page = &press.site.pages[index];
    match &page.kind {
        PageKind::Plain => plain_page(press, index, Some(moment)),
        PageKind::Landing(sections) => landing(press, page, sections, moment),
        PageKind::Sales(sections) => sales(press, page, sections, moment),
    }
}

fn landing(
    press: &Press,
    page: &Page,
    sections: &LandingSections,
    moment: &Moment,
) -> Result<String, Failure> {
    let context = Landing {
        page: &described::landing(press, page, sections),
        sections,
        body: &press.text(&page.body, &page.head.path, Some(moment))?,
        levels: &press.levels,
        launch: moment.launch.as_ref(),
        phase: moment.phase,
        form: Form::default(),
    };
    press.render("landing.html", &context)
}

fn sales(press: &Press, page: &Page, sections: &SalesSections, moment: &Moment) -> Result<String, Failure> {
    let launch = moment.launch.as_ref();
    let context = Sales {
        page: &described::sales(press, page, sections, launch),
        sections,
        body: &press.text(&page.body, &page.head.path, None)?,
        levels: &press.levels,
        launch,
        phase: moment.phase,
        live: None,
        proven: None,
        form: Form::default(),
    };
    press.render("sales.html", &context)
}
