//! YAML with positions: values from `serde_yaml`, and where each stands from `saphyr-parser`.
//!
//! A [`Node`] is a value that knows its place. Reading one notes what is wrong with it and goes on, so that
//! a file's mistakes are all reported together.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::Value;

use super::source::Source;
use super::spans::{Spans, spans_of};
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};

/// A YAML text, read.
#[derive(Debug)]
pub(super) struct Document<'p> {
    source: Arc<Source>,
    value: Value,
    spans: Spans,
    problems: &'p Problems,
}

/// A value within a [`Document`], and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'d> {
    document: &'d Document<'d>,
    value: &'d Value,
    spans: &'d Spans,
}

/// The fields of a mapping; each is asked for by name, and the rest are unknown.
#[derive(Debug)]
pub(super) struct Fields<'d> {
    node: Node<'d>,
    asked: Vec<&'static str>,
    /// Those that must be there, where there is no mapping at all: [`Fields::finish`] names them together.
    lacking: Vec<&'static str>,
}

/// What a [`Node`] can be read as. Nothing comes back when something was wrong, which is then noted.
pub(super) trait FromNode: Sized {
    /// Reads the node.
    fn from_node(node: Node<'_>) -> Option<Self>;
}

impl<'p> Document<'p> {
    /// Reads the part `range` of `source`; a syntax error becomes a problem and `None`.
    pub(super) fn read(source: &Arc<Source>, range: Range<usize>, problems: &'p Problems) -> Option<Self> {
        let spans = spans_of(source, range.clone());
        let spans = spans.map_err(|error| problems.add(broken(source, error.at, &error.message))).ok()?;
        let text = source.text().get(range.clone()).unwrap_or_default();
        match serde_yaml::from_str(text) {
            Ok(value) => Some(Self { source: Arc::clone(source), value, spans, problems }),
            Err(error) => {
                problems.add(value_error(source, range, &error));
                None
            }
        }
    }

    /// The value of the whole text.
    #[must_use]
    pub(super) fn root(&self) -> Node<'_> {
        Node { document: self, value: &self.value, spans: &self.spans }
    }
}

fn value_error(source: &Arc<Source>, range: Range<usize>, error: &serde_yaml::Error) -> Diagnostic {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    broken(source, range.start + error.location().map_or(0, |location| location.index()), message)
}

fn broken(source: &Arc<Source>, at: usize, message: &str) -> Diagnostic {
    let to_tab = source.text().get(at..).and_then(|rest| rest.find('\t')).filter(|_| message.contains("tab"));
    let at = at + to_tab.unwrap_or(0);
    let broken =
        Diagnostic::error(Place::Text(Arc::clone(source), at..at + 1), format!("broken YAML: {message}"));
    broken.help(remedy(message))
}

fn remedy(message: &str) -> &'static str {
    match () {
        () if message.contains("stands twice") => "remove one of the two",
        () if message.contains("mapping values") => "put a value with a colon in it between quotes",
        () if message.contains("tab") => "indent with spaces, not with tabs",
        () => "look for a missing quote, colon or indent here or just above",
    }
}

impl<'d> Node<'d> {
    /// Where it stands.
    #[must_use]
    pub(super) fn place(self) -> Place {
        Place::Text(Arc::clone(&self.document.source), self.spans.range.clone())
    }

    /// The bytes it takes.
    #[must_use]
    pub(super) fn span(self) -> Range<usize> {
        self.spans.range.clone()
    }

    /// Notes that something is wrong with it.
    pub(super) fn refuse(self, message: impl Into<String>) {
        self.note(Diagnostic::error(self.place(), message));
    }

    /// Notes a problem of this document.
    pub(super) fn note(self, diagnostic: Diagnostic) {
        self.document.problems.add(diagnostic);
    }

    /// Its fields; if it is no mapping, there are none, and [`Fields::finish`] says so.
    #[must_use]
    pub(super) fn fields(self) -> Fields<'d> {
        Fields { node: self, asked: Vec::new(), lacking: Vec::new() }
    }

    /// The same as JSON; what JSON cannot say becomes a problem.
    #[must_use]
    pub(super) fn to_json(self) -> Option<serde_json::Value> {
        let json = serde_json::to_value(self.value);
        json.map_err(|_| self.refuse("a name here is no text; write it between quotes")).ok()
    }

    /// Whether it has fields or entries.
    #[must_use]
    pub(super) fn is_mapping(self) -> bool {
        self.value.is_mapping()
    }

    /// Its entries with their names, if it is a mapping; each name is a node too.
    #[must_use]
    pub(super) fn entries(self) -> Vec<(Node<'d>, Node<'d>)> {
        let Some(mapping) = self.value.as_mapping() else {
            self.refuse("entries are missing here; write `name: value` lines");
            return Vec::new();
        };
        mapping.iter().map(|(key, value)| self.entry(key, value)).collect()
    }

    fn entry(self, key: &'d Value, value: &'d Value) -> (Node<'d>, Node<'d>) {
        let spans = key.as_str().and_then(|key| self.spans.entry(key));
        let (key_spans, value_spans) = spans.unwrap_or((self.spans, self.spans));
        (Node { value: key, spans: key_spans, ..self }, Node { value, spans: value_spans, ..self })
    }

    /// Its items, if it is a list.
    #[must_use]
    pub(super) fn items(self) -> Option<Vec<Node<'d>>> {
        let Some(values) = self.value.as_sequence() else {
            self.refuse("a list is missing here; begin each of its lines with `- `");
            return None;
        };
        let spans = |index: usize| self.spans.items.get(index).unwrap_or(self.spans);
        let item = |(index, value)| Node { value, spans: spans(index), ..self };
        Some(values.iter().enumerate().map(item).collect())
    }

    /// The value as it is written, if it is a single one; `249.50` stays `249.50`.
    #[must_use]
    pub(super) fn written(self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(_) | Value::Bool(_) => {
                Some(self.document.source.text().get(self.span()).unwrap_or_default().trim().to_owned())
            }
            _ => None,
        }
    }

    /// The flag that it is, if it is one.
    #[must_use]
    pub(super) fn as_bool(self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The whole number that it is, if it is one.
    #[must_use]
    pub(super) fn as_u64(self) -> Option<u64> {
        self.value.as_u64()
    }

    /// What `parse` makes of the value as it is written.
    pub(super) fn parse<T, E: ToString>(self, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let text = String::from_node(self)?;
        parse(&text).map_err(|error| self.refuse(error.to_string())).ok()
    }
}

impl<'d> Fields<'d> {
    /// The value of an optional field; one without a value is absent.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<Node<'d>> {
        self.entry(name).map(|(_, value)| value).filter(|value| !value.value.is_null())
    }

    /// The value of a field that must be there.
    pub(super) fn required(&mut self, name: &'static str) -> Option<Node<'d>> {
        match self.entry(name) {
            Some((key, value)) if value.value.is_null() => {
                key.refuse(format!("`{name}` has no value; write one after the colon"));
                None
            }
            Some((_, value)) => Some(value),
            None if !self.node.is_mapping() => {
                self.lacking.push(name);
                None
            }
            None if self.holds_a_misspelling_of(name) => None,
            None => {
                self.lack(name, format!("add a line `{name}: …`"));
                None
            }
        }
    }

    /// Notes that a field is missing.
    pub(super) fn lack(&self, name: &str, help: impl Into<String>) {
        let missing = Diagnostic::error(self.first_line(), format!("missing field `{name}`"));
        self.node.note(missing.help(help));
    }

    fn entry(&mut self, name: &'static str) -> Option<(Node<'d>, Node<'d>)> {
        self.asked.push(name);
        let mut entries = self.node.value.as_mapping()?.iter();
        let (key, value) = entries.find(|(key, _)| key.as_str() == Some(name))?;
        Some(self.node.entry(key, value))
    }

    fn first_line(&self) -> Place {
        let source = &self.node.document.source;
        let start = self.node.span().start;
        let line = source.text().get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Place::Text(Arc::clone(source), start..start + line.trim_end().len())
    }

    /// A field that must be there, read.
    pub(super) fn read<T: FromNode>(&mut self, name: &'static str) -> Option<T> {
        T::from_node(self.required(name)?)
    }

    /// An optional field, read.
    pub(super) fn read_optional<T: FromNode>(&mut self, name: &'static str) -> Option<T> {
        T::from_node(self.optional(name)?)
    }

    /// A field that must be there, parsed from what is written.
    pub(super) fn parse<T, E: ToString>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.required(name)?.parse(parse)
    }

    /// The fields that nothing asked for yet, and where their names stand.
    pub(super) fn unasked(&self) -> Vec<(String, Node<'d>)> {
        let entries = if self.node.is_mapping() { self.node.entries() } else { Vec::new() };
        let named = entries.into_iter().filter_map(|(key, _)| Some((key.written()?, key)));
        named.filter(|(name, _)| !self.asked.contains(&name.as_str())).collect()
    }

    /// Lets these fields stand, if they do.
    pub(super) fn forgive(&mut self, names: &[&'static str]) {
        self.asked.extend(names);
    }

    /// Notes each field that nothing asked for, and that there are no fields at all.
    pub(super) fn finish(self) {
        if !self.node.is_mapping() {
            let lines: Vec<String> = self.lacking.iter().map(|name| format!("`{name}: …`")).collect();
            let help = match lines.as_slice() {
                [] => "write `name: value` lines".to_owned(),
                [line] => format!("write a line {line}"),
                lines => format!("write the lines {}", lines.join(", ")),
            };
            let missing = Diagnostic::error(self.node.place(), "fields are missing here");
            return self.node.note(missing.help(help));
        }
        for (key, _) in self.node.entries() {
            let name = key.written().unwrap_or_default();
            if !self.asked.contains(&name.as_str()) {
                let unknown = Diagnostic::error(key.place(), format!("unknown field `{name}`"));
                let meant = nearest(&name, self.asked.iter().copied());
                let known = format!("the fields here are `{}`", self.asked.join("`, `"));
                key.note(unknown.help(known).did_you_mean(meant));
            }
        }
    }

    /// Then the unknown field says it all.
    fn holds_a_misspelling_of(&self, name: &'static str) -> bool {
        let keys = self.node.value.as_mapping().into_iter().flat_map(|mapping| mapping.keys());
        keys.filter_map(Value::as_str)
            .any(|key| key != name && nearest(key, [name]).is_some() && !self.asked.contains(&key))
    }
}
