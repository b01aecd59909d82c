//! What happened, how telling it went, and who wants to be told.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Books, Metadata};
use crate::serve::pay_desk::objects;
use crate::serve::stand_in::StandInError;

/// Something that happened, and how telling it went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Event {
    pub id: String,
    pub kind: String,
    pub created: i64,
    /// What is sent, to the byte.
    pub body: String,
    /// Whether it is told at all: the receiver may have asked for other kinds only.
    pub wanted: bool,
    pub deliveries: Vec<Delivery>,
}

/// One attempt to tell an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub at: i64,
    /// The status that came back, if something did.
    pub status: Option<u16>,
    /// Why nothing came back.
    pub error: Option<String>,
}

/// An address that wants to be told of events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Endpoint {
    pub id: String,
    pub created: i64,
    pub url: String,
    /// Kinds of events; `*` is all.
    pub enabled_events: Vec<String>,
    pub api_version: Option<String>,
    pub description: Option<String>,
    pub disabled: bool,
    pub metadata: Metadata,
}

impl Event {
    /// An event of this kind about `object`, at the instant at which the books stand.
    pub(super) fn new(books: &mut Books, kind: &str, object: &Value) -> Result<Self, StandInError> {
        let (id, created, wanted) = (books.id("evt_")?, books.now, wants(books, kind));
        let body = objects::event(&id, kind, created, object, wanted).to_string();
        Ok(Self { id, kind: kind.to_owned(), created, body, wanted, deliveries: Vec::new() })
    }

    /// Whether somebody still waits to be told it.
    pub(crate) fn is_pending(&self) -> bool {
        self.wanted && !self.deliveries.iter().any(Delivery::is_taken)
    }
}

impl Delivery {
    /// Whether the receiver took it.
    pub(crate) fn is_taken(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

impl Endpoint {
    fn wants(&self, kind: &str) -> bool {
        !self.disabled && self.enabled_events.iter().any(|event| event == "*" || event == kind)
    }
}

/// Whether the receiver is told of this kind: of all, unless it is registered for some.
fn wants(books: &Books, kind: &str) -> bool {
    let mut registered = books.endpoints.values().filter(|endpoint| endpoint.url == books.place.receiver);
    let first = registered.next();
    first.is_none_or(|first| first.wants(kind) || registered.any(|other| other.wants(kind)))
}
