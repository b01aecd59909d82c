//! Rows: attribute values in and out.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::failure::Broken;

/// The attributes of one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row(HashMap<String, AttributeValue>);

pub(super) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(super) fn number(value: impl std::fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(super) fn key_values(pk: &str, sk: &str) -> [AttributeValue; 2] {
    [text(pk), text(sk)]
}

impl Row {
    pub(super) fn new(pk: impl Into<String>, sk: &str) -> Self {
        Self::default().text("pk", pk).text("sk", sk)
    }

    pub(super) fn stored(attributes: HashMap<String, AttributeValue>) -> Self {
        Self(attributes)
    }

    pub(super) fn into_attributes(self) -> HashMap<String, AttributeValue> {
        self.0
    }

    pub(super) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, text(value))
    }

    pub(super) fn number(self, name: &str, value: impl std::fmt::Display) -> Self {
        self.with(name, number(value))
    }

    pub(super) fn maybe_number(self, name: &str, value: Option<impl std::fmt::Display>) -> Self {
        match value {
            Some(value) => self.number(name, value),
            None => self,
        }
    }

    pub(super) fn instant(self, name: &str, value: Timestamp) -> Self {
        self.number(name, value.as_second())
    }

    pub(super) fn maybe_instant(self, name: &str, value: Option<Timestamp>) -> Self {
        match value {
            Some(value) => self.instant(name, value),
            None => self,
        }
    }

    pub(super) fn flag(self, name: &str, value: bool) -> Self {
        self.with(name, AttributeValue::Bool(value))
    }

    pub(super) fn bytes(self, name: &str, value: Vec<u8>) -> Self {
        self.with(name, AttributeValue::B(Blob::new(value)))
    }

    pub(super) fn maybe_text(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    fn with(mut self, name: &str, value: AttributeValue) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// What its attributes are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn read_text(&self, name: &str) -> Result<&str, Broken> {
        self.maybe_read_text(name).ok_or_else(|| self.lacks(name))
    }

    pub(super) fn maybe_read_text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|value| value.as_s().ok()).map(String::as_str)
    }

    /// A set of words; empty if there is none.
    pub(super) fn read_words(&self, name: &str) -> BTreeSet<String> {
        let words = self.0.get(name).and_then(|value| value.as_ss().ok());
        words.into_iter().flatten().cloned().collect()
    }

    pub(super) fn read_number<N: std::str::FromStr>(&self, name: &str) -> Result<N, Broken> {
        self.maybe_read_number(name).ok_or_else(|| self.lacks(name))
    }

    pub(super) fn maybe_read_number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.0.get(name).and_then(|value| value.as_n().ok()).and_then(|digits| digits.parse().ok())
    }

    pub(super) fn read_instant(&self, name: &str) -> Result<Timestamp, Broken> {
        Timestamp::from_second(self.read_number(name)?).map_err(|_| self.lacks(name))
    }

    /// Whether it says yes; no, if it says nothing.
    pub(super) fn read_flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(|value| value.as_bool().ok()).copied().unwrap_or_default()
    }

    pub(super) fn read_bytes(&self, name: &str) -> Result<&[u8], Broken> {
        let blob = self.0.get(name).and_then(|value| value.as_b().ok());
        blob.map(AsRef::as_ref).ok_or_else(|| self.lacks(name))
    }

    /// The value of `name` through `parse`, which says what the text must be.
    pub(super) fn parse<T>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Broken> {
        parse(self.read_text(name)?).ok_or_else(|| self.lacks(name))
    }

    /// The value of `name` from JSON.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Broken> {
        self.parse(name, |json| serde_json::from_str(json).ok())
    }

    fn lacks(&self, name: &str) -> Broken {
        let kind = self.maybe_read_text("pk").and_then(|pk| pk.split('#').next()).unwrap_or("?");
        Broken::new(format_args!("reading a `{kind}` row"), &format_args!("`{name}` is missing or malformed"))
    }
}

/// `value` as JSON, for an attribute that is only ever read whole.
pub(super) fn to_json(value: &impl serde::Serialize) -> Result<String, Broken> {
    serde_json::to_string(value).map_err(|error| Broken::new("writing a row", &error))
}
