//! A portal read again where only what some texts say is another: one file is read, and all else stays.
//!
//! That is so if each changed file is a text that was there before, and nothing about it changed that others depend on: of its
//! front matter only what is shown of it, the same files asked for, headings that nobody else leads to. A text's
//! [`Traces`] say what it has to do with others. In every other case, and wherever something is to be told, the portal is
//! read as a whole.

use std::path::Path;
use std::sync::Arc;

use domain::portal::Lesson;
use jiff::tz::TimeZone;

use super::anchors::Traces;
use super::articles;
use super::front_matter::{Text, fields_but};
use super::images::Images;
use super::lessons;
use super::levels;
use super::pages;
use super::release::Calendar;
use super::texts::Texts;
use super::{Edition, Reading};
use crate::diagnostics::Problems;
use crate::site::{Site, SiteLevel};

/// The fields of front matter that pages and lists show, and nothing else depends on.
const SHOWN: [&str; 5] = ["title", "description", "summary", "teaser", "toc"];

impl Reading {
    /// Reads what changed at these paths in the content folder, if the rest can stay as it is. Whether that was so; if not, the
    /// portal must be read anew, and this is of no more use.
    #[must_use]
    pub fn again<'p>(&mut self, changed: impl IntoIterator<Item = &'p Path>) -> bool {
        if self.editions.iter().any(Edition::is_entangled) {
            return false;
        }
        let mut site = Site::clone(&self.site);
        let is_done = changed.into_iter().all(|path| self.file_again(path, &mut site).is_some());
        self.site = Arc::new(site);
        is_done
    }

    fn file_again(&mut self, path: &Path, site: &mut Site) -> Option<()> {
        let parts = path.iter().map(|part| part.to_str()).collect::<Option<Vec<&str>>>()?;
        if parts.iter().any(|part| part.starts_with('.')) {
            return Some(());
        }
        let name = parts.join("/");
        let is_known = self.editions.iter().any(|edition| edition.folder.plain_name(&name).is_some());
        match self.editions.first()?.folder.root().join(path).symlink_metadata() {
            Ok(data) if is_known && data.is_file() => self.text_again(&name, site),
            // What an editor put there for a moment.
            Err(_) if !is_known => Some(()),
            _ => None,
        }
    }

    fn text_again(&mut self, path: &str, site: &mut Site) -> Option<()> {
        let files = site.levels.clone();
        for (index, edition) in self.editions.iter_mut().enumerate() {
            let Some(name) = edition.folder.plain_name(path).map(str::to_owned) else { continue };
            let on_disk = edition.folder.path_of(&name);
            if site.warnings.point_into(&on_disk) {
                return None;
            }
            let site = match index.checked_sub(1) {
                None => &mut *site,
                Some(other) => Arc::make_mut(site.translations.get_mut(other)?),
            };
            let calendar = Calendar::at(self.now, &edition.content.settings, edition.content.launches.shift);
            let zone = edition.content.settings.time_zone();
            let problems = Problems::default();
            Again { edition, site, own: &files, images: &self.images, calendar, zone, problems: &problems }
                .text(&name)?;
            if !problems.is_empty() {
                return None;
            }
        }
        Some(())
    }
}

impl Edition {
    /// Whether any words of any text may matter to others. Of a lesson that waits for its day, and of what it offers, other texts
    /// decide what is published; and HTML may name any file.
    fn is_entangled(&self) -> bool {
        let mut lessons = self.content.levels.iter().flat_map(|level| &level.lessons);
        self.content.settings.texts.raw_html || lessons.any(|lesson| lesson.awaited.is_some())
    }

    /// Lets the text at `path`, which stands at `address`, have these traces; nothing if others would see that.
    fn takes(&mut self, path: &str, address: &str, new: Traces) -> Option<()> {
        let old = self.traces.get(path)?;
        let anchors = |traces: &Traces| -> Vec<(String, String)> {
            traces.links.iter().map(|link| (link.page.clone(), link.anchor.clone())).collect()
        };
        let mut links = self.traces.values().flat_map(|traces| &traces.links);
        let is_free = old.ids == new.ids || !links.any(|link| link.page == address);
        let is_same =
            old.files == new.files && old.blocks == new.blocks && anchors(old) == anchors(&new) && is_free;
        is_same.then(|| self.traces.insert(path.to_owned(), new)).map(drop)
    }
}

/// One file in one language, read again.
struct Again<'a> {
    edition: &'a mut Edition,
    site: &'a mut Site,
    /// The levels in the portal's own language.
    own: &'a [Arc<SiteLevel>],
    images: &'a Images,
    calendar: Calendar,
    zone: TimeZone,
    problems: &'a Problems,
}

impl Again<'_> {
    fn text(&mut self, path: &str) -> Option<()> {
        match path.split('/').next()? {
            "pages" => self.page(path),
            "articles" => self.article(path),
            "levels" if path.ends_with("/index.md") => self.level(path),
            "levels" => self.lesson(path),
            _ => None,
        }
    }

    fn page(&mut self, path: &str) -> Option<()> {
        let page = pages::page(&self.edition.folder, path, self.problems).ok()??;
        let at = self.edition.content.pages.iter().position(|before| before.path == path)?;
        is_alike(&self.edition.content.pages[at].text, &page.text)?;
        let (text, traces) = self.texts().page(&page);
        self.edition.takes(path, &page.url, traces)?;
        *self.site.pages.iter_mut().find(|shown| shown.head.path == page.url)? = text;
        self.edition.content.pages[at] = page;
        Some(())
    }

    fn article(&mut self, path: &str) -> Option<()> {
        let shift = self.calendar.shift;
        let article = articles::article(&self.edition.folder, path, shift, self.problems).ok()??;
        let at = self.edition.content.articles.iter().position(|before| before.path == path)?;
        is_alike(&self.edition.content.articles[at].text, &article.text)?;
        let (text, traces) = self.texts().article(&article, &self.edition.content.topics, &self.zone);
        let url = article.url();
        self.edition.takes(path, &url, traces)?;
        *self.site.articles.iter_mut().find(|shown| shown.card.href == url)? = text;
        self.edition.content.articles[at] = article;
        Some(())
    }

    fn level(&mut self, path: &str) -> Option<()> {
        let page = levels::level_page(&self.edition.folder, path, self.problems).ok()??;
        let at = self.edition.content.levels.iter().position(|level| level.index() == path)?;
        let files = &mut self.edition.content.levels[at];
        is_alike(&files.text, &page.text)?;
        files.show(page);
        let (texts, files) = (self.texts(), &self.edition.content.levels[at]);
        let (body, traces) = texts.level_page(files);
        let (title, teaser, url) = (files.title.clone(), files.teaser.clone(), files.url());
        self.edition.takes(path, &url, traces)?;
        let shown = Arc::make_mut(self.site.levels.get_mut(at)?);
        shown.body = body;
        (shown.card.title, shown.card.teaser) = (title.clone(), teaser.clone());
        let sold = Arc::make_mut(&mut self.site.portal).levels.get_mut(at)?;
        for level in [&mut shown.level, sold] {
            (level.title, level.teaser) = (title.clone(), teaser.clone());
        }
        Some(())
    }

    fn lesson(&mut self, path: &str) -> Option<()> {
        let of_path = |level: &levels::LevelFiles| path.starts_with(&level.folder.path);
        let level = self.edition.content.levels.iter().position(of_path)?;
        let of_level = &self.edition.content.levels[level].lessons;
        let at = of_level.iter().position(|before| before.path == path)?;
        let month = of_level[at].month;
        let lesson =
            lessons::read(&self.edition.folder, path, month, self.calendar, self.problems).ok()??;
        is_alike(&of_level[at].text, &lesson.text)?;
        let index = of_level[..at].iter().filter(|before| !before.draft).count();
        let files = &self.own.get(level)?.files;
        let (text, traces) = self.texts().lesson(&lesson, &self.site.levels[level].level, files, &self.zone);
        self.edition.takes(path, &text.href, traces)?;
        let shown = Arc::make_mut(self.site.levels.get_mut(level)?);
        let known = text.lesson.clone();
        *shown.lessons.get_mut(index)? = text;
        self.name(level, index, &known)?;
        self.edition.content.levels[level].lessons[at] = lesson;
        Some(())
    }

    /// Lets the portal know the lesson as it is now.
    fn name(&mut self, level: usize, index: usize, lesson: &Lesson) -> Option<()> {
        let shown = self.site.levels.get_mut(level)?;
        if shown.level.lessons.get(index)? != lesson {
            let shown = &mut Arc::make_mut(shown).level;
            let sold = Arc::make_mut(&mut self.site.portal).levels.get_mut(level)?;
            for level in [shown, sold] {
                lesson.clone_into(level.lessons.get_mut(index)?);
            }
        }
        Some(())
    }

    fn texts(&self) -> Texts<'_> {
        let Edition { folder, content, .. } = &*self.edition;
        Texts {
            lang: self.site.theme.lang,
            settings: content.settings.texts,
            folder,
            zone: &self.zone,
            shift: content.launches.shift,
            own_levels: None,
            targets: &content.targets,
            images: self.images,
            problems: self.problems,
        }
    }
}

/// Whether the two say the same in their front matter but for what is only shown.
fn is_alike(before: &Text, after: &Text) -> Option<()> {
    (fields_but(before, &SHOWN)? == fields_but(after, &SHOWN)?).then_some(())
}
