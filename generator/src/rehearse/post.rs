//! The mails that the portal sends, sorted by addressee as they come, and told apart by their subjects.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::wording::Wording;
use crate::serve::mailbox::mail::{Mail, links};

/// Mails come from here.
type Mailbox = crate::serve::mailbox::Mailbox;

/// Where a link that proves an address leads.
pub(super) const PROVES: &str = "/api/offers/open";

/// The kind of the mail with the link that somebody asked for.
const ASKED_FOR: &str = "offer-link";

/// What the kinds of announcements begin with.
const ANNOUNCES: &str = "announce";

/// A mail as its addressee has it.
#[derive(Debug)]
pub(super) struct Letter {
    pub at: Timestamp,
    /// The wording's key for it, as `waitlist-confirm`.
    pub kind: String,
    pub subject: String,
    pub links: Vec<String>,
}

/// Everybody's mails.
pub(super) struct Post {
    mailbox: Mailbox,
    wording: Arc<Wording>,
    sorted: Mutex<Sorted>,
}

#[derive(Default)]
struct Sorted {
    known: usize,
    by_address: HashMap<String, Vec<Arc<Letter>>>,
}

impl Post {
    pub(super) fn new(mailbox: Mailbox, wording: Arc<Wording>) -> Self {
        Self { mailbox, wording, sorted: Mutex::default() }
    }

    /// The mails to this address, the oldest first.
    pub(super) fn to(&self, address: &str) -> Vec<Arc<Letter>> {
        self.sorted(|sorted| sorted.by_address.get(address).cloned().unwrap_or_default())
    }

    /// How many mails of each kind were sent.
    pub(super) fn count_by_kind(&self) -> BTreeMap<String, usize> {
        self.sorted(|sorted| {
            let mut counts = BTreeMap::new();
            for letter in sorted.by_address.values().flatten() {
                *counts.entry(letter.kind.clone()).or_default() += 1;
            }
            counts
        })
    }

    fn sorted<T>(&self, look: impl FnOnce(&Sorted) -> T) -> T {
        // A mail is sorted whole, so a panic elsewhere cannot have left half of one.
        let mut sorted = self.sorted.lock().unwrap_or_else(PoisonError::into_inner);
        for mail in self.mailbox.after(sorted.known) {
            sorted.known += 1;
            for (address, letter) in self.read(&mail) {
                sorted.by_address.entry(address).or_default().push(letter);
            }
        }
        look(&sorted)
    }

    fn read(&self, mail: &Mail) -> Vec<(String, Arc<Letter>)> {
        let Some(reading) = mail.read() else { return Vec::new() };
        let links: Vec<String> = links(&reading.text).map(str::to_owned).collect();
        let kind = match self.wording.kind_of_mail(&reading.subject) {
            Some(kind) => kind.to_owned(),
            None if links.iter().any(|link| link.contains(PROVES)) => "announcement".to_owned(),
            None => "other".to_owned(),
        };
        let letter = Arc::new(Letter { at: mail.at, kind, subject: reading.subject, links });
        mail.to.iter().map(|address| (address.clone(), Arc::clone(&letter))).collect()
    }
}

impl Letter {
    /// Its first link that leads to `path`.
    pub(super) fn link_to(&self, path: &str) -> Option<&str> {
        self.links.iter().find(|link| link.contains(path)).map(String::as_str)
    }

    /// Whether it tells of a launch without having been asked for: by its kind, or because it brings a link that proves
    /// the address.
    pub(super) fn is_announcement(&self) -> bool {
        self.kind.starts_with(ANNOUNCES) || (self.kind != ASKED_FOR && self.link_to(PROVES).is_some())
    }
}
