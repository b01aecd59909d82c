//! A [`Site`] made into an [`Output`]: every page rendered, nothing written.

mod assets;
mod feed;
mod gated;
mod public;
mod related;
mod search_engines;
mod variants;

use std::collections::BTreeMap;

use serde::Serialize;
use themes::context::{self, LevelCard};
use themes::snapshot::{SalesPage, Snapshot};
use themes::theme::{Theme, ThemeError};

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::load::source::Source;
use crate::output::Output;
use crate::site::{PageKind, Site};

/// The portal as files.
///
/// # Errors
/// [`Failure::Refused`] if a template or the wording is at fault, with its place.
pub fn render(site: &Site) -> Result<Output, Failure> {
    let files = assets::fingerprinted();
    let assets = files.iter().map(|file| (file.name.to_owned(), file.href.clone())).collect();
    let shared = context::Site { assets, ..site.shared.clone() };
    let theme = Theme::new(&site.theme, &shared, site.portal.time_zone.zone());
    let theme = theme.map_err(|error| theme_failure(site, &error))?;
    let cards: Vec<LevelCard> = site.levels.iter().map(|level| level.card.clone()).collect();
    let mut output = Output::new(snapshot(site, &shared, &cards))?;
    let press = Press { site, shared: &shared, theme: &theme, cards: &cards };
    assets::add(files, &mut output);
    public::add(press, &mut output)?;
    feed::add(press, &mut output)?;
    variants::add(press, &mut output)?;
    gated::add(press, &mut output)?;
    search_engines::add(press, &mut output);
    Ok(output)
}

/// What every page is printed with.
#[derive(Clone, Copy)]
struct Press<'a> {
    site: &'a Site,
    shared: &'a context::Site,
    theme: &'a Theme,
    cards: &'a [LevelCard],
}

impl Press<'_> {
    fn render(self, template: &str, context: &impl Serialize) -> Result<String, Failure> {
        self.theme.render(template, context).map_err(|error| theme_failure(self.site, &error))
    }

    fn word(self, key: &str) -> Result<String, Failure> {
        self.theme.word(key, &BTreeMap::new()).map_err(|error| theme_failure(self.site, &error))
    }

    fn word_about(self, key: &str, name: &str, value: &str) -> Result<String, Failure> {
        let args = [(name.to_owned(), value.to_owned())].into();
        self.theme.word(key, &args).map_err(|error| theme_failure(self.site, &error))
    }

    fn word_if_any(self, key: &str) -> Option<String> {
        self.theme.word(key, &BTreeMap::new()).ok()
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
