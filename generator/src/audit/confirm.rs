//! From runs that may be gated to stretches of words that are: whose they are, where they stand, and that the words
//! themselves are the same, not just their hashes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::extract::{self, Closed, Listener, Role};
use super::public::{self, PublicFile};
use super::search::Run;
use super::secrets::Secrets;
use super::words::{RUN, Words, folded};
use crate::failure::Failure;
use crate::parallel;

/// Words of an owner that are public.
#[derive(Clone, Debug)]
pub(super) struct Leak {
    pub owner: usize,
    /// The number of the passage they stand in.
    pub passage: usize,
    /// Which of its words they are.
    pub words: Range<usize>,
    /// Where they are public.
    pub trail: Vec<String>,
}

/// A run of an owner: its owner, and its number there.
type OwnRun = (usize, usize);

/// So many owners of one run are told apart.
const MOST_OWNERS: usize = 4;

/// The leaks among the runs that were seen.
///
/// # Errors
/// If a file cannot be made a second time.
pub(super) fn runs(secrets: &Secrets<'_>, public: &[PublicFile<'_>]) -> Result<Vec<Leak>, Failure> {
    let runs = public.iter().flat_map(|file| &file.seen.runs);
    let wanted: HashSet<u64> = runs.map(|run| run.hash).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let gated = gated_runs(secrets, &wanted);
    let files: Vec<(&PublicFile<'_>, Vec<Run>)> = public
        .iter()
        .map(|file| (file, real(&file.seen.runs, &gated)))
        .filter(|(_, runs)| !runs.is_empty())
        .collect();
    let leaks = parallel::try_map(&files, |(file, runs)| {
        let mut confirm =
            Confirm { secrets, gated: &gated, runs, text: 0, known: HashMap::new(), leaks: Vec::new() };
        let bytes = file.content.bytes()?;
        if let Some(part) = public::part(file.path, &bytes)? {
            extract::extract(file.path, &part, &mut confirm);
        }
        Ok(confirm.leaks)
    })?;
    Ok(leaks.into_iter().flatten().collect())
}

fn real(runs: &[Run], gated: &HashMap<u64, Vec<OwnRun>>) -> Vec<Run> {
    runs.iter().filter(|run| gated.contains_key(&run.hash)).copied().collect()
}

/// Where the wanted runs stand behind the gate.
fn gated_runs(secrets: &Secrets<'_>, wanted: &HashSet<u64>) -> HashMap<u64, Vec<OwnRun>> {
    let owners: Vec<usize> = (0..secrets.runs.len()).collect();
    let found = parallel::map(&owners, |owner| {
        let runs = secrets.runs[*owner].iter().enumerate();
        let found = runs.filter(|(_, run)| wanted.contains(run) && !secrets.allowed.has_run(**run));
        found.map(|(index, run)| (*run, (*owner, index))).collect::<Vec<_>>()
    });
    let mut gated: HashMap<u64, Vec<OwnRun>> = HashMap::new();
    for (run, own) in found.into_iter().flatten() {
        let known = gated.entry(run).or_default();
        if known.len() < MOST_OWNERS {
            known.push(own);
        }
    }
    gated
}

/// Words of a public text that follow one another as they do behind the gate.
struct Stretch {
    owner: usize,
    passage: usize,
    /// The first of them behind the gate.
    own: usize,
    words: Range<usize>,
}

/// Walks through a file anew, and stops where something was seen.
struct Confirm<'a> {
    secrets: &'a Secrets<'a>,
    gated: &'a HashMap<u64, Vec<OwnRun>>,
    runs: &'a [Run],
    text: usize,
    /// The passages of owners that were met.
    known: HashMap<usize, Vec<(String, Words)>>,
    leaks: Vec<Leak>,
}

impl Listener for Confirm<'_> {
    fn text(&mut self, trail: &[String], text: &str, _: Role) {
        let here: Vec<Run> = self.runs.iter().take_while(|run| run.text == self.text).copied().collect();
        self.runs = &self.runs[here.len()..];
        self.text += 1;
        if here.is_empty() {
            return;
        }
        let mut stretches = self.stretches(&here);
        stretches.sort_by_key(|stretch| (std::cmp::Reverse(stretch.words.len()), stretch.owner, stretch.own));
        let words = Words::of(text);
        let mut explained: HashSet<usize> = HashSet::new();
        for stretch in stretches {
            if !stretch.words.clone().all(|word| explained.contains(&word)) {
                explained.extend(stretch.words.clone());
                self.compare(&stretch, text, &words, trail);
            }
        }
    }

    fn file(&mut self, _: &[String], _: &[u8]) {}

    fn closed(&mut self, _: &[String], _: Closed) {}
}

impl Confirm<'_> {
    /// The runs of one text, those put together that follow one another on both sides.
    fn stretches(&mut self, runs: &[Run]) -> Vec<Stretch> {
        let gated = self.gated;
        let mut by_offset: BTreeMap<(usize, usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for run in runs {
            for (owner, index) in gated.get(&run.hash).into_iter().flatten() {
                if let Some((passage, own)) = self.place_of(*owner, *index) {
                    // The same for all runs of one stretch: how far the two sides lie apart.
                    let offset = run.word.wrapping_sub(own);
                    by_offset.entry((*owner, passage, offset)).or_default().push((run.word, own));
                }
            }
        }
        let mut stretches: Vec<Stretch> = Vec::new();
        for ((owner, passage, _), runs) in by_offset {
            let mut open: Option<Stretch> = None;
            for (word, own) in runs {
                match &mut open {
                    Some(stretch) if word < stretch.words.end => stretch.words.end = word + RUN,
                    _ => stretches.extend(open.replace(Stretch {
                        owner,
                        passage,
                        own,
                        words: word..word + RUN,
                    })),
                }
            }
            stretches.extend(open);
        }
        stretches
    }

    /// The passage and the word at which the run number `index` of an owner begins.
    fn place_of(&mut self, owner: usize, index: usize) -> Option<(usize, usize)> {
        let mut left = index;
        for (passage, (_, words)) in self.passages(owner).iter().enumerate() {
            let runs = (words.len() + 1).saturating_sub(RUN);
            match left.checked_sub(runs) {
                None => return Some((passage, left)),
                Some(rest) => left = rest,
            }
        }
        None
    }

    fn passages(&mut self, owner: usize) -> &[(String, Words)] {
        let secrets = self.secrets;
        self.known.entry(owner).or_insert_with(|| {
            let passages = secrets.owners[owner].passages().into_iter();
            passages.map(|passage| (passage.clone(), Words::of(&passage))).collect()
        })
    }

    /// Keeps of a stretch what is the same word for word, and a run at least.
    fn compare(&mut self, stretch: &Stretch, text: &str, words: &Words, trail: &[String]) {
        let Stretch { owner, passage, own, words: public } = stretch;
        let (own_text, own_words) = &self.passages(*owner)[*passage];
        let word = |text: &str, words: &Words, index: usize| folded(&text[words.span(index..index + 1)]);
        let is_same =
            |index: &usize| word(text, words, public.start + index) == word(own_text, own_words, own + index);
        let mut same: Vec<Range<usize>> = Vec::new();
        for index in (0..public.len()).filter(is_same) {
            match same.last_mut() {
                Some(range) if range.end == own + index => range.end += 1,
                _ => same.push(own + index..own + index + 1),
            }
        }
        let (owner, passage) = (*owner, *passage);
        let leaks = same.into_iter().filter(|range| range.len() >= RUN);
        self.leaks.extend(leaks.map(|words| Leak { owner, passage, words, trail: trail.to_vec() }));
    }
}
