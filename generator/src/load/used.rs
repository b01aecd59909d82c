//! Which files the portal's texts name, noted where their links are resolved.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// For so many links that lead nowhere it is looked for what was meant.
const MOST_GUESSED: usize = 200;

/// Notes that are taken on all cores, and in all languages.
#[derive(Debug, Default)]
pub(super) struct Used(Mutex<Notes>);

#[derive(Debug, Default)]
struct Notes {
    /// By path in the content folder.
    files: HashSet<String>,
    /// The links that lead nowhere, and the files that have them.
    dead: Vec<DeadEnd>,
}

/// A link that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DeadEnd {
    pub from: String,
    pub link: String,
}

impl Used {
    /// Notes that a text names the file at `path`.
    pub(super) fn note(&self, path: &str) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !notes.files.contains(path) {
            notes.files.insert(path.to_owned());
        }
    }

    /// Notes that `link` in the text `from` leads nowhere.
    pub(super) fn note_dead(&self, from: &str, link: &str) {
        let end = DeadEnd { from: from.to_owned(), link: link.to_owned() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).dead.push(end);
    }

    /// Whether a text names the file at `path`.
    #[must_use]
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).files.contains(path)
    }

    /// Whether so many links lead nowhere that nobody looks for what each of them meant.
    #[must_use]
    pub(super) fn has_many_dead(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).dead.len() > MOST_GUESSED
    }

    /// The links that lead nowhere, in order.
    #[must_use]
    pub(super) fn dead(&self) -> Vec<DeadEnd> {
        let mut dead = self.0.lock().unwrap_or_else(PoisonError::into_inner).dead.clone();
        dead.sort();
        dead
    }
}
