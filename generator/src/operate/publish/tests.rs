//! Releases put in place in a model of bucket, gate and CDN, with stops anywhere.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::plan::{Plan, Round, Standing};
use super::release::{Blob, File, Release, address_of};

/// What a page may be in a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Missing,
    Plain,
    /// The gate picks one of the launch's variants by the clock.
    Phases,
}

/// What a release is made of.
#[derive(Clone, Debug)]
struct Seed {
    pages: [Kind; 2],
    /// Which style, which picture at its own address, and which wording.
    style: u8,
    picture: Option<u8>,
    wording: u8,
    phases: Vec<&'static str>,
}

const ADDRESSES: [&str; 2] = ["om/", "bli-medlem/"];

fn file(content: String) -> File {
    let blob = Blob { size: content.len() as u64, sha256: content };
    File { blob, content_type: String::new(), cache_control: String::new() }
}

impl Seed {
    fn release(&self) -> Release {
        let mut files = BTreeMap::new();
        let style = format!("public/assets/style.{}.css", self.style);
        let picture = "public/bilde.png";
        let mut names = vec![style.as_str()];
        names.extend(self.picture.map(|_| picture));
        let page = |place: &str| file(format!("{place} {} {}", self.wording, names.join(" ")));
        files.insert(style.clone(), file(style.clone()));
        if let Some(version) = self.picture {
            files.insert(picture.to_owned(), file(format!("picture {version}")));
        }
        for path in ["public/index.html", "public/sitemap.xml", "private/medlem/index.html"] {
            files.insert(path.to_owned(), page(path));
        }
        for (address, kind) in ADDRESSES.iter().zip(self.pages) {
            let places: Vec<String> = match kind {
                Kind::Missing => Vec::new(),
                Kind::Plain => vec![format!("public/{address}index.html")],
                Kind::Phases => {
                    let place = |phase: &&str| format!("public/_variant/{phase}/{address}index.html");
                    self.phases.iter().map(place).collect()
                }
            };
            files.extend(places.into_iter().map(|place| (place.clone(), page(&place))));
        }
        let (version, snapshot) = (format!("{self:?}"), Blob { sha256: String::new(), size: 0 });
        Release { content_security_policy: String::new(), snapshot, version, files }
    }
}

fn seed() -> impl Strategy<Value = Seed> {
    let kind = prop::sample::select(vec![Kind::Missing, Kind::Plain, Kind::Phases]);
    let phases = prop::sample::subsequence(vec!["august.open", "august.closed", "november.open"], 1..=3);
    let parts = ([kind.clone(), kind], 0_u8..3, prop::option::of(0_u8..2), 0_u8..3, phases);
    parts.prop_map(|(pages, style, picture, wording, phases)| Seed { pages, style, picture, wording, phases })
}

/// Bucket, gate and CDN, and what the row of the publication says.
#[derive(Default)]
struct World {
    bucket: BTreeMap<String, File>,
    /// Every version of a file that the CDN may keep.
    cdn: BTreeMap<String, BTreeSet<File>>,
    /// What the gate may have been told, one of these.
    gate: Vec<Release>,
    pointer: Option<Release>,
    current: Option<Release>,
    previous: Option<Release>,
    under_way: Vec<Release>,
    lingering: Vec<String>,
}

impl World {
    /// Puts `target` in place, stopped for good after so many steps. Whether it was done.
    fn put_in_place(&mut self, target: &Release, mut steps: usize) -> bool {
        if self.under_way.is_empty() {
            self.gate = self.pointer.iter().cloned().collect();
        }
        let mut maybe: Vec<Option<Release>> = self.under_way.iter().cloned().map(Some).collect();
        maybe.push(self.current.clone());
        let unknown = self.lingering.iter().cloned().collect();
        let standing = Standing { maybe: maybe.iter().map(Option::as_ref).collect(), unknown };
        let plan = Plan::of(target, &standing);
        let nothing_is_sure = maybe.contains(&None);
        let always: Vec<&Release> =
            if nothing_is_sure { Vec::new() } else { maybe.iter().flatten().chain([target]).collect() };
        self.under_way.push(target.clone());
        for round in &plan.rounds {
            for step in steps_of(round) {
                if steps == 0 {
                    return false;
                }
                steps -= 1;
                self.step(&step, target);
                self.holds(&always);
            }
        }
        if self.current.as_ref() != Some(target) {
            self.previous = self.current.replace(target.clone());
        }
        self.under_way.clear();
        self.lingering.clone_from(&plan.lingering);
        true
    }

    fn step(&mut self, step: &Round, target: &Release) {
        match step {
            Round::Put(paths) => {
                for path in paths {
                    self.bucket.insert(path.clone(), target.files[path].clone());
                }
            }
            Round::Point => {
                self.pointer = Some(target.clone());
                self.gate.push(target.clone());
            }
            Round::Invalidate(paths) => self
                .cdn
                .retain(|place, _| !paths.iter().any(|path| path == "/*" || *path == format!("/{place}"))),
            Round::Remove(paths) => paths.iter().for_each(|path| {
                self.bucket.remove(path);
            }),
        }
        for (path, file) in self.bucket.iter().filter(|(path, _)| path.starts_with("public/")) {
            self.cdn.entry(path.clone()).or_default().insert(file.clone());
        }
    }

    /// What must hold at every moment. `always` are the releases that may be in place, and the one that is to be;
    /// none, as long as there may be nothing.
    fn holds(&self, always: &[&Release]) {
        let kept = self.cdn.values().flatten();
        for page in self.bucket.values().chain(kept) {
            for named in page.blob.sha256.split(' ').skip(2) {
                assert!(self.bucket.contains_key(named), "`{}` names what is not there", page.blob.sha256);
            }
        }
        let addresses = |release: &Release| -> BTreeSet<String> {
            release
                .files
                .keys()
                .filter(|path| super::plan::is_page(path))
                .map(|path| address_of(path))
                .collect()
        };
        for address in always.first().into_iter().flat_map(|release| addresses(release)) {
            if !always.iter().all(|release| addresses(release).contains(&address)) {
                continue;
            }
            for told in &self.gate {
                let led = |path: &&String| super::plan::is_page(path) && address_of(path) == address;
                for path in told.files.keys().filter(led) {
                    assert!(self.bucket.contains_key(path), "the gate leads to `{path}`, which is not there");
                }
            }
        }
    }

    /// What must hold when a release is in place as a whole.
    fn is_whole(&self, target: &Release) {
        let stays = |path: &&String| !self.lingering.contains(*path);
        let there: BTreeMap<_, _> = self.bucket.iter().filter(|(path, _)| stays(path)).collect();
        assert_eq!(there, target.files.iter().collect());
        assert_eq!(self.pointer.as_ref(), Some(target));
        let changes = |path: &&String| !path.starts_with("public/assets/") && stays(path);
        for (path, kept) in self.cdn.iter().filter(|(path, _)| changes(path)) {
            let lies = self.bucket.get(path);
            assert!(kept.iter().all(|kept| Some(kept) == lies), "the CDN keeps an old `{path}`");
        }
    }
}

/// Each file of a round alone, for a stop may come between any two.
fn steps_of(round: &Round) -> Vec<Round> {
    match round {
        Round::Put(paths) => paths.iter().map(|path| Round::Put(vec![path.clone()])).collect(),
        Round::Remove(paths) => paths.iter().rev().map(|path| Round::Remove(vec![path.clone()])).collect(),
        other => vec![other.clone()],
    }
}

/// What a creator does, and after how many steps it is stopped.
#[derive(Clone, Debug)]
enum Deed {
    Publish(Seed, usize),
    Rollback(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let stop = prop_oneof![0_usize..25, Just(usize::MAX)];
    prop_oneof![
        3 => (seed(), stop.clone()).prop_map(|(seed, stop)| Deed::Publish(seed, stop)),
        1 => stop.prop_map(Deed::Rollback),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn wherever_publishing_is_stopped_no_page_names_what_is_not_there_and_the_last_release_wins(
        deeds in prop::collection::vec(deed(), 1..7), last in seed(),
    ) {
        let mut world = World::default();
        let deeds = deeds.into_iter().chain([Deed::Publish(last, usize::MAX), Deed::Rollback(usize::MAX)]);
        for deed in deeds {
            let (target, stop) = match deed {
                Deed::Publish(seed, stop) => (Some(seed.release()), stop),
                Deed::Rollback(stop) => {
                    let half = if world.under_way.is_empty() { &world.previous } else { &world.current };
                    (half.clone(), stop)
                }
            };
            let Some(target) = target else { continue };
            if world.put_in_place(&target, stop) {
                world.is_whole(&target);
            }
        }
    }

    #[test]
    fn the_same_release_again_changes_nothing(seed in seed()) {
        let release = seed.release();
        let standing = Standing { maybe: vec![Some(&release)], ..Standing::default() };
        prop_assert!(Plan::of(&release, &standing).changes_nothing());
    }
}

#[test]
fn a_rollback_goes_back_to_the_one_before_or_undoes_what_is_half_done() {
    use functions::store::publication::{Placed, Publication, UnderWay};
    let placed = |id: &str| Some(Placed { id: id.to_owned(), at: "2026-08-17T09:00:00Z".parse().unwrap() });
    let begun = |id: &str, rollback| vec![UnderWay { id: id.to_owned(), rollback }];
    let publication = Publication { current: placed("b"), previous: placed("a"), ..Publication::default() };
    let before = |under_way| super::before(&Publication { under_way, ..publication.clone() });
    assert_eq!(before(Vec::new()).as_deref(), Some("a"));
    assert_eq!(before(begun("c", false)).as_deref(), Some("b"));
    assert_eq!(before(begun("a", true)).as_deref(), Some("a"));
    assert_eq!(super::before(&Publication::default()), None);
}

#[test]
fn few_paths_are_forgotten_one_by_one_and_many_all_at_once() {
    let release = |pages: usize| {
        let page = |number: usize| (format!("public/{number}/index.html"), file("x".to_owned()));
        let mut release = Seed {
            pages: [Kind::Missing; 2],
            style: 0,
            picture: None,
            wording: 0,
            phases: vec!["august.open"],
        }
        .release();
        release.files =
            (0..pages).map(page).chain([("public/assets/a.1.css".to_owned(), file(String::new()))]).collect();
        release
    };
    let forgotten = |release: &Release| {
        Plan::of(release, &Standing::default()).invalidations().cloned().collect::<Vec<_>>()
    };
    assert_eq!(forgotten(&release(1)), ["/0/", "/public/0/index.html"]);
    assert_eq!(forgotten(&release(7)).len(), 14);
    assert_eq!(forgotten(&release(8)), ["/*"]);
    let mut other = release(1);
    other.files.insert("public/404.html".to_owned(), file(String::new()));
    assert_eq!(forgotten(&other), ["/*"]);
}
