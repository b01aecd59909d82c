//! Diagnostics for editors and scripts: a list of objects, in the order in which people are shown them.

use std::ops::Range;

use serde::Serialize;

use super::{Diagnostic, Diagnostics, Place, Severity, shown};
use crate::load::source::Source;

#[derive(Serialize)]
struct Told<'a> {
    severity: &'static str,
    message: &'a str,
    file: String,
    #[serde(flatten)]
    span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<Also<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

/// A second place in the same file.
#[derive(Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    span: Span,
    label: &'a str,
}

/// Lines and columns count from 1, columns in characters. The end is the place after the last character.
#[derive(Serialize)]
struct Span {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Diagnostics {
    /// As a JSON list with a line for each, and a line break at the end. Each has `severity` (`error` or `warning`), `message`
    /// and `file`, and what it has of `line`, `column`, `end_line`, `end_column`, `also`, `notes` and `help`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let told = self.iter().map(told).filter_map(|told| serde_json::to_string(&told).ok());
        let lines: Vec<String> = told.map(|line| format!("\n  {line}")).collect();
        format!("[{}\n]\n", lines.join(","))
    }
}

fn told(diagnostic: &Diagnostic) -> Told<'_> {
    let (path, span, also) = match &diagnostic.place {
        Place::Path(path) => (path.as_path(), None, None),
        Place::Text(source, span) => {
            let also =
                diagnostic.also.as_ref().map(|(span, label)| Also { span: Span::of(source, span), label });
            (source.path(), Some(Span::of(source, span)), also)
        }
    };
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (message, file) = (diagnostic.message.as_str(), shown(path));
    Told { severity, message, file, span, also, notes: &diagnostic.notes, help: diagnostic.help.as_deref() }
}

impl Span {
    fn of(source: &Source, span: &Range<usize>) -> Self {
        let span = source.within(span);
        let ((line, column), (end_line, end_column)) =
            (source.position(span.start), source.position(span.end));
        Self { line, column, end_line, end_column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_diagnostic_is_a_line_with_all_that_people_are_told() {
        let source = Source::new("content/pages/om.md", "---\ntitle: Å\n---\nBlåbær [her](x.md)\n");
        let at = source.text().find("x.md").unwrap_or_default();
        let dead = Diagnostic::error(Place::Text(source, at..at + 4), "the link leads nowhere; write \"y\"");
        let dead = dead.note("a note").also(4..9, "its title");
        let bare =
            Diagnostic::warning(Place::Path("content/utkast".into()), "nothing reads the folder `utkast`");
        let expected = r#"[
  {"severity":"warning","message":"nothing reads the folder `utkast`","file":"content/utkast"},
  {"severity":"error","message":"the link leads nowhere","file":"content/pages/om.md","line":4,"column":14,"end_line":4,"end_column":18,"also":{"line":2,"column":1,"end_line":2,"end_column":6,"label":"its title"},"notes":["a note"],"help":"write \"y\""}
]
"#;
        assert_eq!(Diagnostics::from(vec![dead, bare]).to_json(), expected);
        assert_eq!(Diagnostics::default().to_json(), "[\n]\n");
    }
}
