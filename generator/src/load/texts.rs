//! The texts of pages, articles and levels, read with everything that they may link to.

use std::collections::HashMap;
use std::sync::Arc;

use domain::lang::Lang;
use domain::portal::{Lesson, Level};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use themes::context::{self, ArticleCard, Download, Headline, LevelCard};

use super::anchors::Traces;
use super::articles::ArticleFile;
use super::front_matter::Text;
use super::headline::HeadlineEntry;
use super::images::Images;
use super::lessons::{DownloadEntry, LessonFile};
use super::levels::LevelFiles;
use super::markdown::{self, Markdown, Reader, Stands, TextSettings};
use super::pages::{PageFile, Sections};
use super::sample::DateShift;
use super::source::Folder;
use super::targets::{Side, Targets};
use super::topics::Topics;
use crate::body::Body;
use crate::diagnostics::Problems;
use crate::failure::Failure;
use crate::output::Gated;
use crate::parallel;
use crate::site::{Article, GatedFile, LessonText, Page, PageKind, PublicFile, SiteLesson, SiteLevel};

/// Something with its text, and what that has to do with other files.
type Read<T> = (Arc<T>, Traces);

/// What reading texts takes.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub lang: Lang,
    pub settings: TextSettings,
    pub zone: &'a TimeZone,
    pub shift: DateShift,
    pub folder: &'a Folder,
    /// The levels in the portal's own language, if the texts are in another: files behind the gate are read once.
    pub own_levels: Option<&'a [Arc<SiteLevel>]>,
    pub targets: &'a Targets,
    pub images: &'a Images,
    pub problems: &'a Problems,
}

impl Texts<'_> {
    /// A page with its text.
    #[must_use]
    pub(super) fn page(self, page: &PageFile) -> Read<Page> {
        let head = context::Page {
            title: page.title.clone(),
            description: page.description.clone(),
            path: page.url.clone(),
            headline: self.headline(page.headline.as_ref(), &page.path),
            ..context::Page::default()
        };
        let kind = match &page.sections {
            Sections::Plain => PageKind::Plain,
            Sections::Landing(sections) => {
                let mut sections = sections.clone();
                sections.creator.image = self.headline(page.portrait.as_ref(), &page.path);
                PageKind::Landing(sections)
            }
            Sections::Sales(sections) => PageKind::Sales(sections.clone()),
        };
        let text = match kind {
            PageKind::Sales(_) => self.on_sales_page(&page.text, &page.path, page.toc),
            _ => self.read(&page.text, &page.path, Side::Public, page.toc),
        };
        (Arc::new(Page { head, body: text.body, toc: text.toc, kind }), text.traces)
    }

    /// An article with its text.
    #[must_use]
    pub(super) fn article(self, article: &ArticleFile, topics: &Topics, zone: &TimeZone) -> Read<Article> {
        let text = self.read(&article.text, &article.path, Side::Public, article.toc);
        let card = ArticleCard {
            title: article.title.clone(),
            description: article.description.clone(),
            href: article.url(),
            published: midnight(article.published, zone),
            topics: topics.links(&article.topics),
            minutes: text.minutes,
        };
        let headline = self.headline(article.headline.as_ref(), &article.path);
        (Arc::new(Article { card, headline, body: text.body, toc: text.toc }), text.traces)
    }

    /// The text of a level's page.
    #[must_use]
    pub(super) fn level_page(self, files: &LevelFiles) -> (Body, Traces) {
        let text = self.read(&files.text, &files.index(), Side::Public, false);
        (text.body, text.traces)
    }

    /// A level with its texts and the files behind the gate. The texts' traces are put among the others.
    ///
    /// # Errors
    /// If a file cannot be read from disk.
    pub(super) fn level(
        self,
        files: &LevelFiles,
        zone: &TimeZone,
        traces: &mut HashMap<String, Traces>,
    ) -> Result<SiteLevel, Failure> {
        let (body, of_index) = self.level_page(files);
        traces.insert(files.index(), of_index);
        let built = || files.lessons.iter().filter(|lesson| !lesson.draft);
        let level = Level {
            id: files.folder.id,
            slug: files.folder.slug.clone(),
            title: files.title.clone(),
            teaser: files.teaser.clone(),
            release: files.release,
            lessons: Vec::new(),
        };
        let card = LevelCard {
            number: level.id.number(),
            title: level.title.clone(),
            teaser: level.teaser.clone(),
            href: files.url(),
            lesson_count: built().filter(|lesson| lesson.awaited.is_none()).count(),
        };
        let own = self.own_levels.map(|levels| levels.iter().find(|own| own.level.id == level.id));
        let files: Arc<[GatedFile]> =
            if own.is_some() { Arc::default() } else { self.gated_files(files)?.into() };
        let offered = own.flatten().map_or(&files, |own| &own.files);
        let sources: Vec<&LessonFile> = built().collect();
        let read = parallel::map(&sources, |lesson| self.lesson(lesson, &level, offered, zone));
        let (lessons, read): (Vec<Arc<SiteLesson>>, Vec<_>) = read.into_iter().unzip();
        traces.extend(sources.iter().map(|lesson| lesson.path.clone()).zip(read));
        let level = Level { lessons: lessons.iter().map(|read| read.lesson.clone()).collect(), ..level };
        Ok(SiteLevel { level, card, body, lessons, files, images: Vec::new() })
    }

    /// A lesson with its text; `files` lie beside the lessons of the level.
    #[must_use]
    pub(super) fn lesson(
        self,
        file: &LessonFile,
        level: &Level,
        files: &[GatedFile],
        zone: &TimeZone,
    ) -> Read<SiteLesson> {
        let Markdown { body, minutes, tasks, toc, traces } =
            self.read(&file.text, &file.path, Side::Gated, file.toc);
        let month_path = level.month_path(file.month);
        let download = |entry: &DownloadEntry| {
            let found = files.iter().find(|other| other.month == file.month && other.name == entry.file)?;
            Some(Download {
                title: entry.title.clone(),
                href: format!("{month_path}{}", entry.file),
                kind: entry.file.rsplit('.').next().unwrap_or_default().to_uppercase(),
                bytes: found.size,
            })
        };
        let downloads = file.downloads.iter().filter_map(download).collect();
        let video_origins = body.video_origins();
        let (body, source) = (Gated::new(LessonText { body, toc }), Gated::new(file.source()));
        let opens = file.awaited.map(|day| midnight(day, zone));
        let lesson = Lesson { tasks, ..without_text(file) };
        let href = format!("{month_path}{}", file.address);
        let is_translated = self.folder.is_translated(&file.path);
        let lesson = SiteLesson {
            lesson,
            href,
            is_translated,
            opens,
            body,
            source,
            minutes,
            downloads,
            video_origins,
        };
        (Arc::new(lesson), traces)
    }

    fn gated_files(self, level: &LevelFiles) -> Result<Vec<GatedFile>, Failure> {
        let read = |file: &super::levels::GatedFile| {
            let stripped = self.images.stripped(&level.address_of(file));
            let bytes = stripped.unwrap_or_else(|| self.folder.bytes(&file.path))?;
            let size = bytes.len() as u64;
            let (name, path) = (file.name.clone(), self.folder.path_of(&file.path));
            let (month, withheld) = (file.month, file.withheld);
            Ok(GatedFile { month, name, path, size, withheld, bytes: Gated::new(bytes) })
        };
        level.gated_files.iter().map(read).collect()
    }

    /// The files beside public pages that are no images.
    ///
    /// # Errors
    /// If one cannot be read from disk.
    pub(super) fn public_files(self, files: &[(String, String)]) -> Result<Vec<PublicFile>, Failure> {
        let read = |(path, url): &(String, String)| {
            Ok(PublicFile { url: url.clone(), bytes: self.folder.bytes(path)? })
        };
        files.iter().filter(|(_, url)| !self.images.has(url)).map(read).collect()
    }

    fn headline(self, entry: Option<&HeadlineEntry>, from: &str) -> Option<Headline> {
        entry?.shown(from, self.targets, self.images, self.problems)
    }

    fn read(self, text: &Text, path: &str, side: Side, toc: bool) -> Markdown {
        markdown::read(text, self.reader(path, side, toc))
    }

    fn on_sales_page(self, text: &Text, path: &str, toc: bool) -> Markdown {
        markdown::read(text, Reader { stands: Stands::OnSalesPage, ..self.reader(path, Side::Public, toc) })
    }
}

impl<'a> Texts<'a> {
    fn reader(self, path: &'a str, side: Side, toc: bool) -> Reader<'a> {
        let Self { lang, settings, zone, shift, folder, targets, images, problems, .. } = self;
        let stands = Stands::Alone;
        Reader { lang, path, side, stands, toc, settings, zone, shift, folder, targets, images, problems }
    }
}

/// When the day begins in the zone.
fn midnight(day: Date, zone: &TimeZone) -> Timestamp {
    let midnight = zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible();
    midnight.unwrap_or(Timestamp::UNIX_EPOCH)
}

/// What the portal knows of the lesson before its text is read.
#[must_use]
fn without_text(file: &LessonFile) -> Lesson {
    Lesson {
        month: file.month,
        slug: file.slug.clone(),
        title: file.title.clone(),
        teased: file.teased,
        summary: file.summary.clone(),
        day: file.day,
        tasks: Vec::new(),
        translations: Vec::new(),
    }
}
