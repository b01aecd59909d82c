//! What is in a gated text and may be public all the same: allowed lines, titles and summaries that are teased, and what
//! the theme says in every portal.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::words::{Words, phrase, runs};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    lines: Vec<Vec<u64>>,
    whole: HashSet<u64>,
    runs: HashSet<u64, BuildHasherDefault<AsItIs>>,
    /// Where a word stands: the number of the line, and that of the word in it.
    words: HashMap<u64, Vec<(usize, usize)>>,
}

/// Takes a run's hash for what it is: each run behind the gate is looked up.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Allowed {
    /// Allows a line.
    pub(super) fn add(&mut self, line: &str) {
        let words = Words::of(line).hashes;
        self.whole.insert(phrase(&words));
        self.runs.extend(runs(&words));
        for (index, word) in words.iter().enumerate() {
            self.words.entry(*word).or_default().push((self.lines.len(), index));
        }
        self.lines.push(words);
    }

    /// Allows what the theme says in every portal; what it fills in is no part of it.
    pub(super) fn add_wording(&mut self, wording: &str) {
        let texts = wording.lines().filter(|line| !line.starts_with('#'));
        let texts = texts.map(|line| match line.split_once('=') {
            Some((key, text)) if !key.trim().contains(' ') => text,
            _ => line,
        });
        let parts = texts.flat_map(|text| text.split(['{', '}']).step_by(2));
        parts.filter(|part| !part.trim().is_empty()).for_each(|part| self.add(part));
    }

    /// Whether a run lies wholly in an allowed line.
    pub(super) fn has_run(&self, run: u64) -> bool {
        !self.runs.is_empty() && self.runs.contains(&run)
    }

    /// Whether a line says just this.
    pub(super) fn is_line(&self, words: &[u64]) -> bool {
        self.whole.contains(&phrase(words))
    }

    /// Whether the `length` words from `at` on stand in `text` as part of an allowed line.
    pub(super) fn covers(&self, text: &[u64], at: usize, length: usize) -> bool {
        let starts = text.get(at).and_then(|word| self.words.get(word));
        starts.into_iter().flatten().any(|(line, index)| {
            let line = &self.lines[*line];
            let begin = at.checked_sub(*index).filter(|_| index + length <= line.len());
            begin.is_some_and(|begin| text.get(begin..begin + line.len()) == Some(line))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_allowed_within_a_line_and_not_beyond_it() {
        let mut allowed = Allowed::default();
        allowed.add("en to tre fire fem seks sju åtte ni");
        let within = Words::of("En, to, tre, fire, fem, seks, sju, åtte, ni og ti").hashes;
        let found: Vec<bool> = runs(&within).map(|run| allowed.has_run(run)).collect();
        assert_eq!(found, [true, true, false, false]);
        assert!(allowed.covers(&within, 1, 3));
        assert!(!allowed.covers(&Words::of("to tre fire").hashes, 0, 3));
        assert!(allowed.is_line(&within[..9]) && !allowed.is_line(&within[..8]));
    }
}
