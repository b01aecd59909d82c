//! The rows of a list, each with the line it begins in, whatever stands in between.
//!
//! A quotation mark that is never closed would swallow the rest of the file. So a row is looked for within a few lines
//! only, and must be as wide as the first one if it has several; else its first line is taken for a row of its own.

use std::collections::VecDeque;

use csv::{ReaderBuilder, StringRecord, Trim};

/// A row that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// From 1.
    pub line: usize,
    cells: StringRecord,
}

/// A row that cannot be told apart from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// From 1.
    pub line: usize,
}

/// The rows of a text, without the empty ones.
#[derive(Clone)]
pub(super) struct Rows<'a> {
    rest: &'a str,
    /// Of `rest`.
    line: usize,
    delimiter: u8,
    /// How many cells the first row has.
    width: Option<usize>,
    read: VecDeque<Row>,
}

/// More lines than this are not one row: notes and postal addresses have fewer.
const MOST_LINES: usize = 50;

impl Row {
    /// The cell in this column, counted from 0; empty if the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// Each cell, without white space around it.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

impl<'a> Rows<'a> {
    /// The rows of `text`. The first line may say what stands between the cells, as in `sep=;`.
    pub(super) fn of(text: &'a str) -> Self {
        let rows = |rest, line, delimiter| Self { rest, line, delimiter, width: None, read: VecDeque::new() };
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
            Some([delimiter]) => rows(rest, 2, *delimiter),
            _ => rows(text, 1, delimiter(text)),
        }
    }

    /// The rows that stand in `part`, which begins in `line`.
    fn parse(&self, part: &str, line: usize, quoting: bool) -> Vec<Row> {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).trim(Trim::All).delimiter(self.delimiter).quoting(quoting);
        let mut reader = builder.buffer_capacity(part.len().clamp(64, 8192)).from_reader(part.as_bytes());
        let (mut at, mut line) = (0, line);
        let records = reader.records().filter_map(Result::ok);
        let rows = records.map(|cells| {
            let start = start_of(&cells, part);
            line += breaks(&part[at..start]);
            at = start;
            Row { line, cells }
        });
        rows.filter(|row| row.cells().any(|cell| !cell.is_empty())).collect()
    }

    fn fits(&self, rows: &[Row]) -> bool {
        rows.iter().all(|row| self.width.is_none_or(|width| row.cells.len() == width))
    }

    /// Reads on until a row is found, or the text ends.
    fn read_on(&mut self) -> Result<(), Broken> {
        while self.read.is_empty() && !self.rest.is_empty() {
            let line = self.line;
            let rows = self.next_lines().ok_or(Broken { line })?;
            self.width = self.width.or(rows.first().map(|row| row.cells.len()));
            self.read = rows.into();
        }
        Ok(())
    }

    /// The rows of the next lines that belong together; none if they cannot be read.
    fn next_lines(&mut self) -> Option<Vec<Row>> {
        let (line, first) = (self.line, self.rest.split_inclusive('\n').next().unwrap_or_default());
        if !first.contains('"') {
            let lines = unquoted(self.rest);
            self.step_over(lines);
            return Some(self.parse(lines, line, true));
        }
        if let Some(lines) = closed(self.rest, self.delimiter) {
            let rows = self.parse(lines, line, true);
            if lines.len() == first.len() || self.fits(&rows) {
                self.step_over(lines);
                return Some(rows);
            }
        }
        self.step_over(first);
        let as_it_stands = [true, false].map(|quoting| self.parse(first, line, quoting));
        as_it_stands.into_iter().find(|rows| self.fits(rows))
    }

    fn step_over(&mut self, lines: &str) {
        self.rest = &self.rest[lines.len()..];
        self.line += breaks(lines);
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read_on() {
            Ok(()) => self.read.pop_front().map(Ok),
            Err(broken) => Some(Err(broken)),
        }
    }
}

/// The first lines of `text` up to one with a quotation mark, but not all at once.
fn unquoted(text: &str) -> &str {
    let lines = text.split_inclusive('\n').take(1_000).take_while(|line| !line.contains('"'));
    &text[..lines.map(str::len).sum()]
}

/// The first lines of `text` that are one row by RFC 4180, where quotation marks stand around a whole cell.
fn closed(text: &str, delimiter: u8) -> Option<&str> {
    let (mut at, mut lines) = (At::Start, 1);
    for (index, byte) in text.bytes().enumerate() {
        let is_end = matches!(byte, b'\n' | b'\r');
        at = match (at, byte) {
            (At::Quoted, b'"') => At::Closed,
            (At::Start | At::Closed, b'"') | (At::Quoted, _) => At::Quoted,
            (_, b'\n') => return Some(&text[..=index]),
            (_, byte) if byte == delimiter || is_end => At::Start,
            (At::Closed, _) | (At::Plain, b'"') => return None,
            _ => At::Plain,
        };
        lines += usize::from(byte == b'\n');
        if lines > MOST_LINES {
            return None;
        }
    }
    (at != At::Quoted).then_some(text)
}

/// Where in a row one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Where a cell begins.
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes a cell, or doubles the next one.
    Closed,
}

/// Where in `part` a record begins. The reader passes by empty lines only after it has noted where it is.
fn start_of(record: &StringRecord, part: &str) -> usize {
    let noted = record.position().and_then(|position| usize::try_from(position.byte()).ok());
    let noted = noted.unwrap_or_default().min(part.len());
    noted + part.as_bytes()[noted..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The one of `,`, `;` and tab that stands most often in the first line that is not empty, quoted ones left aside.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let unquoted: String = first.split('"').step_by(2).collect();
    let count = |sign: &u8| unquoted.bytes().filter(|byte| byte == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}
