//! Where a text stands in its file, so that what is wrong with it is told there.

use std::ops::Range;

/// Where the parts of a text stand in its file: each from a byte of the text on, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin(Vec<Part>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    in_text: usize,
    in_file: usize,
}

impl From<usize> for Origin {
    /// Of a text that is a part of its file as it is, from this byte on.
    fn from(in_file: usize) -> Self {
        Self(vec![Part { in_text: 0, in_file }])
    }
}

impl Origin {
    /// Of the value `text`, which is written as `written` from the byte `start` of the file on: its lines are indented
    /// there, or folded, or stand between quotes. A line that is written otherwise has the place of the one before it.
    #[must_use]
    pub(super) fn of_value(text: &str, written: &str, start: usize) -> Self {
        let (mut parts, mut at, mut in_text) = (vec![Part { in_text: 0, in_file: start }], 0, 0);
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            let rest = written.get(at..).unwrap_or_default();
            if let Some(found) = rest.find(words).filter(|_| !words.is_empty()) {
                let indented = line.len() - line.trim_start().len();
                parts.push(Part { in_text: in_text + indented, in_file: start + at + found });
                at += found + words.len();
            }
            in_text += line.len();
        }
        Self(parts)
    }

    /// The bytes of the file that a range of the text takes.
    #[must_use]
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.byte(range.start);
        // The last byte rather than the one behind it, which may stand in the next line.
        let end = if range.is_empty() { start } else { self.byte(range.end - 1) + 1 };
        start..end.max(start)
    }

    fn byte(&self, in_text: usize) -> usize {
        let index = self.0.partition_point(|part| part.in_text <= in_text).saturating_sub(1);
        self.0.get(index).map_or(0, |part| part.in_file + (in_text - part.in_text.min(in_text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_it_is_stands_behind_what_comes_before_it() {
        assert_eq!(Origin::from(10).span(&(2..5)), 12..15);
    }

    #[test]
    fn indented_lines_are_found_again() {
        let file = "answer: |\n  Ja da.\n\n  Se [om](x.md).\n";
        let value = "Ja da.\n\nSe [om](x.md).\n";
        let origin = Origin::of_value(value, &file[8..], 8);
        let at = value.find("x.md").unwrap();
        assert_eq!(&file[origin.span(&(at..at + 4))], "x.md");
        assert_eq!(&file[origin.span(&(0..6))], "Ja da.");
    }

    #[test]
    fn what_is_written_otherwise_has_the_place_of_the_value() {
        let origin = Origin::of_value("a\u{e9}b", "\"a\\u00e9b\"", 20);
        assert_eq!(origin.span(&(0..1)).start, 20);
    }
}
