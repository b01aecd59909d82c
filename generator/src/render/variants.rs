//! Landing and sales pages, once for each variant: the gate at the edge picks one by the clock.

use domain::timeline::{Variant, variants};
use themes::context::{Form, Landing, LandingSections, LaunchView, Sales, SalesSections};
use themes::launch_view::{launch_view, public_quotes};

use super::Press;
use crate::failure::Failure;
use crate::output::{Output, PublicPath};
use crate::site::{Page, PageKind};

/// Renders each page with variants in each of them.
pub(super) fn add(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    for variant in variants(&press.site.portal.launches) {
        let launch = launch_of(press, &variant);
        for page in &press.site.pages {
            let moment = Moment { press, page, variant: &variant, launch: launch.as_ref() };
            let html = match &page.kind {
                PageKind::Plain => continue,
                PageKind::Landing(sections) => moment.landing(sections)?,
                PageKind::Sales(sections) => moment.sales(sections)?,
            };
            output.add_public(PublicPath::variant(&variant, &page.head.path), html);
        }
    }
    Ok(())
}

fn launch_of(press: Press<'_>, variant: &Variant) -> Option<LaunchView> {
    let portal = &press.site.portal;
    let launch = portal.launch(variant.launch.as_ref()?)?;
    Some(launch_view(portal, launch, variant.phase, public_quotes(launch)))
}

/// A page while a launch stands in one phase.
struct Moment<'a> {
    press: Press<'a>,
    page: &'a Page,
    variant: &'a Variant,
    launch: Option<&'a LaunchView>,
}

impl Moment<'_> {
    fn landing(&self, sections: &LandingSections) -> Result<String, Failure> {
        let context = Landing {
            page: &self.page.head,
            sections,
            body: &self.page.body,
            levels: self.press.cards,
            launch: self.launch,
            phase: self.variant.phase,
            form: Form::default(),
        };
        self.press.render("landing.html", &context)
    }

    fn sales(&self, sections: &SalesSections) -> Result<String, Failure> {
        let context = Sales {
            page: &self.page.head,
            sections,
            body: &self.page.body,
            levels: self.press.cards,
            launch: self.launch,
            phase: self.variant.phase,
            live: None,
            proven: None,
            form: Form::default(),
        };
        self.press.render("sales.html", &context)
    }
}
