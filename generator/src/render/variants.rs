//! Landing and sales pages, once for each variant: the gate at the edge picks one by the clock.

use std::sync::Arc;

use domain::portal::Portal;
use domain::timeline::{Variant, variants};
use themes::context::{Form, Landing, LandingSections, LaunchView, PlainPage, Sales, SalesSections};
use themes::launch_view::{launch_view, public_quotes};

use super::{Plan, Press, described};
use crate::failure::Failure;
use crate::output::PublicPath;
use crate::site::{Page, PageKind};

/// Adds each page with variants in each of them.
pub(super) fn add(plan: &mut Plan) {
    let site = Arc::clone(&plan.press().site);
    for variant in variants(&site.portal.launches).into_iter().map(Arc::new) {
        let launch = Arc::new(launch_of(&site.portal, &variant));
        for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| page.kind != PageKind::Plain) {
            let path = PublicPath::variant(&variant, &page.head.path);
            let (variant, launch) = (Arc::clone(&variant), Arc::clone(&launch));
            plan.public(path, move |press| {
                let page = &press.site.pages[index];
                Moment { press, page, variant: &variant, launch: launch.as_ref().as_ref() }.page()
            });
        }
    }
}

fn launch_of(portal: &Portal, variant: &Variant) -> Option<LaunchView> {
    let launch = portal.launch(variant.launch.as_ref()?)?;
    Some(launch_view(portal, launch, variant.phase, public_quotes(launch)))
}

/// A page while a launch stands in one phase.
struct Moment<'a> {
    press: &'a Press,
    page: &'a Page,
    variant: &'a Variant,
    launch: Option<&'a LaunchView>,
}

impl Moment<'_> {
    fn page(&self) -> Result<String, Failure> {
        match &self.page.kind {
            PageKind::Plain => self.press.render(
                "page.html",
                &PlainPage { page: &self.page.head, body: &self.page.body, toc: &self.page.toc },
            ),
            PageKind::Landing(sections) => self.landing(sections),
            PageKind::Sales(sections) => self.sales(sections),
        }
    }

    fn landing(&self, sections: &LandingSections) -> Result<String, Failure> {
        let page = described::landing(self.press, &self.page.head, sections);
        let context = Landing {
            page: &page,
            sections,
            body: &self.page.body,
            levels: &self.press.levels,
            launch: self.launch,
            phase: self.variant.phase,
            form: Form::default(),
        };
        self.press.render("landing.html", &context)
    }

    fn sales(&self, sections: &SalesSections) -> Result<String, Failure> {
        let page = described::sales(self.press, &self.page.head, sections, self.launch);
        let context = Sales {
            page: &page,
            sections,
            body: &self.page.body,
            levels: &self.press.levels,
            launch: self.launch,
            phase: self.variant.phase,
            live: None,
            proven: None,
            form: Form::default(),
        };
        self.press.render("sales.html", &context)
    }
}
