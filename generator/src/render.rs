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
use std::sync::{Arc, PoisonError, RwLock};

use domain::lesson::{LessonKey, Translation};
use domain::portal::{Lesson, Portal};
use serde::Serialize;
use themes::context::{self, LevelCard};
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
    Rendering::of(site)?.output.with_bundles_made()
}

/// A portal as files, which follow what its texts say.
#[derive(Debug)]
pub struct Rendering {
    /// The files, each of which is made when it is asked for, of what the texts say by then.
    pub output: Output,
    /// Those of the portal's own language, and of each of the others.
    slots: Vec<Slot>,
}

impl Rendering {
    /// Of this site.
    ///
    /// # Errors
    /// [`Failure::Refused`] if a template or the wording is at fault, with its place.
    pub fn of(site: &Arc<Site>) -> Result<Self, Failure> {
        let files = assets::fingerprinted(&site.own_theme.assets);
        let addresses = Arc::new(translations::of(site));
        let press = Press::of(site, &files, &addresses)?;
        let output = Output::with_videos(press.snapshot()?, site.video_origins())?;
        let mut plan = Plan { slot: Slot::new(press), output };
        plan.snapshot();
        assets::add(&files, &mut plan.output);
        public::add(&mut plan)?;
        feed::add(&mut plan);
        variants::add(&mut plan);
        gated::add(&mut plan);
        calendars::add(&mut plan);
        images::add(&mut plan);
        search::add(&mut plan)?;
        aliases::add(&mut plan)?;
        search_engines::add(&mut plan, &addresses);
        let mut slots = vec![plan.slot.clone()];
        for translation in &site.translations {
            plan.slot = Slot::new(Press::of(translation, &files, &addresses)?);
            slots.push(plan.slot.clone());
            public::add_texts(&mut plan);
            feed::add(&mut plan);
            variants::add(&mut plan);
            gated::add_translation(&mut plan);
            calendars::add(&mut plan);
        }
        Ok(Self { output: plan.output, slots })
    }

    /// Lets the files say what the texts of `site` say, which has the addresses, the theme and the settings of the one before.
    ///
    /// # Errors
    /// [`Failure::Refused`] if a template is at fault.
    pub fn follow(&mut self, site: &Arc<Site>) -> Result<(), Failure> {
        let sites = std::iter::once(site).chain(&site.translations);
        for (slot, site) in self.slots.iter().zip(sites) {
            slot.follow(site);
        }
        if let Some(own) = self.slots.first() {
            self.output.follow(own.press().snapshot()?);
        }
        Ok(())
    }
}

/// Where files find the press that they are made with.
#[derive(Clone, Debug)]
struct Slot(Arc<RwLock<Arc<Press>>>);

impl Slot {
    fn new(press: Press) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(press))))
    }

    fn press(&self) -> Arc<Press> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn follow(&self, site: &Arc<Site>) {
        let before = self.press();
        if !Arc::ptr_eq(&before.site, site) {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(before.with_texts_of(site));
        }
    }
}

/// What every page is printed with: the site, and what is made of it once for all pages.
#[derive(Debug)]
struct Press {
    site: Arc<Site>,
    shared: Arc<context::Site>,
    theme: Arc<Theme>,
    levels: Vec<LevelCard>,
    related: Arc<Related>,
}

impl Press {
    fn of(site: &Arc<Site>, files: &[Fingerprinted], addresses: &Arc<Translations>) -> Result<Self, Failure> {
        let assets = files.iter().map(|file| (file.name.clone(), file.href.clone())).collect();
        let integrity = files.iter().map(|file| (file.name.clone(), file.integrity.clone())).collect();
        let shared = context::Site { assets, integrity, ..site.shared.clone() };
        let theme = Theme::new(&site.theme, &shared, site.portal.time_zone.zone());
        let theme = theme.map_err(|error| trouble::failure(site, &error))?.translated(addresses);
        let related = Arc::new(Related::among(&site.articles));
        let (shared, theme) = (Arc::new(shared), Arc::new(theme));
        Ok(Self { site: Arc::clone(site), shared, theme, levels: level_cards(site), related })
    }

    /// The same press for a site that differs in what its texts say.
    fn with_texts_of(&self, site: &Arc<Site>) -> Self {
        Self {
            site: Arc::clone(site),
            shared: Arc::clone(&self.shared),
            theme: Arc::clone(&self.theme),
            levels: level_cards(site),
            related: Arc::clone(&self.related),
        }
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

    fn snapshot(&self) -> Result<Snapshot, Failure> {
        snapshot(self)
    }
}

fn level_cards(site: &Site) -> Vec<LevelCard> {
    site.levels.iter().map(|level| level.card.clone()).collect()
}

/// An output in the making, and the slot of the press that its files will be made with.
struct Plan {
    slot: Slot,
    output: Output,
}

impl Plan {
    fn press(&self) -> Arc<Press> {
        self.slot.press()
    }

    fn public(
        &mut self,
        path: PublicPath,
        make: impl Fn(&Press) -> Result<String, Failure> + Send + Sync + 'static,
    ) {
        let slot = self.slot.clone();
        self.output.plan_public(path, move || make(&slot.press()));
    }

    fn snapshot(&mut self) {
        let slot = self.slot.clone();
        self.output.plan_snapshot(move || slot.press().snapshot());
    }
}

/// The portal, with what lessons are called and set as tasks in its other languages.
fn with_translations(site: &Site) -> Portal {
    let mut portal = Portal::clone(&site.portal);
    for translated in &site.translations {
        let lang = translated.shared.lang;
        let written = translated.levels.iter().flat_map(|level| {
            let lessons = level.lessons.iter().filter(|lesson| lesson.is_translated);
            lessons.map(|lesson| (LessonKey::of(&level.level, &lesson.lesson), &lesson.lesson))
        });
        let mut written: BTreeMap<LessonKey, &Lesson> = written.collect();
        for level in &mut portal.levels {
            let keys: Vec<LessonKey> =
                level.lessons.iter().map(|lesson| LessonKey::of(level, lesson)).collect();
            for (lesson, key) in level.lessons.iter_mut().zip(keys) {
                let translation = written.remove(&key).map(|written| Translation {
                    lang,
                    title: written.title.clone(),
                    tasks: written.tasks.clone(),
                });
                lesson.translations.extend(translation);
            }
        }
    }
    portal
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
        portal: with_translations(site),
        site: context::Site::clone(&press.shared),
        theme: site.theme.clone(),
        sales: sales.transpose()?,
        terms: terms.transpose()?,
        levels: press.levels.clone(),
        pages_with_variants: site.pages_with_variants(),
    })
}
