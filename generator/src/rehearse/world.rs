//! What everybody in a rehearsal shares: where the portal stands, the time, the mails, and a tally of what was met.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::launch::Launch;

use super::post::Post;
use super::timetable::Timetable;
use super::wording::{Snag, Wording};

/// The stage that people play on.
pub(super) struct World {
    /// The portal's origin.
    pub url: String,
    /// The pay desk's.
    pub desk_url: String,
    /// Where the sales page stands.
    pub sales_path: String,
    pub launch: Launch,
    /// Whether nothing goes wrong on purpose.
    pub is_calm: bool,
    pub timetable: Timetable,
    pub post: Post,
    pub wording: Arc<Wording>,
    pub tally: Mutex<Tally>,
}

/// What was met on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub snags: BTreeMap<Snag, u64>,
    /// Every hold that somebody saw.
    pub holds: BTreeSet<String>,
}

impl World {
    /// Somebody met this.
    pub(super) fn met(&self, snag: Snag) {
        *self.lock().snags.entry(snag).or_default() += 1;
    }

    /// Somebody saw this hold.
    pub(super) fn saw_hold(&self, id: &str) {
        self.lock().holds.insert(id.to_owned());
    }

    /// What was met so far.
    pub(super) fn tally(&self) -> Tally {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Tally> {
        // Each entry is one change, so a panic elsewhere cannot have left half of one.
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
