//! Markdown files: the fields between the two `---` lines, and the text below them.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::Mapping;

use super::source::Source;
use super::yaml::Document;
use crate::diagnostics::{Diagnostic, Place, Problems};

/// A Markdown text below its front matter, not yet read.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes below the front matter.
    pub body: Range<usize>,
}

/// The front matter of `source`, and the text below it; what is wrong becomes a problem and `None`.
pub(super) fn read<'p>(source: &Arc<Source>, problems: &'p Problems) -> Option<(Document<'p>, Text)> {
    let Some((fields, body)) = split(source.text()) else {
        problems.add(no_front_matter(source));
        return None;
    };
    let document = Document::read(source, fields, problems)?;
    Some((document, Text { source: Arc::clone(source), body }))
}

/// What the front matter of a text that was read says, but for these fields.
#[must_use]
pub(super) fn fields_but(text: &Text, names: &[&str]) -> Option<Mapping> {
    let (fields, _) = split(text.source.text())?;
    let mut fields: Mapping = serde_yaml::from_str(text.source.text().get(fields)?).ok()?;
    fields.retain(|name, _| !name.as_str().is_some_and(|name| names.contains(&name)));
    Some(fields)
}

fn no_front_matter(source: &Arc<Source>) -> Diagnostic {
    if source.text().lines().next().is_some_and(|line| line.trim_end() == "---") {
        let open = Diagnostic::error(Place::top_of(source), "the front matter is not closed");
        return open.help("add a line `---` below its last field");
    }
    let missing = Diagnostic::error(Place::top_of(source), "the file has no front matter");
    missing.help("begin it with a line `---`, then `title: …`, then a line `---`")
}

/// The bytes between the fences, and those below.
fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = opening.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((opening.len()..end, end + line.len()..text.len()));
        }
        end += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn fields_and_text_are_told_apart() {
        let text = "---\r\ntitle: Å\r\n---\r\nHei\n---\n";
        assert_eq!(
            split(text).map(|(fields, body)| (&text[fields], &text[body])),
            Some(("title: Å\r\n", "Hei\n---\n"))
        );
    }

    #[test]
    fn a_fence_that_never_closes_is_no_front_matter() {
        assert_eq!(split("---\ntitle: Hei\n"), None);
        assert_eq!(split("Hei\n---\n"), None);
    }
}
