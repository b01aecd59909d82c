//! A [`Site`] made into an [`Output`]: every page has its address and its way of being made; nothing is written.

mod aliases;
mod assets;
mod blocks;
mod calendars;
mod described;
mod feed;
mod gated;
mod images;
mod public;
mod related;
mod search;
mod search_engines;
mod small_css;
mod translations;
mod trouble;
mod variants;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use themes::context::{self, ArticleCard, LevelCard};
use themes::snapshot::{SalesPage, Snapshot};
use themes::theme::Theme;
use themes::translations::Translations;

use crate::failure::Failure;
use crate::output::{Output, PublicPath};
use crate::site::{PageKind, Site};
use assets::Fingerprinted;
use related::Related;

/// The portal as files, each of which is made when it is asked for.
///
/// # Errors
/// [`Failure::Refused`] if a template or the wording is at fault, with its place.
pub fn render(site: &Arc<Site>) -> Result<Output, Failure> {
    let files = assets::fingerprinted(&site.own_theme.assets);
    let addresses = Arc::new(translations::of(site));
    let press = Press::of(site, &files, &addresses)?;
    let output = Output::with_videos(snapshot(&press)?, site.video_origins())?;
    let mut plan = Plan { press: Arc::new(press), output };
    assets::add(&files, &mut plan.output);
    public::add(&mut plan)?;
    feed::add(&mut plan);
    variants::add(&mut plan);
    gated::add(&mut plan)?;
    calendars::add(&mut plan);
    images::add(&mut plan);
    search::add(&mut plan)?;
    aliases::add(&mut plan)?;
    search_engines::add(&mut plan, &addresses);
    for translation in &site.translations {
        plan.press = Arc::new(Press::of(translation, &files, &addresses)?);
        public::add_texts(&mut plan);
        feed::add(&mut plan);
        variants::add(&mut plan);
        gated::add_translation(&mut plan);
        calendars::add(&mut plan);
    }
    Ok(plan.output)
}

/// What every page is printed with: the site, and what is made of it once for all pages.
struct Press {
    site: Arc<Site>,
    shared: context::Site,
    theme: Theme,
    levels: Vec<LevelCard>,
    articles: Vec<ArticleCard>,
    related: Related,
}

impl Press {
    fn of(site: &Arc<Site>, files: &[Fingerprinted], addresses: &Arc<Translations>) -> Result<Self, Failure> {
        let assets = files.iter().map(|file| (file.name.clone(), file.href.clone())).collect();
        let integrity = files.iter().map(|file| (file.name.clone(), file.integrity.clone())).collect();
        let shared = context::Site { assets, integrity, ..site.shared.clone() };
        let theme = Theme::new(&site.theme, &shared, site.portal.time_zone.zone());
        let theme = theme.map_err(|error| trouble::failure(site, &error))?.translated(addresses);
        let levels: Vec<LevelCard> = site.levels.iter().map(|level| level.card.clone()).collect();
        let articles: Vec<ArticleCard> = site.articles.iter().map(|article| article.card.clone()).collect();
        let related = Related::among(&articles);
        Ok(Self { site: Arc::clone(site), shared, theme, levels, articles, related })
    }

    fn render(&self, template: &str, context: &impl Serialize) -> Result<String, Failure> {
        self.theme.render(template, context).map_err(|error| trouble::on_page(&self.site, &error, context))
    }

    fn word(&self, key: &str) -> Result<String, Failure> {
        self.theme.word(key, &BTreeMap::new()).map_err(|error| trouble::failure(&self.site, &error))
    }

    fn word_about(&self, key: &str, name: &str, value: &str) -> Result<String, Failure> {
        let args = [(name.to_owned(), value.to_owned())].into();
        self.theme.word(key, &args).map_err(|error| trouble::failure(&self.site, &error))
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

fn snapshot(press: &Press) -> Result<Snapshot, Failure> {
    let site = &press.site;
    let sales = site.pages.iter().find_map(|page| match &page.kind {
        PageKind::Sales(sections) => Some((page, sections.as_ref().clone())),
        PageKind::Plain | PageKind::Landing(_) => None,
    });
    let sales = sales.map(|(page, sections)| {
        let (head, body) = (page.head.clone(), press.text(&page.body, &page.head.path, None)?.into_owned());
        Ok::<_, Failure>(SalesPage { page: head, sections, body })
    });
    let is_terms = |href: &String| site.pages.iter().find(|page| page.head.path == *href);
    let terms = press.shared.terms_href.as_ref().and_then(is_terms);
    let terms = terms.map(|page| press.text(&page.body, &page.head.path, None).map(Cow::into_owned));
    Ok(Snapshot {
        portal: site.portal.clone(),
        site: press.shared.clone(),
        theme: site.theme.clone(),
        sales: sales.transpose()?,
        terms: terms.transpose()?,
        levels: press.levels.clone(),
        pages_with_variants: site.pages_with_variants(),
    })
}
