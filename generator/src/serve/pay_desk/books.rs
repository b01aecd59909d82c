//! What the pay desk knows: its customers, prices, sessions, subscriptions and events.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::refusal::Refusal;
use crate::serve::stand_in::{StandInError, write_whole};

/// Texts of ours that the provider keeps with an object.
pub(super) type Metadata = BTreeMap<String, String>;

/// Everything, by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Books {
    pub customers: BTreeMap<String, Customer>,
    pub prices: BTreeMap<String, Price>,
    pub sessions: BTreeMap<String, Session>,
    pub subscriptions: BTreeMap<String, Subscription>,
    /// In the order in which they happened.
    pub events: Vec<Event>,
    /// Answers by idempotency key.
    pub answers: BTreeMap<String, Answer>,
}

/// Somebody who buys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Customer {
    pub id: String,
    pub created: i64,
    pub email: Option<String>,
    pub name: Option<String>,
    pub metadata: Metadata,
}

/// What is paid, and how often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Price {
    pub id: String,
    pub created: i64,
    pub product: String,
    pub product_name: String,
    pub currency: String,
    pub unit_amount: i64,
    pub interval: Interval,
    pub tax_behavior: String,
    pub metadata: Metadata,
}

/// How often a price is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Interval {
    Month,
    Year,
}

/// A checkout session: one chance to pay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Session {
    pub id: String,
    pub created: i64,
    pub expires_at: i64,
    pub status: Status,
    pub customer: String,
    pub price: Price,
    pub quantity: i64,
    pub success_url: String,
    pub cancel_url: Option<String>,
    pub client_reference_id: Option<String>,
    pub locale: Option<String>,
    pub metadata: Metadata,
    pub subscription_metadata: Metadata,
    /// What was begun by the payment, and its first invoice.
    pub paid: Option<Paid>,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Open,
    Complete,
    Expired,
}

/// The ids of what a payment made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Paid {
    pub subscription: String,
    pub invoice: String,
    /// Whether the session had ended by then.
    #[serde(default)]
    pub late: bool,
}

/// What is paid again and again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Subscription {
    pub id: String,
    pub item: String,
    pub created: i64,
    pub customer: String,
    pub price: Price,
    pub quantity: i64,
    pub period_start: i64,
    pub period_end: i64,
    pub latest_invoice: String,
    pub metadata: Metadata,
}

/// Something that happened, and how telling it went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Event {
    pub id: String,
    pub kind: String,
    pub created: i64,
    /// What is sent, to the byte.
    pub body: String,
    pub deliveries: Vec<Delivery>,
}

/// One attempt to tell an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Delivery {
    pub at: i64,
    /// The status that came back, if something did.
    pub status: Option<u16>,
    /// Why nothing came back.
    pub error: Option<String>,
}

/// An answer kept for its idempotency key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Answer {
    pub fingerprint: String,
    pub body: Value,
}

impl Session {
    /// What is to be paid.
    pub(super) fn amount(&self) -> i64 {
        self.price.unit_amount.saturating_mul(self.quantity)
    }
}

impl Interval {
    /// The interval of this name at the provider; it has others, which this desk does not sell.
    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::Month, Self::Year].into_iter().find(|interval| interval.word() == word)
    }

    /// Its name at the provider.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl Status {
    /// Its name at the provider.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complete => "complete",
            Self::Expired => "expired",
        }
    }
}

/// The books, opened by one at a time, and kept in a file if there is one.
#[derive(Debug)]
pub(super) struct Shelf {
    books: Mutex<Books>,
    file: Option<PathBuf>,
}

impl Shelf {
    /// The books that the file holds; empty ones if there is none yet.
    pub(super) fn open(file: Option<PathBuf>) -> Result<Self, StandInError> {
        let books = file.as_deref().map(read).transpose()?.unwrap_or_default();
        Ok(Self { books: Mutex::new(books), file })
    }

    /// Does `work` wholly or not at all, and tells what it made and the events that came of it.
    pub(super) fn change<T>(
        &self,
        work: impl FnOnce(&mut Books) -> Result<T, Refusal>,
    ) -> Result<(T, Vec<String>), Refusal> {
        let mut books = self.lock();
        let mut draft = books.clone();
        let made = work(&mut draft)?;
        if draft != *books {
            self.keep(&draft)?;
        }
        let events = draft.events.iter().skip(books.events.len()).map(|event| event.id.clone()).collect();
        *books = draft;
        Ok((made, events))
    }

    /// Notes how telling an event went. Nothing else depends on it, so it is written in its place.
    pub(super) fn note(&self, event: &str, delivery: Delivery) -> Result<(), StandInError> {
        let mut books = self.lock();
        if let Some(event) = books.events.iter_mut().rev().find(|known| known.id == event) {
            event.deliveries.push(delivery);
        }
        self.keep(&books)
    }

    /// The books as they are now.
    pub(super) fn look<T>(&self, at: impl FnOnce(&Books) -> T) -> T {
        at(&self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Books> {
        // A draft replaces the books whole, so a panic elsewhere cannot have left them half written.
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, books: &Books) -> Result<(), StandInError> {
        let Some(file) = &self.file else { return Ok(()) };
        let unreadable = |error: serde_json::Error| StandInError::Unreadable {
            path: file.clone(),
            reason: error.to_string(),
        };
        write_whole(file, &serde_json::to_vec_pretty(books).map_err(unreadable)?)
    }
}

fn read(file: &Path) -> Result<Books, StandInError> {
    match fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| StandInError::Unreadable { path: file.to_owned(), reason: error.to_string() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Books::default()),
        Err(error) => Err(StandInError::file("read", file, error)),
    }
}
