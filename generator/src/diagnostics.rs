//! What is wrong with a portal's files: collected, sorted, and shown with file, line, column and remedy.
//!
//! Nothing here reads or prints; a [`Diagnostic`] keeps the text it points into.

mod excerpt;
mod json;

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Element, Level, Origin, Renderer};

use crate::load::source::Source;

/// How many are shown whole to people: nobody reads more before putting some of them right.
const MOST_SHOWN: usize = 200;

/// One thing that is wrong, where it stands, and what to do about it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    severity: Severity,
    message: String,
    place: Place,
    also: Option<(Range<usize>, String)>,
    notes: Vec<String>,
    help: Option<String>,
}

/// Whether the portal can be built all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but hardly as meant.
    Warning,
}

/// Where something is wrong.
#[derive(Clone, Debug)]
pub enum Place {
    /// Within a file's text, as a range of bytes.
    Text(Arc<Source>, Range<usize>),
    /// A file or folder as such.
    Path(PathBuf),
}

/// Whether to colour what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Ansi,
    /// For a file, a pipe or a test.
    None,
}

/// Everything that is wrong: first with files and folders as such, then by file and position.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

/// The place where loading collects what is wrong while it goes on, on all cores.
#[derive(Debug, Default)]
pub struct Problems(Mutex<Vec<Diagnostic>>);

impl Diagnostic {
    /// An error. A remedy after `; `, as the messages of `domain` have it, becomes the help line.
    #[must_use]
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        let message = message.into();
        let (message, help) = match message.split_once("; ") {
            Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
            None => (message, None),
        };
        Self { severity: Severity::Error, message, place, also: None, notes: Vec::new(), help }
    }

    /// A warning.
    #[must_use]
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// With something more to know about it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With the word that was probably meant, if there is one.
    #[must_use]
    pub fn did_you_mean(self, suggestion: Option<&str>) -> Self {
        match suggestion {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None => self,
        }
    }

    /// With a second place in the same file, and what stands there.
    #[must_use]
    pub fn also(self, span: Range<usize>, label: impl Into<String>) -> Self {
        Self { also: Some((span, label.into())), ..self }
    }

    /// Whether the portal can be built all the same.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// As text for people.
    #[must_use]
    pub fn render(&self, colour: Colour) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let group = level.primary_title(self.message.as_str()).element(self.place_element());
        let notes = self.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
        let group = group.elements(notes);
        let group = match &self.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        };
        renderer(colour).render(&[group]) + "\n"
    }

    fn place_element(&self) -> Element<'_> {
        match &self.place {
            Place::Path(path) => Origin::path(shown(path)).into(),
            Place::Text(source, span) => {
                let span = source.within(span);
                let also = self.also.as_ref().map(|(also, label)| (source.within(also), label.as_str()));
                excerpt::of(source, span, also)
            }
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.position().cmp(&other.position()).then_with(|| self.message.cmp(&other.message))
    }

    /// What is wrong with files and folders as such comes first: it explains much of the rest.
    fn position(&self) -> (bool, &Path, usize) {
        match &self.place {
            Place::Text(source, span) => (true, source.path(), span.start),
            Place::Path(path) => (false, path, 0),
        }
    }
}

impl Place {
    /// The file's first line.
    #[must_use]
    pub fn top_of(source: &Arc<Source>) -> Self {
        let first_line = source.text().lines().next().unwrap_or_default().len();
        Self::Text(Arc::clone(source), 0..first_line)
    }

    fn file(&self) -> &Path {
        match self {
            Self::Text(source, _) => source.path(),
            Self::Path(path) => path,
        }
    }
}

impl Diagnostics {
    /// Each as text for people, and a blank line after each. Of very many, a part is shown, what stops the build before what does
    /// not, and the rest counted.
    #[must_use]
    pub fn render(&self, colour: Colour) -> String {
        let (errors, warnings): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
        let mut shown: Vec<&Diagnostic> = errors.into_iter().chain(warnings).take(MOST_SHOWN).collect();
        shown.sort_by(|one, other| one.order(other));
        let text: String = shown.iter().map(|diagnostic| diagnostic.render(colour) + "\n").collect();
        match self.0.len() - shown.len() {
            0 => text,
            more => text + &format!("and {more} more; `terskel check --json` tells them all\n\n"),
        }
    }

    /// With these too.
    #[must_use]
    pub fn and(self, more: impl IntoIterator<Item = Diagnostic>) -> Self {
        self.0.into_iter().chain(more).collect::<Vec<_>>().into()
    }

    /// Each of them, by file and position.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether one of them points into the text of the file at `path`.
    #[must_use]
    pub fn point_into(&self, path: &Path) -> bool {
        let points = |place: &Place| matches!(place, Place::Text(source, _) if source.path() == path);
        self.0.iter().any(|diagnostic| points(&diagnostic.place))
    }

    /// Whether any of them is about something in the folder at `path`.
    #[must_use]
    pub fn lie_within(&self, path: &Path) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.place.file().starts_with(path))
    }

    /// How many of them stop the build.
    #[must_use]
    pub fn error_count(&self) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by(Diagnostic::order);
        // What several languages share is read for each of them.
        list.dedup_by(|one, other| one.order(other) == Ordering::Equal);
        Self(list)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Colour::None))
    }
}

impl Problems {
    /// Notes one more.
    pub fn add(&self, diagnostic: Diagnostic) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
    }

    /// Whether there are none so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// How many of them stop the build, so far.
    #[must_use]
    pub fn error_count(&self) -> usize {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// All of them: as an error if one of them stops the build, and else as warnings.
    ///
    /// # Errors
    /// If one of them is an error.
    pub fn finish(self) -> Result<Diagnostics, Diagnostics> {
        let all = Diagnostics::from(self.0.into_inner().unwrap_or_else(PoisonError::into_inner));
        if all.error_count() == 0 { Ok(all) } else { Err(all) }
    }
}

/// The candidate that `word` was probably meant to be.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    let distance = |candidate: &str| strsim::damerau_levenshtein(word, candidate);
    let near = candidates.into_iter().map(|candidate| (distance(candidate), candidate));
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, candidate)| candidate)
}

fn renderer(colour: Colour) -> Renderer {
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::None => Renderer::plain(),
    };
    renderer.decor_style(DecorStyle::Ascii)
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_neighbour_and_a_foreign_one_does_not() {
        assert_eq!(nearest("ttile", ["title", "teaser"]), Some("title"));
        assert_eq!(nearest("landign", ["page", "landing", "sales"]), Some("landing"));
        assert_eq!(nearest("colour", ["title", "teaser"]), None);
    }

    #[test]
    fn a_remedy_in_the_message_becomes_the_help_line() {
        let source = Source::new("site.yaml", "lang: no\n");
        let diagnostic = Diagnostic::error(Place::Text(source, 6..8), "`no` means *false*; write `nb`");
        let expected = "\
error: `no` means *false*
 --> site.yaml:1:7
  |
1 | lang: no
  |       ^^
  |
  = help: write `nb`
";
        assert_eq!(diagnostic.render(Colour::None), expected);
    }
}
