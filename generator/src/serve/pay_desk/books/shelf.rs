//! Where the books stand: opened by one at a time, and kept in a file if there is one.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Books, Delivery, Event, Place};
use crate::serve::pay_desk::api::Refusal;
use crate::serve::stand_in::{StandInError, write_whole};

/// All that is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub books: Books,
    /// In the order in which they happened.
    pub events: Vec<Event>,
    /// Answers by idempotency key.
    pub answers: BTreeMap<String, Answer>,
}

/// An answer kept for its idempotency key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// What was asked.
    pub fingerprint: String,
    /// When, in Unix seconds.
    pub at: i64,
    pub status: u16,
    pub body: String,
}

/// The books, opened by one at a time.
#[derive(Debug)]
pub(crate) struct Shelf {
    kept: Mutex<Kept>,
    file: Option<PathBuf>,
}

impl Shelf {
    /// The books that the file holds; empty ones if there is none yet.
    pub(crate) fn open(file: Option<PathBuf>, place: Place) -> Result<Self, StandInError> {
        let mut kept = file.as_deref().map(read).transpose()?.unwrap_or_default();
        kept.books.place = place;
        Ok(Self { kept: Mutex::new(kept), file })
    }

    /// Does `work` wholly or not at all, and tells what it made and the events that came of it.
    pub(crate) fn change<T>(
        &self,
        work: impl FnOnce(&mut Books) -> Result<T, Refusal>,
    ) -> Result<(T, Vec<String>), Refusal> {
        let mut kept = self.lock();
        let mut draft = kept.books.clone();
        let made = work(&mut draft)?;
        let happened = std::mem::take(&mut draft.happened);
        let ids = happened.iter().map(|event| event.id.clone()).collect();
        let before = (std::mem::replace(&mut kept.books, draft), kept.events.len());
        kept.events.extend(happened);
        if let Err(error) = self.keep(&kept) {
            kept.books = before.0;
            kept.events.truncate(before.1);
            return Err(error.into());
        }
        Ok((made, ids))
    }

    /// Notes how telling an event went. Nothing else depends on it, so it is written in its place.
    pub(crate) fn note(&self, event: &str, delivery: Delivery) -> Result<(), StandInError> {
        let mut kept = self.lock();
        if let Some(event) = kept.events.iter_mut().rev().find(|known| known.id == event) {
            event.deliveries.push(delivery);
        }
        self.keep(&kept)
    }

    /// Keeps the answer for whoever asks again under this key. What was kept before stays.
    pub(crate) fn answer(&self, key: &str, answer: Answer) -> Result<(), StandInError> {
        let mut kept = self.lock();
        kept.answers.entry(key.to_owned()).or_insert(answer);
        self.keep(&kept)
    }

    /// Forgets the answers from before this second.
    pub(crate) fn forget_answers(&self, second: i64) {
        self.lock().answers.retain(|_, answer| answer.at >= second);
    }

    /// The books as they are now.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&Kept) -> T) -> T {
        at(&self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A draft replaces the books whole, so a panic elsewhere cannot have left them half written.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, kept: &Kept) -> Result<(), StandInError> {
        let Some(file) = &self.file else { return Ok(()) };
        let unreadable = |error: serde_json::Error| StandInError::Unreadable {
            path: file.clone(),
            reason: error.to_string(),
        };
        write_whole(file, &serde_json::to_vec_pretty(kept).map_err(unreadable)?)
    }
}

fn read(file: &Path) -> Result<Kept, StandInError> {
    match fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| StandInError::Unreadable { path: file.to_owned(), reason: error.to_string() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Kept::default()),
        Err(error) => Err(StandInError::file("read", file, error)),
    }
}
