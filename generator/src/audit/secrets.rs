//! What to look for: the words, titles, addresses and files behind the gate.

use std::collections::HashMap;
use std::sync::Arc;

use themes::files::ThemeFiles;

use super::allowed::Allowed;
use super::extract::{self, Closed, Listener, Role};
use super::words::Words;
use super::{Auditor, lesson};
use crate::load::names::slugged;
use crate::load::source::Source;
use crate::output::LessonSource;
use crate::parallel;
use crate::site::{GatedFile, Site, SiteLesson, SiteLevel};

/// See the module.
pub(super) struct Secrets<'s> {
    /// Lessons and files, in order of level, month and number.
    pub owners: Vec<Owner<'s>>,
    /// For each owner, the hash of each run of its words.
    pub runs: Vec<Vec<u64>>,
    pub phrases: Vec<Phrase>,
    /// Whose address it is, without what is the same in all: `1-ro-i-kroppen/2026-08/fire-rolige-pust`.
    pub addresses: HashMap<String, usize>,
    /// The files, by size.
    pub files: HashMap<usize, Vec<usize>>,
    pub allowed: Allowed,
}

/// A lesson or file behind the gate.
#[derive(Clone, Copy)]
pub(super) enum Owner<'s> {
    Lesson(&'s SiteLesson, Auditor),
    File(&'s SiteLevel, &'s GatedFile, Auditor),
}

/// Some words that are looked for as a whole.
pub(super) struct Phrase {
    pub owner: usize,
    pub what: What,
    pub words: Vec<u64>,
}

/// What a phrase is of its lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Title,
    Summary,
}

impl<'s> Secrets<'s> {
    /// Those of `site`.
    pub(super) fn of(site: &'s Site, auditor: Auditor) -> Self {
        let translated = site.translations.iter().flat_map(|translation| &translation.levels);
        let owners = site.levels.iter().chain(translated).flat_map(|level| of_level(level, auditor));
        let owners: Vec<Owner<'s>> = owners.collect();
        let runs = parallel::map(&owners, |owner| owner.runs());
        let mut secrets = Self {
            owners,
            runs,
            phrases: Vec::new(),
            addresses: HashMap::new(),
            files: HashMap::new(),
            allowed: Allowed::default(),
        };
        let languages = site.translations.iter().map(|translation| translation.theme.lang);
        for lang in languages.chain([site.theme.lang]) {
            secrets.allowed.add_wording(&ThemeFiles::default_theme(lang).wording);
        }
        for index in 0..secrets.owners.len() {
            match secrets.owners[index] {
                Owner::Lesson(lesson, _) => secrets.lesson(index, lesson, auditor),
                Owner::File(level, file, _) => secrets.file(index, level, file),
            }
        }
        let allowed = &secrets.allowed;
        secrets.phrases.retain(|phrase| !allowed.is_line(&phrase.words));
        secrets
    }

    fn lesson(&mut self, owner: usize, lesson: &SiteLesson, auditor: Auditor) {
        let of = &lesson.lesson;
        lesson.source.for_audit(auditor).allowed.iter().for_each(|line| self.allowed.add(line));
        let summary = of.summary.as_deref().unwrap_or_default();
        if of.teased {
            self.allowed.add(&of.title);
            return self.allowed.add(summary);
        }
        self.addresses.insert(address(&lesson.href), owner);
        self.phrase(owner, What::Title, &of.title);
        self.phrase(owner, What::Title, &slugged(&of.title));
        if Words::of(summary).runs().next().is_none() {
            self.phrase(owner, What::Summary, summary);
        }
    }

    fn phrase(&mut self, owner: usize, what: What, text: &str) {
        let words = Words::of(text).hashes;
        let is_known = |known: &Phrase| known.owner == owner && known.words == words;
        if !words.is_empty() && !self.phrases.iter().rev().take(2).any(is_known) {
            self.phrases.push(Phrase { owner, what, words });
        }
    }

    fn file(&mut self, owner: usize, level: &SiteLevel, file: &GatedFile) {
        let path = format!("{}{}", level.level.month_path(file.month), file.name);
        let offers = |lesson: &SiteLesson| lesson.downloads.iter().any(|download| download.href == path);
        if !level.lessons.iter().any(|lesson| lesson.lesson.teased && offers(lesson)) {
            self.addresses.insert(address(&path), owner);
        }
        if let Ok(size @ 1..) = usize::try_from(file.size) {
            self.files.entry(size).or_default().push(owner);
        }
    }
}

fn of_level(level: &SiteLevel, auditor: Auditor) -> impl Iterator<Item = Owner<'_>> {
    let lessons = level.lessons.iter().filter(|lesson| lesson.is_translated);
    let lessons = lessons.map(move |lesson| Owner::Lesson(lesson, auditor));
    lessons.chain(level.files.iter().map(move |file| Owner::File(level, file, auditor)))
}

fn address(path: &str) -> String {
    path.trim_start_matches("/medlem/").trim_end_matches('/').to_owned()
}

impl Owner<'_> {
    /// Its texts; no run crosses from one to the next.
    pub(super) fn passages(self) -> Vec<String> {
        match self {
            Self::Lesson(lesson, auditor) => {
                let source = lesson.source.for_audit(auditor);
                let mut passages = lesson::passages(source.body_text());
                if !lesson.lesson.teased {
                    passages.extend(lesson.lesson.summary.clone());
                }
                passages
            }
            Self::File(_, file, auditor) => texts_of(&file.name, file.bytes.for_audit(auditor)),
        }
    }

    /// Its source, if it is a lesson.
    pub(super) fn lesson(&self) -> Option<&LessonSource> {
        match self {
            Self::Lesson(lesson, auditor) => Some(lesson.source.for_audit(*auditor)),
            Self::File(..) => None,
        }
    }

    /// Its text as it was written, to point into; nothing if it is no text.
    pub(super) fn source(&self) -> Option<Arc<Source>> {
        match self {
            Self::Lesson(lesson, auditor) => Some(Arc::clone(&lesson.source.for_audit(*auditor).text)),
            Self::File(_, file, auditor) => {
                let text = String::from_utf8(file.bytes.for_audit(*auditor).clone()).ok()?;
                Some(Source::new(file.path.clone(), text))
            }
        }
    }

    fn runs(self) -> Vec<u64> {
        let (mut words, mut runs) = (Words::default(), Vec::new());
        for passage in self.passages() {
            words.read(&passage);
            runs.extend(words.runs());
        }
        runs
    }
}

/// What a gated file says to readers.
pub(crate) fn texts_of(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut texts = Texts(Vec::new());
    extract::extract(name, bytes, &mut texts);
    texts.0
}

/// Keeps what is for readers.
struct Texts(Vec<String>);

impl Listener for Texts {
    fn text(&mut self, trail: &[String], text: &str, role: Role) {
        // What every document of one program says about itself is no secret.
        let about = |name: &String| name.starts_with("docProps/") || name == "content.opf";
        if role == Role::Content && !text.trim().is_empty() && !trail.iter().any(about) {
            self.0.push(text.to_owned());
        }
    }

    fn file(&mut self, _: &[String], _: &[u8]) {}

    fn closed(&mut self, _: &[String], _: Closed) {}
}
