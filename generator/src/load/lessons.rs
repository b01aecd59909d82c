//! `levels/<n>-<slug>/<yyyy-mm>/<NN>-<slug>.md`: lessons.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use domain::slug::Slug;
use jiff::civil::Date;

use super::aliases::{self, AliasEntry};
use super::allowed;
use super::drafts::Draft;
use super::front_matter::{self, Text};
use super::names;
use super::release::Calendar;
use super::source::Folder;
use super::targets::Side;
use super::yaml::{Fields, FromNode as _, Node};
use crate::audit::texts_of;
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};
use crate::failure::Failure;
use crate::output::LessonSource;

/// A lesson as its file has it.
#[derive(Debug)]
pub(super) struct LessonFile {
    pub month: ReleaseMonth,
    pub slug: Slug,
    /// Its part of an address below its month: `fire-rolige-pust/`, or `en/fire-rolige-pust/`.
    pub address: String,
    /// Its path in the content folder.
    pub path: String,
    pub title: String,
    pub summary: Option<String>,
    pub teased: bool,
    pub draft: bool,
    /// The day in its month that it is released on, if it names one.
    pub day: Option<Date>,
    /// That day, if it has not come.
    pub awaited: Option<Date>,
    /// Whether it shows a table of contents.
    pub toc: bool,
    pub aliases: Vec<AliasEntry>,
    /// The bytes of its title.
    title_span: Range<usize>,
    /// The lines of it that may be public.
    allowed: Vec<String>,
    pub downloads: Vec<DownloadEntry>,
    pub text: Text,
}

/// A file that a lesson offers.
#[derive(Clone, Debug)]
pub(super) struct DownloadEntry {
    pub title: String,
    /// Its name, beside the lesson.
    pub file: String,
}

/// Reads the lesson at `path`.
///
/// # Errors
/// If it cannot be read from disk.
pub(super) fn read(
    folder: &Folder,
    path: &str,
    month: ReleaseMonth,
    calendar: Calendar,
    problems: &Problems,
) -> Result<Option<LessonFile>, Failure> {
    let (beside, name) = path.rsplit_once('/').unwrap_or_default();
    let stem = name.trim_end_matches(".md");
    let slug = names::slug_of_file(folder, path, without_number(stem), problems);
    let Some(source) = folder.text(path, problems)? else { return Ok(None) };
    let Some((document, text)) = front_matter::read(&source, problems) else { return Ok(None) };
    let mut fields = document.root().fields();
    let title_node = fields.required("title");
    let title = title_node.and_then(String::from_node);
    let title_span = title_node.map(Node::span).unwrap_or_default();
    let summary_node = fields.optional("summary");
    let summary = summary_node.and_then(String::from_node);
    let teased = fields.read_optional("tease").unwrap_or(false);
    let draft = Draft::read(&mut fields, folder);
    let day = calendar.day(&mut fields, month);
    let awaited = day.filter(|day| calendar.awaits(*day));
    let toc = fields.read_optional("toc").unwrap_or(false);
    let aliases = aliases::read(&mut fields, Side::Gated);
    let downloads = downloads(&mut fields, folder, &format!("{beside}/"));
    if teased && summary_node.is_none() {
        let bare = Diagnostic::error(Place::top_of(&source), "a teased lesson has no `summary`");
        problems.add(bare.help("add a line `summary: …`; it is shown to those who cannot open the lesson"));
    }
    let parts = [title.as_deref(), summary.as_deref()];
    let files = || texts_of_files(folder, beside, &downloads);
    let allowed = allowed::lines(&mut fields, parts.into_iter().flatten(), &text, files)?;
    fields.finish();
    let lesson = |(title, slug): (String, Slug)| {
        let language = if folder.is_translated(path) { folder.prefix() } else { "" };
        let address = format!("{language}/{slug}/").trim_start_matches('/').to_owned();
        let path = path.to_owned();
        LessonFile {
            month,
            slug,
            address,
            path,
            title: draft.titled(title),
            summary,
            teased,
            draft: draft.is_hidden(),
            day,
            awaited,
            toc,
            aliases,
            title_span,
            allowed,
            downloads,
            text,
        }
    };
    Ok(title.zip(slug).map(lesson))
}

/// What the offered files say.
fn texts_of_files(
    folder: &Folder,
    beside: &str,
    downloads: &[DownloadEntry],
) -> Result<Vec<String>, Failure> {
    let texts = downloads.iter().map(|entry| {
        let bytes = folder.bytes(&format!("{beside}/{}", entry.file))?;
        Ok(texts_of(&entry.file, &bytes))
    });
    Ok(texts.collect::<Result<Vec<_>, Failure>>()?.concat())
}

impl LessonFile {
    /// The lesson as it was written.
    #[must_use]
    pub(super) fn source(&self) -> LessonSource {
        LessonSource {
            text: Arc::clone(&self.text.source),
            body: self.text.body.clone(),
            title: self.title_span.clone(),
            allowed: self.allowed.clone(),
        }
    }
}

/// Notes lessons of one month whose names differ by their number alone.
pub(super) fn refuse_same_slugs(lessons: &[LessonFile], problems: &Problems) {
    let mut by_slug = HashMap::new();
    for lesson in lessons {
        let first: &LessonFile = by_slug.entry(&lesson.slug).or_insert(lesson);
        if first.path != lesson.path {
            let message = format!("`{}` and `{}` would have the same address", first.path, lesson.path);
            let same = Diagnostic::error(Place::top_of(&lesson.text.source), message);
            problems.add(
                same.help(
                    "the number before the name orders lessons and is no part of the address; rename one",
                ),
            );
        }
    }
}

/// Puts the lessons of a month in the order of their numbers, and warns where that is no order.
pub(super) fn put_in_order(folder: &Folder, lessons: &mut [LessonFile], problems: &Problems) {
    lessons.sort_by_key(|lesson| number_of(&lesson.path).unwrap_or(u32::MAX));
    let warn = |lesson: &LessonFile, message: String, help: String| {
        problems.add(Diagnostic::warning(folder.place(&lesson.path), message).help(help));
    };
    let mut by_number = HashMap::new();
    for (index, lesson) in lessons.iter().enumerate() {
        let name = name_of(&lesson.path);
        let Some(number) = number_of(&lesson.path) else {
            let help = format!("name it as in `{:02}-{name}`", index + 1);
            warn(lesson, format!("the lesson `{name}` has no number and comes last in its month"), help);
            continue;
        };
        let first: &LessonFile = by_number.entry(number).or_insert(lesson);
        if first.path != lesson.path {
            let message = format!("the lessons `{}` and `{name}` have the same number", name_of(&first.path));
            let help = "they stand in the order of their names; give each a number of its own";
            warn(lesson, message, help.to_owned());
        }
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn number_of(path: &str) -> Option<u32> {
    split_number(name_of(path)).and_then(|(number, _)| number.parse().ok())
}

/// `fire-rolige-pust` of `01-fire-rolige-pust`.
fn without_number(stem: &str) -> &str {
    split_number(stem).map_or(stem, |(_, rest)| rest)
}

fn split_number(name: &str) -> Option<(&str, &str)> {
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    name.split_once('-').filter(|(number, _)| is_number(number))
}

fn downloads(fields: &mut Fields<'_>, folder: &Folder, beside: &str) -> Vec<DownloadEntry> {
    let nodes = fields.optional("downloads").and_then(Node::items).unwrap_or_default();
    nodes.into_iter().filter_map(|node| download(node, folder, beside)).collect()
}

fn download(node: Node<'_>, folder: &Folder, beside: &str) -> Option<DownloadEntry> {
    let mut fields = node.fields();
    let (title, place) = (fields.read("title"), fields.required("file"));
    fields.finish();
    let place = place?;
    let file = String::from_node(place)?;
    let path = format!("{beside}{file}");
    if folder.has(&path) && !names::is_markdown(&path) && !file.contains('/') {
        return Some(DownloadEntry { title: title?, file });
    }
    let others =
        folder.files_under(beside).filter(|path| !names::is_markdown(path)).map(|path| &path[beside.len()..]);
    let missing = Diagnostic::error(place.place(), format!("there is no file `{file}` beside the lesson"));
    let missing = missing.help(format!("put it into `{}`", beside.trim_end_matches('/')));
    place.note(missing.did_you_mean(nearest(&file, others)));
    None
}
