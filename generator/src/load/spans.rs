//! Where each value of a YAML text stands, from the marked events of `saphyr-parser`.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScanError, Span, StrInput};

use super::places::Places;
use super::source::Source;

/// Where a value stands, and the values in it.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// The bytes of the source that it takes.
    pub range: Range<usize>,
    /// The items of a list.
    pub items: Vec<Spans>,
    /// The entries of a mapping, by name: where the name stands, and where the value does.
    entries: HashMap<String, (Spans, Spans)>,
}

impl Spans {
    /// Where the name and the value of an entry stand.
    #[must_use]
    pub(super) fn entry(&self, name: &str) -> Option<(&Spans, &Spans)> {
        self.entries.get(name).map(|(key, value)| (key, value))
    }
}

/// What is not YAML, and from which byte of the source on.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub(super) at: usize,
    pub(super) message: String,
}

/// The spans of the part `range` of `source`.
///
/// # Errors
/// If it is not YAML.
pub(super) fn spans_of(source: &Source, range: Range<usize>) -> Result<Spans, SyntaxError> {
    let text = source.text().get(range.clone()).unwrap_or_default();
    let mut reader =
        Reader { parser: Parser::new_from_str(text), text, places: Places::of(text), start: range.start };
    reader
        .document()
        .map_err(|error| SyntaxError { at: reader.byte(*error.marker()), message: error.info().to_owned() })
}

/// Reads one document; positions count from the beginning of the part, `start` is where that begins.
struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    text: &'t str,
    places: Places,
    start: usize,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Result<Spans, ScanError> {
        loop {
            match self.next()? {
                (Event::StreamEnd | Event::Nothing, _) => return Ok(self.nothing()),
                (Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd, _) => {}
                (event, span) => return self.value(&event, span),
            }
        }
    }

    fn nothing(&self) -> Spans {
        Spans { range: self.start..self.start, ..Spans::default() }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), ScanError> {
        self.parser.next_event().unwrap_or(Ok((Event::StreamEnd, Span::default())))
    }

    fn value(&mut self, event: &Event<'t>, span: Span) -> Result<Spans, ScanError> {
        match event {
            Event::SequenceStart(..) => self.list(span),
            Event::MappingStart(..) => self.mapping(span),
            _ => Ok(Spans { range: self.bytes(span), ..Spans::default() }),
        }
    }

    fn list(&mut self, span: Span) -> Result<Spans, ScanError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, end) => {
                    return Ok(Spans { range: self.reach(span, end), items, ..Spans::default() });
                }
                (event, span) => items.push(self.value(&event, span)?),
            }
        }
    }

    fn mapping(&mut self, span: Span) -> Result<Spans, ScanError> {
        let mut entries = HashMap::new();
        loop {
            let (event, key_span) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                return Ok(Spans { range: self.reach(span, key_span), entries, ..Spans::default() });
            }
            let key = self.value(&event, key_span)?;
            let name = name_of(&event);
            if entries.contains_key(&name) {
                return Err(ScanError::new(key_span.start, format!("`{name}` stands twice")));
            }
            let (value_event, value_span) = self.next()?;
            let value = self.value(&value_event, value_span)?;
            entries.insert(name, (key, value));
        }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        self.byte(span.start)..self.byte(span.end)
    }

    /// From the beginning of a list or mapping to its end.
    fn reach(&self, start: Span, end: Span) -> Range<usize> {
        self.byte(start.start)..self.byte(end.end)
    }

    fn byte(&self, marker: Marker) -> usize {
        self.start + self.places.byte(self.text, marker.line(), marker.col())
    }
}

fn name_of(event: &Event<'_>) -> String {
    match event {
        Event::Scalar(name, ..) => name.to_string(),
        _ => String::new(),
    }
}
