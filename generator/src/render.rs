//! A [`Site`] made into an [`Output`]: every page has its address and its way of being made; nothing is written.

mod aliases;
mod assets;
mod described;
mod feed;
mod gated;
mod public;
mod search;
mod search_engines;
mod small_css;
mod variants;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use themes::context::{self, ArticleCard, LevelCard};
use themes::snapshot::{SalesPage, Snapshot};
use themes::theme::{Theme, ThemeError};

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::load::source::Source;
use crate::output::{Output, PublicPath};
use crate::site::{PageKind, Site};

/// The portal as files, each of which is made when it is asked for.
///
/// # Errors
/// [`Failure::Refused`] if a template or the wording is at fault, with its place.
pub fn render(site: &Arc<Site>) -> Result<Output, Failure> {
    let files = assets::fingerprinted();
    let assets = files.iter().map(|file| (file.name.to_owned(), file.href.clone())).collect();
    let integrity = files.iter().map(|file| (file.name.to_owned(), file.integrity.clone())).collect();
    let shared = context::Site { assets, integrity, ..site.shared.clone() };
    let theme = Theme::new(&site.theme, &shared, site.portal.time_zone.zone());
    let theme = theme.map_err(|error| theme_failure(site, &error))?;
    let levels: Vec<LevelCard> = site.levels.iter().map(|level| level.card.clone()).collect();
    let articles = site.articles.iter().map(|article| article.card.clone()).collect();
    let output = Output::new(snapshot(site, &shared, &levels))?;
    let press = Press { site: Arc::clone(site), shared, theme, levels, articles };
    let mut plan = Plan { press: Arc::new(press), output };
    assets::add(files, &mut plan.output);
    public::add(&mut plan)?;
    feed::add(&mut plan);
    variants::add(&mut plan);
    gated::add(&mut plan)?;
    search::add(&mut plan)?;
    aliases::add(&mut plan)?;
    search_engines::add(&mut plan);
    Ok(plan.output)
}

/// What every page is printed with: the site, and what is made of it once for all pages.
struct Press {
    site: Arc<Site>,
    shared: context::Site,
    theme: Theme,
    levels: Vec<LevelCard>,
    articles: Vec<ArticleCard>,
}

impl Press {
    fn render(&self, template: &str, context: &impl Serialize) -> Result<String, Failure> {
        self.theme.render(template, context).map_err(|error| theme_failure(&self.site, &error))
    }

    fn word(&self, key: &str) -> Result<String, Failure> {
        self.theme.word(key, &BTreeMap::new()).map_err(|error| theme_failure(&self.site, &error))
    }

    fn word_if_any(&self, key: &str) -> Option<String> {
        self.theme.word(key, &BTreeMap::new()).ok()
    }
}

/// An output in the making, and the press that its files will be made with.
struct Plan {
    press: Arc<Press>,
    output: Output,
}

impl Plan {
    fn public(
        &mut self,
        path: PublicPath,
        make: impl Fn(&Press) -> Result<String, Failure> + Send + Sync + 'static,
    ) {
        let press = Arc::clone(&self.press);
        self.output.plan_public(path, move || make(&press));
    }
}

fn snapshot(site: &Site, shared: &context::Site, cards: &[LevelCard]) -> Snapshot {
    let sales = site.pages.iter().find_map(|page| match &page.kind {
        PageKind::Sales(sections) => {
            let (page, body) = (page.head.clone(), page.body.clone());
            Some(SalesPage { page, sections: sections.as_ref().clone(), body })
        }
        PageKind::Plain | PageKind::Landing(_) => None,
    });
    let is_terms = |href: &String| site.pages.iter().find(|page| page.head.path == *href);
    let terms = shared.terms_href.as_ref().and_then(is_terms).map(|page| page.body.clone());
    let with_variants = site.pages.iter().filter(|page| page.kind != PageKind::Plain);
    let pages_with_variants = with_variants.map(|page| page.head.path.clone()).collect();
    let (portal, site, theme) = (site.portal.clone(), shared.clone(), site.theme.clone());
    Snapshot { portal, site, theme, sales, terms, levels: cards.to_vec(), pages_with_variants }
}

fn theme_failure(site: &Site, error: &ThemeError) -> Failure {
    let diagnostic = Diagnostic::error(place(site, error), error.message.clone());
    Failure::Refused(match &error.help {
        Some(help) => diagnostic.help(help.clone()).into(),
        None => diagnostic.into(),
    })
}

/// Where the mistake stands: in the portal's own words if it is about one of them, or else in the theme.
fn place(site: &Site, error: &ThemeError) -> Place {
    let is_wording = error.template.starts_with("i18n/");
    let about = |key: &str| error.message.contains(&format!("wording `{key}`"));
    if let Some((_, place)) = site.own_words.iter().find(|(key, _)| about(key)) {
        return place.clone();
    }
    let path = format!("themes/default/{}", error.template);
    let source = site.theme.templates.get(&error.template).or(is_wording.then_some(&site.theme.wording));
    match (source, error.line) {
        (Some(source), Some(line)) => {
            let source = Source::new(path, source.as_str());
            let at = source.offset(line, error.column.unwrap_or(1).saturating_sub(1));
            Place::Text(source, at..at + 1)
        }
        _ => Place::Path(path.into()),
    }
}
