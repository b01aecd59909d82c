//! What the files of a content folder say in one language, before the texts are read.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use domain::level::LevelId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::aliases::AliasEntry;
use super::anchors::Traces;
use super::articles::{self, ArticleFile};
use super::front_matter::Text;
use super::launches::{self, Launches};
use super::levels::{self, LevelFiles, LevelFolder};
use super::pages::{self, PageFile};
use super::release::{self, Calendar};
use super::site::{self, Settings};
use super::source::Folder;
use super::targets::Targets;
use super::topics::Topics;
use super::{data, files, plain_site};
use crate::diagnostics::Problems;
use crate::failure::Failure;

/// See the module.
#[derive(Debug)]
pub(super) struct Content {
    pub settings: Settings,
    pub launches: Launches,
    pub pages: Vec<PageFile>,
    pub articles: Vec<ArticleFile>,
    pub topics: Topics,
    pub data: BTreeMap<String, Value>,
    pub levels: Vec<LevelFiles>,
    /// Path and address of each file beside a public page.
    pub public_files: Vec<(String, String)>,
    pub targets: Targets,
}

impl Content {
    /// Each page and its aliases, by its path in the content folder.
    pub(super) fn with_aliases(&self) -> impl Iterator<Item = (Cow<'_, str>, &[AliasEntry])> {
        let pages = self.pages.iter().map(|page| (page.path.as_str().into(), page.aliases.as_slice()));
        let articles =
            self.articles.iter().map(|article| (article.path.as_str().into(), article.aliases.as_slice()));
        let levels = self.levels.iter().map(|level| (level.index().into(), level.aliases.as_slice()));
        let lessons = self.levels.iter().flat_map(|level| &level.lessons);
        let lessons = lessons.map(|lesson| (lesson.path.as_str().into(), lesson.aliases.as_slice()));
        pages.chain(articles).chain(levels).chain(lessons)
    }

    /// The traces of texts by the addresses of their pages.
    pub(super) fn addresses_of<'t>(
        &'t self,
        traces: &'t HashMap<String, Traces>,
    ) -> impl Iterator<Item = (&'t str, &'t Traces)> {
        traces.iter().filter_map(|(path, traces)| Some((self.targets.address(path)?, traces)))
    }

    /// What `folder` says in the portal's own language, at an instant; given the day, the sample's dates follow it.
    ///
    /// # Errors
    /// If a file cannot be read from disk.
    pub(super) fn read(
        folder: &Folder,
        settings: Settings,
        (now, today): (Timestamp, Option<Date>),
        problems: &Problems,
    ) -> Result<Self, Failure> {
        let levels = levels::folders(folder, problems);
        let ids: Vec<LevelId> = levels.iter().map(|level| level.id).collect();
        let launches = launches::load(folder, &settings, &ids, today, problems)?;
        let mut content = Self::texts(folder, (settings, launches), levels, now, problems)?;
        plain_site::refuse_what_is_for_members(folder, &content.settings, &content.pages, problems);
        content.public_files = files::public(folder, &content.levels, problems);
        content.data = data::load(folder, problems)?;
        Ok(content.with_targets(folder))
    }

    /// What `folder` says in another language; what it has not of its own is as here.
    ///
    /// # Errors
    /// If a file cannot be read from disk.
    pub(super) fn translated(
        &self,
        folder: &Folder,
        now: Timestamp,
        problems: &Problems,
    ) -> Result<Self, Failure> {
        let settings = site::translated(folder, &self.settings, problems)?;
        let levels = self.levels.iter().map(|level| level.folder.clone()).collect();
        let mut content = Self::texts(folder, (settings, self.launches.clone()), levels, now, problems)?;
        release::await_alike(&mut content.levels, &self.levels);
        content.public_files.clone_from(&self.public_files);
        content.data.clone_from(&self.data);
        Ok(content.with_targets(folder))
    }

    /// The texts of `folder`, so far without the files beside them.
    fn texts(
        folder: &Folder,
        (settings, launches): (Settings, Launches),
        levels: Vec<LevelFolder>,
        now: Timestamp,
        problems: &Problems,
    ) -> Result<Self, Failure> {
        let pages = pages::load(folder, problems)?;
        let articles = articles::load(folder, launches.shift, problems)?;
        let calendar = Calendar::at(now, &settings, launches.shift);
        let levels = levels::load(folder, levels, calendar, problems)?;
        let topics = Topics::of(&articles, folder.prefix(), problems);
        let (data, public_files, targets) = (BTreeMap::new(), Vec::new(), Targets::default());
        Ok(Self { settings, launches, pages, articles, topics, data, levels, public_files, targets })
    }

    fn with_targets(self, folder: &Folder) -> Self {
        let Self { pages, articles, levels, public_files, topics, .. } = &self;
        let targets = Targets::gather(folder, pages, articles, levels, public_files, topics);
        Self { targets: targets.of_plain_site(self.settings.texts.is_plain), ..self }
    }

    /// Notes which files behind the gate only lessons offer whose day has not come, in whatever language.
    pub(super) fn withhold(&mut self, translations: &[Self]) {
        let all = [&*self].into_iter().chain(translations);
        let public = all.flat_map(|content| {
            let pages = content.pages.iter().map(|page| &page.text);
            pages.chain(content.articles.iter().map(|article| &article.text))
        });
        let public: Vec<&Text> = public.collect();
        let others: Vec<&LevelFiles> = translations.iter().flat_map(|content| &content.levels).collect();
        let withheld = release::withheld(&self.levels, &others, &public);
        let files = self.levels.iter_mut().flat_map(|level| &mut level.gated_files);
        for (file, withheld) in files.zip(withheld) {
            file.withheld = withheld;
        }
    }

    /// Lets texts in each language link to those of the others.
    pub(super) fn join(&mut self, folders: &[Folder], translations: &mut [Self]) {
        let targets = translations.iter_mut().map(|content| &mut content.targets);
        self.targets.join(&mut folders.iter().zip(targets).collect::<Vec<_>>());
    }
}
