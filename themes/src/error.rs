//! What is wrong with a theme, and where.

use std::fmt;

use tera::{ErrorKind, ReportError};

/// A mistake in a template or in the wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    /// The template's name, or the wording's, as `i18n/nb.ftl`.
    pub template: String,
    /// From 1.
    pub line: Option<usize>,
    /// From 1.
    pub column: Option<usize>,
    /// What is wrong: lower case, names in back-ticks, no final dot.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Stands between message and help in an error that has to pass through Tera.
const HELP: &str = "\nhelp: ";

impl ThemeError {
    /// An error without a position.
    pub(crate) fn new(template: &str, message: impl Into<String>) -> Self {
        Self { template: template.to_owned(), line: None, column: None, message: message.into(), help: None }
    }

    /// The same error at a position.
    pub(crate) fn at(self, (line, column): (usize, usize)) -> Self {
        Self { line: Some(line), column: Some(column), ..self }
    }

    /// The same error with its remedy.
    pub(crate) fn with_help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }

    /// An error of Tera's, from rendering or parsing `template`.
    pub(crate) fn from_tera(template: &str, error: &tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self::from_report(report),
            kind => Self::from_text(template, &kind.to_string()),
        }
    }

    /// The error as one that a filter or function may give to Tera.
    pub(crate) fn into_tera(self) -> tera::Error {
        let help = self.help.map(|help| format!("{HELP}{help}")).unwrap_or_default();
        tera::Error::message(format!("{}{help}", self.message))
    }

    fn from_report(report: &ReportError) -> Self {
        let span = report.span();
        Self::from_message(report.filename(), report.message()).at((span.start_line, span.start_col + 1))
    }

    /// Tera checks references at the end and gives its findings as text: the first one counts.
    fn from_text(template: &str, text: &str) -> Self {
        let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
        let Some((name, line, column)) = place.and_then(split_place) else {
            return Self::from_message(template, text);
        };
        let first = text.lines().next().unwrap_or_default();
        Self::from_message(name, first.strip_prefix("error: ").unwrap_or(first)).at((line, column))
    }

    fn from_message(template: &str, text: &str) -> Self {
        let (message, help) =
            text.split_once(HELP).map_or((text, None), |(message, help)| (message, Some(help)));
        Self::new(template, as_ours(message)).with_help(help.map(str::to_owned))
    }
}

fn split_place(place: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name, line.parse().ok()?, column.parse().ok()?))
}

/// A message in the form of ours: lower case, no final dot.
fn as_ours(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.template)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for ThemeError {}
