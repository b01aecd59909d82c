//! JSON: every name and every string, in order, also where a name stands twice; and what is written into strings.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Reader, Role, block, escapes};

impl Reader<'_> {
    /// A text that is JSON if it begins so.
    pub(super) fn json_or(&mut self, text: &str, role: Role) {
        if text.trim_start().starts_with(['{', '[']) { self.json(text) } else { self.prose(text, role) }
    }

    /// What is not JSON after all is read as it is.
    pub(super) fn json(&mut self, text: &str) {
        let lines = || serde_json::Deserializer::from_str(text).into_iter::<Strings>();
        if lines().any(|value| value.is_err()) {
            return self.prose(text, Role::Content);
        }
        let strings: Vec<String> = lines().filter_map(Result::ok).flat_map(|strings| strings.0).collect();
        self.tell(&strings.join(&block()), Role::Content);
        for text in strings.iter().filter(|text| escapes::may_hide(text) || text.contains(['{', '['])) {
            self.deeper(text.len(), |reader| reader.json_or(text, Role::Content));
        }
    }
}

/// The names and strings of a value.
#[derive(Default)]
struct Strings(Vec<String>);

impl<'de> Deserialize<'de> for Strings {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(StringsVisitor)
    }
}

struct StringsVisitor;

impl<'de> Visitor<'de> for StringsVisitor {
    type Value = Strings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Strings, E> {
        Ok(Strings(vec![text.to_owned()]))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Strings, E> {
        Ok(Strings::default())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Strings, E> {
        Ok(Strings(vec![number.to_string()]))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Strings, E> {
        Ok(Strings(vec![number.to_string()]))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Strings, E> {
        Ok(Strings::default())
    }

    fn visit_unit<E: Error>(self) -> Result<Strings, E> {
        Ok(Strings::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Strings, A::Error> {
        let mut strings = Strings::default();
        while let Some(item) = items.next_element::<Strings>()? {
            strings.0.extend(item.0);
        }
        Ok(strings)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Strings, A::Error> {
        let mut strings = Strings::default();
        while let Some((name, value)) = entries.next_entry::<String, Strings>()? {
            strings.0.push(name);
            strings.0.extend(value.0);
        }
        Ok(strings)
    }
}
