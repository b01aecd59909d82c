//! The lines of a file that something is wrong in, and no others: what is shown takes as long as it is, not as its file is.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};

use super::shown;
use crate::load::source::Source;

/// Lines that are longer together, in bytes, are named but not shown.
const LONGEST_EXCERPT: usize = 10_000;

/// The lines that `span` stands in, marked, with a second place if that is near.
pub(super) fn of<'a>(
    source: &'a Source,
    span: Range<usize>,
    also: Option<(Range<usize>, &'a str)>,
) -> Element<'a> {
    let reach = also
        .iter()
        .fold(span.clone(), |reach, (also, _)| reach.start.min(also.start)..reach.end.max(also.end));
    let lines = source.lines_around(&reach);
    if lines.len() > LONGEST_EXCERPT {
        let (line, column) = source.position(span.start);
        return match also {
            Some(_) => of(source, span, None),
            None => Origin::path(shown(source.path())).line(line).char_column(column).into(),
        };
    }
    let within = |span: Range<usize>| span.start - lines.start..span.end - lines.start;
    let also = also.map(|(also, label)| AnnotationKind::Context.span(within(also)).label(label));
    Snippet::source(source.text().get(lines.clone()).unwrap_or_default())
        .line_start(source.position(lines.start).0)
        .path(shown(source.path()))
        .annotation(AnnotationKind::Primary.span(within(span)))
        .annotations(also)
        .into()
}
