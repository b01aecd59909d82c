//! In which order a release is put in place, whatever may be half in place before it.
//!
//! No page ever names a file that is not there: what pages name comes before them, and goes after the last page that names
//! it is gone from the CDN as well. The gate picks the variant of a phase page by what it was told of a snapshot, a little
//! later than that: so new variants come before the snapshot, and old ones stay until the next release is in place.

use std::collections::BTreeSet;

use super::release::{File, Release, VARIANTS, address_of};
use crate::output::headers::HASHED;

/// What may lie where files are put.
#[derive(Clone, Debug, Default)]
pub struct Standing<'a> {
    /// Each file is as it is in one of these, which may be none at all.
    pub maybe: Vec<Option<&'a Release>>,
    /// At these places lies something else, or nothing.
    pub unknown: BTreeSet<String>,
}

/// What is done to put a release in place, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Each may be begun when the one before it is done. What is in one of them may be done in any order, and twice.
    pub rounds: Vec<Round>,
    /// What stays though it is not in the release.
    pub lingering: Vec<String>,
    /// The places where there may be nothing yet.
    pub new: BTreeSet<String>,
}

/// Something that is done at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// These files are put in their places.
    Put(Vec<String>),
    /// The functions take the release's snapshot for theirs.
    Point,
    /// The CDN forgets these paths, of which the last may end with `*`.
    Invalidate(Vec<String>),
    /// These files are removed.
    Remove(Vec<String>),
}

/// How many paths are invalidated one by one.
const MOST_PATHS: usize = 15;

/// Every path.
const ALL: &str = "/*";

/// When a file is put.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// First: nothing names it yet.
    Named,
    /// The gate may lead to it as soon as the snapshot is another.
    Led,
    /// After the snapshot: what pages name, in its new form.
    Changed,
    /// Pages that no page names yet.
    NewPage,
    /// What names others.
    Naming,
}

impl Plan {
    /// How `target` is put in place.
    #[must_use]
    pub fn of(target: &Release, standing: &Standing<'_>) -> Self {
        let sight = Sight { target, standing, phase_pages: phase_pages(target, standing) };
        let puts: Vec<&str> =
            target.files.keys().map(String::as_str).filter(|path| sight.differs(path)).collect();
        let (lingering, removals): (Vec<String>, Vec<String>) = sight.apart();
        let in_turn = |turn| {
            let paths = puts.iter().filter(|path| sight.turn(path) == turn).map(|path| (*path).to_owned());
            Round::Put(paths.collect())
        };
        let (pages, named): (Vec<String>, Vec<String>) =
            removals.into_iter().partition(|path| names_others(path));
        let forgotten = |paths: &[String]| Round::Invalidate(invalidations(paths.iter().map(String::as_str)));
        let rounds = [
            in_turn(Turn::Named),
            in_turn(Turn::Led),
            Round::Point,
            in_turn(Turn::Changed),
            in_turn(Turn::NewPage),
            in_turn(Turn::Naming),
            Round::Invalidate(invalidations(puts.iter().copied())),
            // What is gone is forgotten once more: until it was removed, the CDN may have asked for it again.
            Round::Remove(pages.clone()),
            forgotten(&pages),
            Round::Remove(named.clone()),
            forgotten(&named),
        ];
        let is_new =
            |path: &&&str| sight.possible(path).contains(&None) && !standing.unknown.contains(**path);
        let new = puts.iter().filter(is_new).map(|path| (*path).to_owned()).collect();
        Self { rounds: rounds.into_iter().filter(|round| !round.is_empty()).collect(), lingering, new }
    }

    /// Whether nothing is put or removed.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.rounds.iter().all(|round| *round == Round::Point)
    }

    /// The files that are put.
    pub fn puts(&self) -> impl Iterator<Item = &String> {
        self.rounds
            .iter()
            .flat_map(|round| if let Round::Put(paths) = round { paths.as_slice() } else { &[] })
    }

    /// The files that are removed.
    pub fn removals(&self) -> impl Iterator<Item = &String> {
        self.rounds
            .iter()
            .flat_map(|round| if let Round::Remove(paths) = round { paths.as_slice() } else { &[] })
    }

    /// What the CDN forgets.
    pub fn invalidations(&self) -> impl Iterator<Item = &String> {
        self.rounds
            .iter()
            .flat_map(|round| if let Round::Invalidate(paths) = round { paths.as_slice() } else { &[] })
    }
}

impl Round {
    fn is_empty(&self) -> bool {
        match self {
            Self::Put(paths) | Self::Invalidate(paths) | Self::Remove(paths) => paths.is_empty(),
            Self::Point => false,
        }
    }
}

/// The target, and what may lie there before it.
struct Sight<'a> {
    target: &'a Release,
    standing: &'a Standing<'a>,
    phase_pages: BTreeSet<String>,
}

impl Sight<'_> {
    /// What may lie at this place; nothing, where nothing was ever put.
    fn possible(&self, path: &str) -> Vec<Option<&File>> {
        match self.standing.maybe.as_slice() {
            [] => vec![None],
            maybe => {
                maybe.iter().map(|release| release.and_then(|release| release.files.get(path))).collect()
            }
        }
    }

    fn differs(&self, path: &str) -> bool {
        let wanted = self.target.files.get(path);
        self.standing.unknown.contains(path) || self.possible(path).iter().any(|lies| *lies != wanted)
    }

    fn is_new(&self, path: &str) -> bool {
        self.standing.unknown.contains(path) || self.possible(path).contains(&None)
    }

    /// Every other place where something may lie.
    fn others(&self) -> BTreeSet<String> {
        let known = self.standing.maybe.iter().flatten().flat_map(|release| release.files.keys());
        let all = known.chain(&self.standing.unknown);
        all.filter(|path| !self.target.files.contains_key(*path)).cloned().collect()
    }

    /// Every other place where something may lie: what stays until the next release is in place, and what goes. The gate
    /// may lead to old variants for a moment more, and these may name any file that was public.
    fn apart(&self) -> (Vec<String>, Vec<String>) {
        let was_there =
            |path: &str| self.standing.maybe.iter().flatten().any(|release| release.files.contains_key(path));
        let others = self.others();
        let is_led = others.iter().any(|path| was_there(path) && self.is_led_to(path));
        let is_named = |path: &str| path.starts_with("public/") && !names_others(path);
        let lingers = |path: &String| (was_there(path) && self.is_led_to(path)) || (is_led && is_named(path));
        others.into_iter().partition(lingers)
    }

    fn is_led_to(&self, path: &str) -> bool {
        is_variant(path) || (is_page(path) && self.phase_pages.contains(&address_of(path)))
    }

    fn turn(&self, path: &str) -> Turn {
        let is_new = self.is_new(path);
        if is_hashed(path) || (is_new && !names_others(path)) {
            Turn::Named
        } else if is_new && self.is_led_to(path) {
            Turn::Led
        } else if !names_others(path) {
            Turn::Changed
        } else if is_new && is_page(path) {
            Turn::NewPage
        } else {
            Turn::Naming
        }
    }
}

/// The addresses of pages that have, or may have had, variants.
fn phase_pages(target: &Release, standing: &Standing<'_>) -> BTreeSet<String> {
    let releases = standing.maybe.iter().flatten().copied().chain([target]);
    let paths = releases.flat_map(|release| release.files.keys()).chain(&standing.unknown);
    paths.filter(|path| is_variant(path)).map(|path| address_of(path)).collect()
}

fn is_variant(path: &str) -> bool {
    path.strip_prefix("public/").is_some_and(|inner| inner.starts_with(VARIANTS))
}

pub(super) fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
}

fn is_hashed(path: &str) -> bool {
    path.strip_prefix("public").is_some_and(|address| address.starts_with(HASHED))
}

/// Whether it may name other files by their addresses.
fn names_others(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ["html", "xml", "txt", "json"].contains(&ending))
}

/// What the CDN must forget when these files are others: it may know a file by the address that was asked for and by the
/// place that the gate led to. What is named by its content never changes, and what is gated is never kept.
fn invalidations<'a>(changed: impl Iterator<Item = &'a str>) -> Vec<String> {
    let kept = changed.filter(|path| path.starts_with("public/") && !is_hashed(path));
    let mut paths = BTreeSet::new();
    for path in kept {
        // It is the answer for every address that is not there.
        if path == "public/404.html" {
            return vec![ALL.to_owned()];
        }
        paths.extend([address_of(path), format!("/{path}")]);
    }
    if paths.len() > MOST_PATHS { vec![ALL.to_owned()] } else { paths.into_iter().collect() }
}
