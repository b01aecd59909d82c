//! The audit against chance: any words of any lesson, any bytes, any broken file, and files that never end.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use generator::output::{Output, PublicPath};
use generator::site::Site;
use generator::{audit, load, render};
use proptest::prelude::*;
use proptest::sample::Index;
use themes::snapshot::Snapshot;

use crate::leak_seeds::{gzip, seeds, zipped};
use crate::portal::NOW;

/// The sample portal, and what its lessons say, paragraph by paragraph.
struct Sample {
    site: Arc<Site>,
    output: Output,
    paragraphs: Vec<Vec<String>>,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let site = Arc::new(load::load(&content, NOW.parse().unwrap(), None).unwrap());
        let output = render::render(&site).unwrap();
        let lessons = walkdir::WalkDir::new(content.join("levels")).min_depth(3).into_iter();
        let files = lessons.map(|entry| entry.unwrap().into_path());
        let lessons = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
        let paragraphs =
            lessons.flat_map(|path| paragraphs(&std::fs::read_to_string(path).unwrap())).collect();
        Sample { site, output, paragraphs }
    })
}

/// The words of each paragraph without a sign of Markdown in it.
fn paragraphs(lesson: &str) -> Vec<Vec<String>> {
    let (_, body) = lesson.trim_start_matches("---").split_once("---").unwrap();
    let plain =
        body.lines().filter(|line| line.starts_with(char::is_alphabetic) && !line.contains(['*', '[', '`']));
    let words = plain.map(|line| {
        let words = line.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    });
    words.filter(|words| words.len() >= 8).collect()
}

/// What is said of one public file beside the sample portal's lessons.
fn leaks(url: &str, bytes: Vec<u8>) -> String {
    let sample = sample();
    let mut snapshot = Snapshot::clone(&sample.output.snapshot);
    snapshot.theme.templates.clear();
    snapshot.theme.wording.clear();
    snapshot.sales = None;
    snapshot.terms = None;
    let mut output = Output::new(snapshot).unwrap();
    output.add_public(PublicPath::file(url), bytes);
    audit::leaks(&sample.site, &output).unwrap().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_eight_words_of_any_lesson_are_found_in_any_kind_and_seven_are_not(
        paragraph: Index, start: Index, kind: Index,
    ) {
        let paragraph = paragraph.get(&sample().paragraphs);
        let start = start.index(paragraph.len() - 7);
        let all = seeds();
        let seed = kind.get(&all);
        let eight = format!("zzz {} zzz", paragraph[start..start + 8].join(" "));
        let found = leaks(seed.url, (seed.write)(&eight));
        prop_assert!(found.contains("words of this lesson are public"), "{}: {eight}: {found}", seed.kind);
        let seven = format!("zzz {} zzz", paragraph[start..start + 7].join(" "));
        let found = leaks(seed.url, (seed.write)(&seven));
        prop_assert!(!found.contains("words of this lesson are public"), "{}: {seven}: {found}", seed.kind);
    }

    #[test]
    fn any_bytes_are_looked_through(kind: Index, bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        leaks(kind.get(&seeds()).url, bytes);
    }

    #[test]
    fn any_broken_file_is_looked_through(
        kind: Index,
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..20),
        end: Index,
        breaks_off: bool,
    ) {
        let all = seeds();
        let seed = kind.get(&all);
        let mut bytes = (seed.write)("stemmen bærer lenger enn du tror når du puster ut");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if breaks_off {
            bytes.truncate(end.index(bytes.len()));
        }
        leaks(seed.url, bytes);
    }
}

#[test]
fn a_file_that_unpacks_without_end_is_told_and_left() {
    let bomb = gzip(&vec![b' '; 1 << 20]).repeat(100);
    let told = leaks("/bombe.gz", bomb.clone());
    assert!(told.contains("warning: `public/bombe.gz` holds too much"), "{told}");
    let told = leaks("/bombe.zip", zipped(&[("a.gz", &bomb[..]), ("b.gz", &bomb[..])]));
    assert!(told.contains("holds too much, so it was not looked through for leaks"), "{told}");
}

#[test]
fn a_file_that_is_packed_without_end_is_told_and_left() {
    let deep = (0..20).fold(b"Ingenting".to_vec(), |bytes, _| zipped(&[("neste.zip", &bytes)]));
    let told = leaks("/eske.zip", deep);
    assert!(told.contains("is packed too deep, so it was not looked through for leaks"), "{told}");
}

/// Bytes as in what is compressed, the same in each run.
fn noise(length: usize) -> Vec<u8> {
    let next = |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
    let states = std::iter::successors(Some(1), next);
    states.map(|state: u64| state.to_be_bytes()[0]).take(length).collect()
}

#[test]
fn noise_is_looked_through_and_says_nothing() {
    for (url, head) in [
        ("/film.mp4", &b"\0\0\0\x20ftyp"[..]),
        ("/bilde.jpg", b"\xff\xd8\xff\xe0"),
        ("/bilde.gif", b"GIF89a"),
    ] {
        assert_eq!(leaks(url, [head, &noise(300_000)].concat()), "", "{url}");
    }
    let comments = [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &b"!\xfe".repeat(200_000)].concat();
    assert_eq!(leaks("/bilde.gif", comments), "");
}

#[test]
fn words_are_found_wherever_they_stand_in_a_large_file() {
    let text = sample().paragraphs[0][..8].join(" ");
    for before in [900_000, (1 << 20) - 20, (1 << 20) + 10, 3 << 20] {
        let film = [b"\0\0\0\x20ftyp", &vec![1; before][..], text.as_bytes(), b"\x01\xff"].concat();
        assert!(leaks("/film.mp4", film).contains("words of this lesson are public"), "{before}");
    }
}

#[test]
fn text_that_is_escaped_without_end_is_read_in_time() {
    for text in
        ["%25".repeat(20_000), "&lt;b&gt;".repeat(20_000), "\\u005c".repeat(20_000), "data:,".repeat(20_000)]
    {
        leaks("/lekk.html", text.clone().into_bytes());
        leaks("/lekk.json", format!("[{text:?}]").into_bytes());
        leaks("/lekk.json", "[".repeat(100_000).into_bytes());
    }
}
