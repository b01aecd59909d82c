//! Names that are given once each: ids of headings, and addresses of files beside a page.

use std::collections::BTreeMap;

/// The names given so far, and the highest number given to another one like it.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// What `numbered` makes of 1, or else of the lowest number that gives a name which is neither given nor taken.
    pub(super) fn free(
        &mut self,
        numbered: impl Fn(usize) -> String,
        is_taken: impl Fn(&str) -> bool,
    ) -> String {
        let base = numbered(1);
        // Where the last of its name ended, so that many of one name take no longer each.
        let mut number = self.0.get(&base).copied().unwrap_or(1);
        let mut name = base.clone();
        while self.0.contains_key(&name) || is_taken(&name) {
            number += 1;
            name = numbered(number);
        }
        self.0.insert(base, number);
        self.0.entry(name.clone()).or_insert(1);
        name
    }

    /// All of them.
    pub(super) fn into_names(self) -> impl Iterator<Item = String> {
        self.0.into_keys()
    }
}
