//! `levels/<n>-<slug>/`: a level's public page, and the months of lessons behind the gate.

use domain::calendar::ReleaseMonth;
use domain::level::LevelId;
use domain::release::Release;
use domain::slug::Slug;

use super::aliases::{self, AliasEntry};
use super::front_matter::{self, Text};
use super::lessons::{self, LessonFile};
use super::names;
use super::release::Calendar;
use super::source::Folder;
use super::targets::Side;
use crate::diagnostics::{Diagnostic, Problems};
use crate::failure::Failure;
use crate::parallel;

/// How many lessons a month may have: the pages that list them grow as their square.
const MOST_LESSONS: usize = 1_000;

/// A level's folder, named as it should be.
#[derive(Clone, Debug)]
pub(super) struct LevelFolder {
    pub id: LevelId,
    pub slug: Slug,
    /// `levels/1-ro-i-kroppen/`.
    pub path: String,
}

/// A level as its files have it.
#[derive(Debug)]
pub(super) struct LevelFiles {
    pub folder: LevelFolder,
    /// What the address of its public page begins with: nothing, unless it is translated.
    pub prefix: &'static str,
    pub title: String,
    pub teaser: String,
    pub release: Release,
    pub aliases: Vec<AliasEntry>,
    pub text: Text,
    pub lessons: Vec<LessonFile>,
    /// The files beside lessons: month, name, and path in the content folder.
    pub gated_files: Vec<GatedFile>,
    /// The files beside the level's page, by path in the content folder.
    pub public_files: Vec<String>,
}

/// A file beside lessons.
#[derive(Debug)]
pub(super) struct GatedFile {
    pub month: ReleaseMonth,
    pub name: String,
    pub path: String,
    /// Only lessons offer it whose day has not come.
    pub withheld: bool,
}

impl LevelFiles {
    /// Its part of a path: `1-ro-i-kroppen`.
    #[must_use]
    pub(super) fn segment(&self) -> String {
        format!("{}-{}", self.folder.id, self.folder.slug)
    }

    /// Lets its page be this one.
    pub(super) fn show(&mut self, page: LevelPage) {
        let LevelPage { title, teaser, release, aliases, text } = page;
        (self.title, self.teaser, self.release) = (title, teaser, release);
        (self.aliases, self.text) = (aliases, text);
    }

    /// The file of its public page.
    #[must_use]
    pub(super) fn index(&self) -> String {
        format!("{}index.md", self.folder.path)
    }

    /// Its public page: `/nivaer/1-ro-i-kroppen/`.
    #[must_use]
    pub(super) fn url(&self) -> String {
        format!("{}/nivaer/{}/", self.prefix, self.segment())
    }

    /// Where one of its files behind the gate stands: `/medlem/1-ro-i-kroppen/2026-08/ark.pdf`.
    #[must_use]
    pub(super) fn address_of(&self, file: &GatedFile) -> String {
        format!("/medlem/{}/{}/{}", self.segment(), file.month, file.name)
    }
}

/// The folders of the levels, by number; those that are named otherwise become problems.
pub(super) fn folders(folder: &Folder, problems: &Problems) -> Vec<LevelFolder> {
    let mut levels: Vec<LevelFolder> = Vec::new();
    for path in folder.folders_in("levels/") {
        match level_folder(path) {
            Err(message) => problems.add(Diagnostic::error(folder.place(path), message)),
            Ok(level) => match levels.iter().find(|other| other.id == level.id) {
                None => levels.push(level),
                Some(other) => problems.add(number_taken(folder, path, other)),
            },
        }
    }
    levels.sort_by_key(|level| level.id);
    levels
}

fn number_taken(folder: &Folder, path: &str, other: &LevelFolder) -> Diagnostic {
    let other_name = other.path.trim_end_matches('/');
    let message = format!("`{path}` and `{other_name}` have the same number");
    Diagnostic::error(folder.place(path), message).help("give each level a number of its own")
}

fn level_folder(path: &str) -> Result<LevelFolder, String> {
    let name = path.trim_start_matches("levels/");
    let no_number =
        || format!("the level folder `{name}` has no number; name it as in `1-{}`", names::slugged(name));
    let (number, slug) = name.split_once('-').ok_or_else(no_number)?;
    let number: u8 = number.parse().map_err(|_| no_number())?;
    let id = LevelId::new(number).map_err(|error| format!("the level folder `{name}`: {error}"))?;
    let plain =
        || format!("`{name}` is not a plain name; name the folder `{number}-{}`", names::slugged(slug));
    Ok(LevelFolder { id, slug: Slug::parse(slug).map_err(|_| plain())?, path: format!("{path}/") })
}

/// Reads each level.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn load(
    folder: &Folder,
    levels: Vec<LevelFolder>,
    calendar: Calendar,
    problems: &Problems,
) -> Result<Vec<LevelFiles>, Failure> {
    let mut read = Vec::new();
    for level in levels {
        let (lessons, gated_files) = months(folder, &level, calendar, problems)?;
        let index = format!("{}index.md", level.path);
        let Some(LevelPage { title, teaser, release, aliases, text }) = level_page(folder, &index, problems)?
        else {
            continue;
        };
        let beside = folder.files_under(&level.path).filter(|path| !path[level.path.len()..].contains('/'));
        let public_files: Vec<String> = beside.filter(|path| **path != *index).map(str::to_owned).collect();
        for stray in public_files.iter().filter(|path| names::is_markdown(path)) {
            let message =
                format!("`{stray}` lies beside the level's page; put lessons into a month's folder");
            problems.add(Diagnostic::error(folder.place(stray), message));
        }
        read.push(LevelFiles {
            prefix: if folder.is_translated(&index) { folder.prefix() } else { "" },
            folder: level,
            title,
            teaser,
            release,
            aliases,
            text,
            lessons,
            gated_files,
            public_files,
        });
    }
    Ok(read)
}

/// What a level's `index.md` says.
pub(super) struct LevelPage {
    title: String,
    teaser: String,
    release: Release,
    aliases: Vec<AliasEntry>,
    pub text: Text,
}

/// Reads the level's page at `index`.
///
/// # Errors
/// If it cannot be read from disk.
pub(super) fn level_page(
    folder: &Folder,
    index: &str,
    problems: &Problems,
) -> Result<Option<LevelPage>, Failure> {
    if !folder.has(index) {
        let missing = Diagnostic::error(folder.place(index), format!("there is no `{index}`"));
        problems.add(missing.help("write one with `title` and `teaser`; it is the level's public page"));
        return Ok(None);
    }
    let Some(source) = folder.text(index, problems)? else { return Ok(None) };
    let Some((document, text)) = front_matter::read(&source, problems) else { return Ok(None) };
    let mut fields = document.root().fields();
    let (title, teaser) = (fields.read("title"), fields.read("teaser"));
    let release = fields.optional("release").and_then(|node| node.parse(Release::parse)).unwrap_or_default();
    let aliases = aliases::read(&mut fields, Side::Public);
    fields.finish();
    Ok(title.zip(teaser).map(|(title, teaser)| LevelPage { title, teaser, release, aliases, text }))
}

type Month = (Vec<LessonFile>, Vec<GatedFile>);

fn months(
    folder: &Folder,
    level: &LevelFolder,
    calendar: Calendar,
    problems: &Problems,
) -> Result<Month, Failure> {
    let month = |path: &'_ str| match ReleaseMonth::parse(path.trim_start_matches(level.path.as_str())) {
        Ok(month) => Some((path.to_owned(), calendar.shift.month(month))),
        Err(error) => {
            problems.add(Diagnostic::error(folder.place(path), error.to_string()));
            None
        }
    };
    let months: Vec<(String, ReleaseMonth)> = folder.folders_in(&level.path).filter_map(month).collect();
    let read =
        parallel::try_map(&months, |(path, month)| one_month(folder, path, *month, calendar, problems))?;
    let (mut lessons, files): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    lessons.sort_by_key(|lessons: &Vec<LessonFile>| lessons.first().map(|lesson| lesson.month));
    Ok((lessons.into_iter().flatten().collect(), files.into_iter().flatten().collect()))
}

fn one_month(
    folder: &Folder,
    path: &str,
    month: ReleaseMonth,
    calendar: Calendar,
    problems: &Problems,
) -> Result<Month, Failure> {
    let (mut lessons, mut files) = (Vec::new(), Vec::new());
    let under = format!("{path}/");
    for inner in folder.folders_in(&under) {
        let message = format!("`{inner}` is a folder in a month; a month holds lessons and files alone");
        problems.add(Diagnostic::error(folder.place(inner), message));
    }
    for file in folder.files_under(&under) {
        let name = &file[under.len()..];
        if name.contains('/') {
            continue;
        }
        if names::is_markdown(name) {
            lessons.extend(lessons::read(folder, file, month, calendar, problems)?);
        } else {
            names::check_path(folder, file, problems);
            files.push(GatedFile { month, name: name.to_owned(), path: file.to_owned(), withheld: false });
        }
    }
    if lessons.len() > MOST_LESSONS {
        let message = format!("a month has {MOST_LESSONS} lessons at most, and here are {}", lessons.len());
        let many = Diagnostic::error(folder.place(path), message);
        problems.add(many.help("divide them over more months: each of their pages lists the whole month"));
    }
    lessons::put_in_order(folder, &mut lessons, problems);
    lessons::refuse_same_slugs(&lessons, problems);
    Ok((lessons, files))
}
