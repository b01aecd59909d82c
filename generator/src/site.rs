//! A portal's content, read and proven: every link leads somewhere, every date exists, every name fits.

use std::ops::Range;
use std::path::PathBuf;

use domain::calendar::ReleaseMonth;
use domain::portal::{Lesson, Level, Portal};
use themes::context::{self, ArticleCard, LandingSections, LevelCard, SalesSections};
use themes::files::ThemeFiles;

use crate::diagnostics::{Diagnostics, Place};
use crate::output::{Gated, LessonSource};

/// Everything that the pages are made of. Only [`crate::load::load`] makes one.
#[derive(Debug)]
pub struct Site {
    /// What is for sale and what there is to open.
    pub portal: Portal,
    /// What every page shares, still without the addresses of the theme's files.
    pub shared: context::Site,
    /// Templates and wording.
    pub theme: ThemeFiles,
    /// The public pages.
    pub pages: Vec<Page>,
    /// The articles, newest first.
    pub articles: Vec<Article>,
    /// The levels, by number.
    pub levels: Vec<SiteLevel>,
    /// Files beside public pages.
    pub files: Vec<PublicFile>,
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
    /// Its text, as HTML.
    pub body: String,
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
    /// Its text, as HTML.
    pub body: String,
}

/// A level with its texts.
#[derive(Debug)]
pub struct SiteLevel {
    /// The same as in the portal.
    pub level: Level,
    /// What public pages say of it.
    pub card: LevelCard,
    /// Its public text, as HTML.
    pub body: String,
    /// Its lessons, in order of month and number.
    pub lessons: Vec<SiteLesson>,
    /// The files beside its lessons.
    pub files: Vec<GatedFile>,
}

/// A lesson with its text.
#[derive(Debug)]
pub struct SiteLesson {
    /// The same as in the portal.
    pub lesson: Lesson,
    /// Its text, as HTML.
    pub body: Gated<String>,
    /// What it was written as, for the audit.
    pub source: Gated<LessonSource>,
    /// To read it.
    pub minutes: usize,
    /// How many tasks it sets.
    pub task_count: usize,
    /// The files it offers.
    pub downloads: Vec<context::Download>,
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
