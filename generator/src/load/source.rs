//! The content folder and the texts in it: the only place where content is read from disk.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use domain::lang::Lang;
use walkdir::{DirEntry, WalkDir};

use super::places::Places;
use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::failure::{Failure, IoContext as _};

/// How long a text may be, in bytes: a thick book is one or two million.
const LONGEST: u64 = 10_000_000;

/// A file's text, and where it came from.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    /// Made when somebody first asks where something stands.
    places: OnceLock<Places>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.text) == (&other.path, &other.text)
    }
}

impl Eq for Source {}

impl Source {
    /// A text that stands in `path`.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into(), places: OnceLock::new() })
    }

    /// The path, as the user would type it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte at this line (from 1) and column (from 0, in characters), kept within the text.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        self.places().byte(&self.text, line, column)
    }

    /// The line and column, both from 1, of a byte; a column is a character.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        self.places().position(&self.text, offset)
    }

    /// The whole lines that `span` touches, as bytes.
    #[must_use]
    pub fn lines_around(&self, span: &Range<usize>) -> Range<usize> {
        self.places().lines_around(&self.text, span.start, span.end)
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(&self.text))
    }

    /// `span`, kept within the text and on the boundaries of characters.
    #[must_use]
    pub fn within(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        start..self.text.ceil_char_boundary(span.end).max(start)
    }
}

/// The content folder: what lies in it, by path from its root with `/` between the parts.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// In order of their bytes.
    files: Vec<String>,
    folders: Vec<String>,
    language: Option<Language>,
    /// The language in which drafts are marked, if they are shown.
    drafts: Option<Lang>,
}

/// A language other than the portal's own, in which a folder is seen.
#[derive(Debug)]
struct Language {
    lang: Lang,
    /// The names on disk of the files that are in it, by their plain names.
    names: BTreeMap<String, String>,
}

impl Folder {
    /// Lists what lies under `root`; hidden files and folders are left out.
    ///
    /// # Errors
    /// If there is no such folder, or it cannot be listed.
    pub fn open(root: &Path, problems: &Problems) -> Result<Self, Failure> {
        if !root.is_dir() {
            let message =
                format!("there is no folder `{}`; name the folder with `site.yaml` in it", root.display());
            return Err(Failure::refused(root, message));
        }
        let mut folder = Self {
            root: root.to_owned(),
            files: Vec::new(),
            folders: Vec::new(),
            language: None,
            drafts: None,
        };
        let walk = WalkDir::new(root).min_depth(1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            folder.note(&entry.map_err(std::io::Error::from).doing("list", root)?, problems);
        }
        folder.files.sort_unstable();
        Ok(folder)
    }

    fn note(&mut self, entry: &DirEntry, problems: &Problems) {
        let path = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        match entry.file_type() {
            kind if kind.is_file() => self.files.push(path),
            kind if kind.is_dir() => self.folders.push(path),
            _ => {
                let message =
                    format!("`{path}` is a link, not a file; copy what it points to into the folder");
                problems.add(Diagnostic::error(self.place(&path), message));
            }
        }
    }

    /// The same with these files alone.
    #[must_use]
    pub(super) fn with_files(&self, mut files: Vec<String>) -> Self {
        files.sort_unstable();
        let (root, folders) = (self.root.clone(), self.folders.clone());
        Self { root, files, folders, language: None, drafts: self.drafts }
    }

    /// The same as seen in `lang`: with these files, of which those in `names` have other names on disk.
    #[must_use]
    pub(super) fn in_language(
        &self,
        lang: Lang,
        files: Vec<String>,
        names: BTreeMap<String, String>,
    ) -> Self {
        let drafts = self.drafts.map(|_| lang);
        Self { language: Some(Language { lang, names }), drafts, ..self.with_files(files) }
    }

    /// The same with its drafts shown, marked in `lang`.
    #[must_use]
    pub(super) fn showing_drafts(self, lang: Lang) -> Self {
        Self { drafts: Some(lang), ..self }
    }

    /// The language in which drafts are marked, if they are shown.
    #[must_use]
    pub(super) fn shows_drafts(&self) -> Option<Lang> {
        self.drafts
    }

    /// The language that it is seen in, if that is not the portal's own.
    #[must_use]
    pub(super) fn other_language(&self) -> Option<Lang> {
        self.language.as_ref().map(|language| language.lang)
    }

    /// Whether the file is written in the language that the folder is seen in.
    #[must_use]
    pub(super) fn is_translated(&self, path: &str) -> bool {
        self.language.as_ref().is_none_or(|language| language.names.contains_key(path))
    }

    /// What addresses in this language begin with: nothing in the portal's own, else as in `/en`.
    #[must_use]
    pub(super) fn prefix(&self) -> &'static str {
        match self.other_language() {
            None => "",
            Some(Lang::Nb) => "/nb",
            Some(Lang::Nn) => "/nn",
            Some(Lang::En) => "/en",
        }
    }

    /// The plain name of the file that is named `path` on disk, if it is in the folder.
    #[must_use]
    pub(super) fn plain_name<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        let mut names = self.language.iter().flat_map(|language| &language.names);
        let translated = names.find(|(_, on_disk)| *on_disk == path).map(|(name, _)| name.as_str());
        translated.or_else(|| (self.has(path) && self.name_on_disk(path) == path).then_some(path))
    }

    /// The file's name on disk, by path from the root.
    #[must_use]
    pub(super) fn name_on_disk(&self, path: &str) -> String {
        let names = self.language.as_ref().map(|language| &language.names);
        names.and_then(|names| names.get(path)).map_or(path, String::as_str).to_owned()
    }

    fn on_disk(&self, path: &str) -> PathBuf {
        self.root.join(self.name_on_disk(path))
    }

    /// Where it lies.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files under the folder `under`, which ends with a slash.
    pub fn files_under<'a>(&'a self, under: &'a str) -> impl Iterator<Item = &'a str> {
        let first = self.files.partition_point(|path| path.as_str() < under);
        self.files[first..].iter().map(String::as_str).take_while(move |path| path.starts_with(under))
    }

    /// The folders right in the folder `under`, which ends with a slash.
    pub fn folders_in<'a>(&'a self, under: &'a str) -> impl Iterator<Item = &'a str> {
        let is_direct = move |path: &&str| path.strip_prefix(under).is_some_and(|name| !name.contains('/'));
        self.folders.iter().map(String::as_str).filter(is_direct)
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.as_str().cmp(path)).is_ok()
    }

    /// A file or folder as such, to point at.
    #[must_use]
    pub fn place(&self, path: &str) -> Place {
        Place::Path(self.path_of(path))
    }

    /// The path, as the user would type it.
    #[must_use]
    pub fn path_of(&self, path: &str) -> PathBuf {
        self.on_disk(path)
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let path = self.on_disk(path);
        fs::read(&path).doing("read", &path)
    }

    /// How many bytes a file has.
    ///
    /// # Errors
    /// If it cannot be looked at.
    pub fn size(&self, path: &str) -> Result<u64, Failure> {
        let path = self.on_disk(path);
        Ok(fs::metadata(&path).doing("look at", &path)?.len())
    }

    /// A file's text; a byte that is not UTF-8 becomes a problem and `None`, and so does a text of more than ten million bytes.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn text(&self, path: &str, problems: &Problems) -> Result<Option<Arc<Source>>, Failure> {
        let (name, path) = (path, self.on_disk(path));
        let length = fs::metadata(&path).doing("read", &path)?.len();
        if length > LONGEST {
            problems.add(too_long(&path, length));
            return Ok(None);
        }
        let bytes = self.bytes(name)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(Source::new(path, text.strip_prefix('\u{feff}').unwrap_or(&text)))),
            Err(error) => {
                problems.add(not_utf8(&path, &error));
                Ok(None)
            }
        }
    }
}

fn too_long(path: &Path, length: u64) -> Diagnostic {
    let message =
        format!("the file has {} MB, and a text may have 10 MB at most", length.div_ceil(1_000_000));
    Diagnostic::error(Place::Path(path.to_owned()), message).help("divide it, if it is a text at all")
}

fn not_utf8(path: &Path, error: &std::string::FromUtf8Error) -> Diagnostic {
    let start = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes());
    let place = Place::Text(Source::new(path, text), start..start + 1);
    Diagnostic::error(place, "the file is not UTF-8 from here on").help("save it as UTF-8 in your editor")
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}
