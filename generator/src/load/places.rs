//! Where the bytes of a text stand by line and column, found without reading the text anew for each.

/// How many bytes lie between two places up to which characters are counted beforehand.
const BLOCK: usize = 1024;

/// The lines and characters of a text. It is made in one walk; each question then takes a thousand steps at most.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// How many characters begin before each block of bytes.
    characters: Vec<usize>,
}

impl Places {
    /// Those of `text`.
    #[must_use]
    pub(crate) fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
            *sum += characters(block);
            Some(*sum)
        });
        Self { lines, characters: std::iter::once(0).chain(blocks).collect() }
    }

    /// The line and column, both from 1, of the byte `offset`; a column is a character. The end of the text, if `offset` is
    /// beyond it.
    #[must_use]
    pub(crate) fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let column = self.before(text, offset) - self.before(text, self.lines[line - 1]);
        (line, column + 1)
    }

    /// The byte at this line (from 1) and column (from 0, in characters), kept within the text.
    #[must_use]
    pub(crate) fn byte(&self, text: &str, line: usize, column: usize) -> usize {
        let Some(start) = self.lines.get(line.saturating_sub(1)) else { return text.len() };
        let wanted = self.before(text, *start) + column;
        let block = self.characters.partition_point(|before| *before <= wanted) - 1;
        let rest = text.as_bytes().get(block * BLOCK..).unwrap_or_default();
        let mut begins = rest.iter().enumerate().filter(|(_, byte)| begins_character(**byte));
        begins.nth(wanted - self.characters[block]).map_or(text.len(), |(at, _)| block * BLOCK + at)
    }

    /// From the beginning of the line that `start` is in to the end of the one that `end` is in.
    #[must_use]
    pub(crate) fn lines_around(&self, text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.lines.partition_point(|line| *line <= start).saturating_sub(1);
        let after = self.lines.partition_point(|line| *line <= end);
        self.lines[first]..self.lines.get(after).copied().unwrap_or(text.len())
    }

    /// How many characters begin before the byte `offset`.
    fn before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or_default() + characters(rest)
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| begins_character(**byte)).count()
}

/// In UTF-8, the bytes after a character's first begin with the bits 10.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use themes::place::position;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_that_counting_finds(text in "[aå😀\n]{0,40}", times in 1_usize..200) {
            let text = text.repeat(times);
            let places = Places::of(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let (line, column) = position(&text, offset);
                prop_assert_eq!(places.position(&text, offset), (line, column));
                prop_assert_eq!(places.byte(&text, line, column - 1), offset);
            }
        }
    }

    #[test]
    fn what_lies_beyond_the_text_is_its_end() {
        let text = "é\nåbc";
        let places = Places::of(text);
        assert_eq!(places.byte(text, 9, 0), text.len());
        assert_eq!(places.byte(text, 2, 9), text.len());
        assert_eq!(places.position(text, 99), (2, 4));
        assert_eq!(&text[places.lines_around(text, 3, 4)], "åbc");
        assert_eq!(&text[places.lines_around(text, 0, 4)], text);
    }
}
