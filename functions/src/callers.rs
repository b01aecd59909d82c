//! The table as each caller reaches it, where callers are told apart by what their calls are signed with.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::Store;

/// One store for each caller, made when it is first needed. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Callers(Arc<Mutex<BTreeMap<&'static str, Store>>>);

impl Callers {
    /// `store`, signed as `caller`.
    pub(crate) fn store(&self, caller: &'static str, store: &Store) -> Store {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(caller).or_insert_with(|| store.signed_as(caller)).clone()
    }
}
