//! Everything that is public, or that public answers are made from.

use std::borrow::Cow;

use serde_json::Value;

use super::search::Seen;
use crate::failure::Failure;
use crate::output::{Content, PRIVATE};

/// A file in which something was seen.
pub(super) struct PublicFile<'o> {
    /// Its path in the output, as `public/om/index.html`.
    pub path: &'o str,
    pub content: &'o Content,
    pub seen: Seen,
}

/// What of the file at `path` in the output is to be looked through: nothing of what lies behind the gate; of what the
/// functions have, all but the lessons' own; everything of what else there is.
pub(super) fn part<'b>(path: &str, bytes: &'b [u8]) -> Result<Option<Cow<'b, [u8]>>, Failure> {
    match path {
        "snapshot.json" => Ok(Some(without_lessons(bytes)?.into())),
        path if path.starts_with(PRIVATE) => Ok(None),
        _ => Ok(Some(bytes.into())),
    }
}

/// The functions answer members too: they have each lesson's own title, summary, name and tasks. Whatever else they have of
/// a lesson stays, and whatever they have of it elsewhere.
fn without_lessons(snapshot: &[u8]) -> Result<Vec<u8>, Failure> {
    let broken = |error| Failure::broken("could not look through the data for the functions", error);
    let mut snapshot: Value = serde_json::from_slice(snapshot).map_err(broken)?;
    let levels = snapshot.pointer_mut("/portal/levels").and_then(Value::as_array_mut);
    let lessons = levels.into_iter().flatten().filter_map(|level| level.get_mut("lessons")?.as_array_mut());
    for lesson in lessons.flatten().filter_map(Value::as_object_mut) {
        for own in ["title", "summary", "slug", "tasks", "translations"] {
            lesson.remove(own);
        }
    }
    let mut strings = Vec::new();
    collect_strings(&snapshot, &mut strings);
    serde_json::to_vec(&strings).map_err(broken)
}

/// What it says; the names of its fields are Terskel's own.
fn collect_strings<'v>(value: &'v Value, strings: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => strings.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect_strings(item, strings)),
        Value::Object(fields) => fields.values().for_each(|value| collect_strings(value, strings)),
        _ => {}
    }
}
