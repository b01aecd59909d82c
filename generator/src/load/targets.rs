//! What links may point at: every page and file of the portal, and its address.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::return_path::{MEMBER_HOME, SIGN_IN};

use super::articles::ArticleFile;
use super::levels::LevelFiles;
use super::names::is_markdown;
use super::pages::PageFile;
use super::paths::{joined, name_of, relative};
use super::source::Folder;
pub(super) use super::target::{DeadLink, Side, Target, TargetKind};
use super::told::{Told, address_of};
use super::topics::Topics;
use super::used::Used;
use crate::diagnostics::nearest;

/// Every target by its path in the content folder.
#[derive(Debug, Default)]
pub(super) struct Targets {
    by_path: BTreeMap<String, Target>,
    /// The paths of what is built, by address.
    by_address: HashMap<String, String>,
    /// What the addresses of its language begin with.
    prefix: &'static str,
    /// Nothing is for members, so that there is no page of levels, of members or for signing in.
    is_plain: bool,
    /// The same for each of the languages.
    prefixes: Vec<&'static str>,
    told: Told,
    /// The files that links lead to, in all languages.
    pub used: Arc<Used>,
}

/// Pages that no file stands for, by the words that menus know them by.
const MADE: [(&str, &str); 4] =
    [("articles", "/artikler/"), ("levels", "/nivaer/"), ("members", MEMBER_HOME), ("sign-in", SIGN_IN)];

impl Targets {
    /// The targets of what was read of `folder`; the public files come as path and address.
    #[must_use]
    pub(super) fn gather(
        folder: &Folder,
        pages: &[PageFile],
        articles: &[ArticleFile],
        levels: &[LevelFiles],
        public_files: &[(String, String)],
        topics: &Topics,
    ) -> Self {
        let told = Told::gather(folder, levels);
        let mut targets = Self { told, prefix: folder.prefix(), ..Self::default() };
        let files =
            ["pages/", "articles/", "levels/"].into_iter().flat_map(|under| folder.files_under(under));
        for path in files.filter(|path| is_markdown(path)).chain(["pages/index.md"]) {
            targets.add(path, address_of(path), TargetKind::Unread, Side::Public);
        }
        for page in pages {
            targets.add(&page.path, page.url.clone(), kind(page.draft), Side::Public);
        }
        for article in articles {
            targets.add(&article.path, article.url(), kind(article.draft), Side::Public);
        }
        for level in levels {
            targets.add_level(level);
        }
        for (path, url) in public_files {
            targets.add(path, url.clone(), TargetKind::File, Side::Public);
        }
        for (slug, topic) in topics.iter() {
            // No file has this path, but a menu may name it.
            targets.add(&format!("articles/tema/{slug}"), topic.href.clone(), TargetKind::Page, Side::Public);
        }
        targets.index()
    }

    /// Without the pages that are made for members, if it `is_plain`.
    #[must_use]
    pub(super) fn of_plain_site(self, is_plain: bool) -> Self {
        Self { is_plain, ..self }
    }

    /// The pages that no file stands for.
    fn made(&self) -> &'static [(&'static str, &'static str)] {
        if self.is_plain { &MADE[..1] } else { &MADE }
    }

    /// Lets texts in each of the languages lead to those of the others: by its plain name to the own language's, where something is
    /// not translated, and to a translation by its name on disk or its address.
    pub(super) fn join(&mut self, others: &mut [(&Folder, &mut Self)]) {
        self.prefixes = others.iter().map(|(folder, _)| folder.prefix()).collect();
        for (folder, other) in others.iter() {
            let translated = other.by_path.iter().filter(|(path, _)| folder.is_translated(path));
            let translated = translated.map(|(path, target)| (folder.name_on_disk(path), target.clone()));
            self.by_path.extend(translated.collect::<Vec<_>>());
        }
        for (_, other) in others.iter_mut() {
            for (path, target) in &self.by_path {
                other.by_path.entry(path.clone()).or_insert_with(|| target.clone());
            }
            other.prefixes.clone_from(&self.prefixes);
            other.used = Arc::clone(&self.used);
            other.reindex();
        }
        self.reindex();
    }

    /// The address of the text at `path`.
    #[must_use]
    pub(super) fn address(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(|target| target.href.as_str())
    }

    fn index(mut self) -> Self {
        self.reindex();
        self
    }

    fn reindex(&mut self) {
        let built = self.by_path.iter().filter(|(_, target)| target.kind != TargetKind::Draft);
        self.by_address = built.rev().map(|(path, target)| (target.href.clone(), path.clone())).collect();
    }

    fn add_level(&mut self, level: &LevelFiles) {
        let segment = level.segment();
        self.add(&format!("{}index.md", level.folder.path), level.url(), TargetKind::Page, Side::Public);
        for lesson in &level.lessons {
            let url = format!("/medlem/{segment}/{}/{}", lesson.month, lesson.address);
            let built = if lesson.awaited.is_some() { TargetKind::Awaited } else { TargetKind::Page };
            let kind = if lesson.draft { TargetKind::Draft } else { built };
            self.add(&lesson.path, url, kind, Side::Gated);
        }
        for file in &level.gated_files {
            self.add(&file.path, level.address_of(file), TargetKind::File, Side::Gated);
        }
    }

    fn add(&mut self, path: &str, href: String, kind: TargetKind, side: Side) {
        self.by_path.insert(path.to_owned(), Target { href, kind, side });
    }

    /// What a menu's `page:` names.
    ///
    /// # Errors
    /// If there is no such page.
    pub(super) fn menu_page(&self, page: &str) -> Result<String, DeadLink> {
        if let Some((_, href)) = self.made().iter().find(|(word, _)| *word == page) {
            let prefix = if ["articles", "levels"].contains(&page) { self.prefix } else { "" };
            return Ok(format!("{prefix}{href}"));
        }
        if let Some(target) = self.by_path.get(page) {
            return target.built(page).map(|target| target.href);
        }
        if self.told.covers(page) {
            return Ok(String::new());
        }
        let known = self.by_path.keys().map(String::as_str).chain(self.made().iter().map(|(word, _)| *word));
        let levels = if self.is_plain { "" } else { " or `levels`" };
        let remedy = format!("write a path as in `pages/om.md`, or `articles`{levels}");
        Err(DeadLink {
            message: format!("there is no page `{page}`"),
            help: meant_or(nearest(page, known), &remedy),
        })
    }

    /// The file that is built at `address`, or the word by which menus know the page there.
    #[must_use]
    pub(super) fn owner(&self, address: &str) -> Option<&str> {
        let made = self.made().iter().find(|(_, href)| *href == address).map(|(word, _)| *word);
        self.by_address.get(address).map(String::as_str).or(made)
    }

    /// Where the file at `path` in the content folder is built, if it is.
    #[must_use]
    pub(super) fn built_address(&self, path: &str) -> Option<String> {
        let target = self.by_path.get(path).filter(|target| target.kind == TargetKind::Page)?;
        Some(target.href.clone())
    }

    /// What `link`, written in the file `from`, points at. A link from the root must be an address of the portal. A file that it
    /// leads to is used.
    ///
    /// # Errors
    /// If it leads nowhere.
    pub(super) fn find(&self, from: &str, link: &str) -> Result<Target, DeadLink> {
        let found = self.target(from, link);
        match &found {
            Ok(target) if target.kind == TargetKind::File => {
                self.by_address.get(&target.href).iter().for_each(|path| self.used.note(path));
            }
            Ok(_) => {}
            Err(_) => self.used.note_dead(from, link),
        }
        found
    }

    fn target(&self, from: &str, link: &str) -> Result<Target, DeadLink> {
        if link.starts_with('/') {
            return self.find_address(link);
        }
        let path = joined(from, link);
        let path = path.as_deref().unwrap_or(link);
        match self.by_path.get(path) {
            Some(target) => target.built(link),
            None if self.told.covers(path) => Ok(Target::unread()),
            None => Err(DeadLink {
                message: format!("the link leads nowhere: there is no `{path}`"),
                help: meant_or(
                    self.similar(link, path).map(|path| relative(from, path)).as_deref(),
                    "write the path of a file from here, as in `../articles/pust.md`",
                ),
            }),
        }
    }

    fn find_address(&self, link: &str) -> Result<Target, DeadLink> {
        if let Some(target) = self.by_address.get(link).and_then(|path| self.by_path.get(path)) {
            return target.built(link);
        }
        let is_list = |prefix: &&str| {
            link.strip_prefix(prefix)
                .is_some_and(|link| self.made().iter().take(2).any(|(_, href)| *href == link))
        };
        if self.made().iter().any(|(_, href)| *href == link)
            || self.prefixes.iter().any(is_list)
            || (link.starts_with("/api/") && !self.is_plain)
        {
            return Ok(Target { href: link.to_owned(), kind: TargetKind::Page, side: Side::Public });
        }
        if self.told.covers(link) {
            return Ok(Target::unread());
        }
        let known = self.by_path.values().map(|target| target.href.as_str());
        let known = known.take(if self.used.has_many_dead() { 0 } else { usize::MAX });
        Err(DeadLink {
            message: format!("the link leads nowhere: the portal has no address `{link}`"),
            help: meant_or(
                nearest(link, known),
                "write the path of a file from here, as in `../articles/pust.md`",
            ),
        })
    }

    /// The target whose name is like the link's, and of those the one whose path is most like it.
    fn similar(&self, link: &str, path: &str) -> Option<&str> {
        if self.used.has_many_dead() {
            return None;
        }
        let name = nearest(name_of(link), self.by_path.keys().map(|path| name_of(path)))?;
        let namesakes = self.by_path.keys().map(String::as_str).filter(|path| name_of(path) == name);
        namesakes.min_by_key(|candidate| strsim::levenshtein(candidate, path))
    }
}

fn kind(draft: bool) -> TargetKind {
    if draft { TargetKind::Draft } else { TargetKind::Page }
}

fn meant_or(meant: Option<&str>, remedy: &str) -> String {
    meant.map_or_else(|| remedy.to_owned(), |meant| format!("did you mean `{meant}`?"))
}
