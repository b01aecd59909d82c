//! A portal's content, read and proven: every link leads somewhere, every date exists, every name fits.
//!
//! Its parts are shared, so that a site in which one text is another is made at once.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use domain::portal::{Lesson, Level, Portal};
use jiff::Timestamp;
use themes::context::{
    self, ArticleCard, Headline, LandingSections, LevelCard, Link, SalesSections, TocEntry,
};
use themes::files::ThemeFiles;

use crate::body::Body;
use crate::diagnostics::{Diagnostics, Place};
use crate::images::{Cache, Picture};
use crate::load::own_theme::OwnTheme;
use crate::output::{Gated, LessonSource};

/// Everything that the pages are made of. Only [`crate::load`] makes one.
#[derive(Clone, Debug)]
pub struct Site {
    /// What is for sale and what there is to open.
    pub portal: Arc<Portal>,
    /// What every page shares, still without the addresses of the theme's files.
    pub shared: context::Site,
    /// Templates and wording.
    pub theme: ThemeFiles,
    /// What of the theme is the portal's own.
    pub own_theme: Arc<OwnTheme>,
    /// The public pages.
    pub pages: Vec<Arc<Page>>,
    /// The articles, newest first.
    pub articles: Vec<Arc<Article>>,
    /// Their topics, each with the address of its list.
    pub topics: Vec<Link>,
    /// The levels, by number.
    pub levels: Vec<Arc<SiteLevel>>,
    /// Files beside public pages that are no images.
    pub files: Arc<[PublicFile]>,
    /// The same portal in its other languages: with pages, articles and levels that lead there.
    pub translations: Vec<Arc<Site>>,
    /// Images beside public pages.
    pub images: Vec<PublicImage>,
    /// Where images that were made are kept.
    pub image_cache: Cache,
    /// Where pages stood before.
    pub aliases: Vec<Alias>,
    /// The keys of the texts that the portal says in its own words, and where it does.
    pub own_words: Vec<(String, Place)>,
    /// What must not be published: the sample's seller does not exist.
    pub sample_values: Diagnostics,
    /// What is hardly as meant.
    pub warnings: Diagnostics,
}

/// A public page.
#[derive(Debug)]
pub struct Page {
    /// What its head says, its address included.
    pub head: context::Page,
    /// Its text.
    pub body: Body,
    /// Its headings, if it shows a table of contents.
    pub toc: Vec<TocEntry>,
    /// Its template, and what that needs beside the text.
    pub kind: PageKind,
}

/// A public page's template.
#[derive(Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `page.html`
    Plain,
    /// `landing.html`, built once for each variant.
    Landing(Box<LandingSections>),
    /// `sales.html`, built once for each variant.
    Sales(Box<SalesSections>),
}

/// An article.
#[derive(Debug)]
pub struct Article {
    /// What lists say of it, its address included.
    pub card: ArticleCard,
    /// The image at its top.
    pub headline: Option<Headline>,
    /// Its text.
    pub body: Body,
    /// Its headings, if it shows a table of contents.
    pub toc: Vec<TocEntry>,
}

/// A level with its texts.
#[derive(Clone, Debug)]
pub struct SiteLevel {
    /// The same as in the portal.
    pub level: Level,
    /// What public pages say of it.
    pub card: LevelCard,
    /// Its public text.
    pub body: Body,
    /// Its lessons, in order of month and number.
    pub lessons: Vec<Arc<SiteLesson>>,
    /// The files beside its lessons.
    pub files: Arc<[GatedFile]>,
    /// Those of them that are images and that a text shows.
    pub images: Vec<GatedImage>,
}

/// A lesson with its text.
#[derive(Debug)]
pub struct SiteLesson {
    /// The same as in the portal.
    pub lesson: Lesson,
    /// Its address.
    pub href: String,
    /// It is written in the language of the site that it is in; else the address is the one in the portal's own language.
    pub is_translated: bool,
    /// When it is released, if that lies ahead: until then it is listed, and no more.
    pub opens: Option<Timestamp>,
    /// Its text.
    pub body: Gated<LessonText>,
    /// What it was written as, for the audit.
    pub source: Gated<LessonSource>,
    /// To read it.
    pub minutes: usize,
    /// The files it offers.
    pub downloads: Vec<context::Download>,
    /// The origins whose players stand in it.
    pub video_origins: BTreeSet<String>,
}

/// What a lesson says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonText {
    /// Its text.
    pub body: Body,
    /// Its headings, if it shows a table of contents.
    pub toc: Vec<TocEntry>,
}

/// A file behind the gate.
#[derive(Debug)]
pub struct GatedFile {
    /// The month whose lessons it lies beside.
    pub month: ReleaseMonth,
    /// Its name.
    pub name: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// How many bytes it has.
    pub size: u64,
    /// Only lessons offer it that are not released yet, so it is not published either.
    pub withheld: bool,
    /// Its content.
    pub bytes: Gated<Vec<u8>>,
}

/// An address at which a page stood before. One of a page behind the gate lies behind the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The old address, as `/gammel-side/` or `/gammel.html`.
    pub from: String,
    /// The page's address now.
    pub to: String,
}

/// A file beside a public page.
#[derive(Debug)]
pub struct PublicFile {
    /// Its address, as `/om/ingrid.jpg`.
    pub url: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// An image beside a public page.
#[derive(Clone, Debug)]
pub struct PublicImage {
    /// Its address in its own size, as `/om/ingrid.jpg`.
    pub url: String,
    /// What the addresses of its other sizes begin with: `/assets/om/`.
    pub folder: String,
    /// The image.
    pub picture: Arc<Picture>,
    /// Whether a text shows it, so that it needs other sizes.
    pub is_shown: bool,
}

/// An image beside lessons that a text shows, of which the gate lets in other sizes too.
#[derive(Clone, Debug)]
pub struct GatedImage {
    /// The month whose lessons it lies beside.
    pub month: ReleaseMonth,
    /// The image.
    pub picture: Arc<Picture>,
}

impl Site {
    /// The addresses of the pages that are built once for each phase, those of all languages.
    #[must_use]
    pub fn pages_with_variants(&self) -> Vec<String> {
        let each = [self].into_iter().chain(self.translations.iter().map(AsRef::as_ref));
        let of = |site: &Self| -> Vec<String> {
            let pages = site.pages.iter().filter(|page| page.has_variants()).map(|page| &page.head.path);
            let articles = site.articles.iter().filter(|article| article.body.shows_launch());
            let levels =
                site.written_levels().map(|(_, level)| level).filter(|level| level.body.shows_launch());
            let articles = articles.map(|article| &article.card.href);
            pages.chain(articles).chain(levels.map(|level| &level.card.href)).cloned().collect()
        };
        each.flat_map(of).collect()
    }

    /// The levels whose public page is written in the site's language, with their numbers in `levels`.
    pub fn written_levels(&self) -> impl Iterator<Item = (usize, &SiteLevel)> {
        let is_written = |level: &SiteLevel| level.card.href.starts_with(&self.shared.prefix);
        self.levels.iter().map(AsRef::as_ref).enumerate().filter(move |(_, level)| is_written(level))
    }

    /// The origins whose players stand in its pages, those of all languages.
    #[must_use]
    pub fn video_origins(&self) -> BTreeSet<String> {
        let each = [self].into_iter().chain(self.translations.iter().map(AsRef::as_ref));
        let of = |site: &Self| -> Vec<String> {
            let pages = site.pages.iter().map(|page| &page.body);
            let bodies = pages.chain(site.articles.iter().map(|article| &article.body));
            let bodies = bodies.chain(site.levels.iter().map(|level| &level.body));
            let lessons = site.levels.iter().flat_map(|level| &level.lessons);
            let lessons = lessons.flat_map(|lesson| lesson.video_origins.iter().cloned());
            bodies.flat_map(Body::video_origins).chain(lessons).collect()
        };
        each.flat_map(of).collect()
    }
}

impl Page {
    /// Whether it is built once for each phase of a launch.
    #[must_use]
    pub fn has_variants(&self) -> bool {
        self.kind != PageKind::Plain || self.body.shows_launch()
    }
}

impl SiteLevel {
    /// Its months that have lessons, oldest first, and where among its lessons theirs stand.
    #[must_use]
    pub fn months(&self) -> Vec<(ReleaseMonth, Range<usize>)> {
        let mut months: Vec<(ReleaseMonth, Range<usize>)> = Vec::new();
        for (index, lesson) in self.lessons.iter().enumerate() {
            match months.last_mut() {
                Some((month, lessons)) if *month == lesson.lesson.month => lessons.end = index + 1,
                _ => months.push((lesson.lesson.month, index..index + 1)),
            }
        }
        months
    }
}
