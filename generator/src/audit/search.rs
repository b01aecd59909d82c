//! One walk through each public file. Titles, addresses and files are found here; of runs of words, those that may be
//! gated are noted, for there are too many gated ones to keep a table of.

use std::collections::HashMap;

use memchr::memmem;
use sha2::{Digest as _, Sha256};

use super::extract::{self, Closed, Listener, Role};
use super::secrets::{Owner, Secrets, What};
use super::sieve::Sieve;
use super::words::{Words, phrase};
use crate::parallel;

/// What to look for, ready for looking.
pub(super) struct Search<'s> {
    pub secrets: Secrets<'s>,
    runs: Sieve,
    /// The phrases, by a hash of their first two words.
    pairs: HashMap<u64, Vec<usize>>,
    may_be_pair: Sieve,
    /// The phrases of one word.
    single: HashMap<u64, Vec<usize>>,
}

/// What was seen in one public file. A trail names the place within it.
#[derive(Debug, Default)]
pub struct Seen {
    /// Runs that may be gated.
    pub(super) runs: Vec<Run>,
    pub(super) owned: Vec<(Secret, usize, Vec<String>)>,
    pub(super) closed: Vec<(Closed, Vec<String>)>,
}

/// A run of words in a public file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub hash: u64,
    /// The number of the text in its file.
    pub text: usize,
    /// Its first word in that text.
    pub word: usize,
}

/// What of a lesson or file was seen as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Secret {
    Phrase(What),
    Address,
    File,
}

impl Seen {
    /// Whether nothing was.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.owned.is_empty() && self.closed.is_empty()
    }
}

impl<'s> Search<'s> {
    pub(super) fn new(secrets: Secrets<'s>) -> Self {
        let runs = Sieve::for_about(secrets.runs.iter().map(Vec::len).sum());
        parallel::map(&secrets.runs, |gated| {
            gated.iter().filter(|run| !secrets.allowed.has_run(**run)).for_each(|run| runs.put(*run));
        });
        let may_be_pair = Sieve::for_about(secrets.phrases.len());
        let (mut pairs, mut single) = (HashMap::new(), HashMap::new());
        for (index, words) in secrets.phrases.iter().map(|phrase| &phrase.words).enumerate() {
            let by_start: &mut Vec<usize> = match words.as_slice() {
                [one] => single.entry(*one).or_default(),
                [one, other, ..] => {
                    may_be_pair.put(phrase(&[*one, *other]));
                    pairs.entry(phrase(&[*one, *other])).or_default()
                }
                [] => continue,
            };
            by_start.push(index);
        }
        Self { secrets, runs, pairs, may_be_pair, single }
    }

    /// What is seen in the file at `path`.
    pub(super) fn file(&self, path: &str, bytes: &[u8]) -> Seen {
        let mut walk = Walk { search: self, words: Words::default(), texts: 0, seen: Seen::default() };
        extract::extract(path, bytes, &mut walk);
        walk.seen
    }
}

struct Walk<'s> {
    search: &'s Search<'s>,
    words: Words,
    texts: usize,
    seen: Seen,
}

impl Listener for Walk<'_> {
    fn text(&mut self, trail: &[String], text: &str, _: Role) {
        self.words.read(text);
        let runs = self.words.runs().enumerate();
        let maybe = runs.filter(|(_, hash)| self.search.runs.lets_through(*hash));
        let text_number = self.texts;
        self.seen.runs.extend(maybe.map(|(word, hash)| Run { hash, text: text_number, word }));
        self.phrases(trail);
        self.addresses(trail, text);
        self.texts += 1;
    }

    fn file(&mut self, trail: &[String], bytes: &[u8]) {
        let secrets = &self.search.secrets;
        let Some(same_size) = secrets.files.get(&bytes.len()) else { return };
        let hash = Sha256::digest(bytes);
        let is_same = |owner: &&usize| match secrets.owners[**owner] {
            Owner::File(_, file, auditor) => Sha256::digest(file.bytes.for_audit(auditor)) == hash,
            Owner::Lesson(..) => false,
        };
        if let Some(owner) = same_size.iter().find(is_same) {
            self.seen.owned.push((Secret::File, *owner, trail.to_vec()));
        }
    }

    fn closed(&mut self, trail: &[String], why: Closed) {
        if !self.seen.closed.iter().any(|(known, of)| *known == why && of == trail) {
            self.seen.closed.push((why, trail.to_vec()));
        }
    }
}

impl Walk<'_> {
    fn phrases(&mut self, trail: &[String]) {
        let (search, text) = (self.search, &self.words.hashes);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for at in &self.words.alone {
            found.extend(search.single.get(&text[*at]).into_iter().flatten().map(|index| (*at, *index)));
        }
        for (at, pair) in text.windows(2).enumerate() {
            let pair = phrase(pair);
            if search.may_be_pair.lets_through(pair) {
                found.extend(search.pairs.get(&pair).into_iter().flatten().map(|index| (at, *index)));
            }
        }
        for (at, index) in found {
            let phrase = &search.secrets.phrases[index];
            let length = phrase.words.len();
            let is_there = text.get(at..at + length) == Some(phrase.words.as_slice());
            if is_there && !search.secrets.allowed.covers(text, at, length) {
                self.seen.owned.push((Secret::Phrase(phrase.what), phrase.owner, trail.to_vec()));
            }
        }
    }

    fn addresses(&mut self, trail: &[String], text: &str) {
        const START: &str = "medlem/";
        for at in memmem::find_iter(text.as_bytes(), START) {
            let rest = &text[at + START.len()..];
            let is_plain = |char: char| char.is_alphanumeric() || "-._~/".contains(char);
            let end = rest.find(|char| !is_plain(char)).unwrap_or(rest.len());
            let mut ends = rest[..end].match_indices('/').map(|(slash, _)| slash).skip(2);
            let address = &rest[..ends.next().unwrap_or(end)];
            let address = address.trim_end_matches('.');
            if let Some(owner) = self.search.secrets.addresses.get(address) {
                self.seen.owned.push((Secret::Address, *owner, trail.to_vec()));
            }
        }
    }
}
