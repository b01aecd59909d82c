//! How long the leak audit takes beside the build, for 1,000 and 10,000 gated pages of about 600 words:
//! `cargo run --release -p generator --no-default-features --example audit-speed`
//!
//! The public side has a page of the same length for every ten gated ones, and a feed and a search index of all of
//! them. Each figure is the median of five runs.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement on one's own machine"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use generator::{audit, load, render};

const RUNS: usize = 5;
const WORDS: u32 = 600;

fn main() {
    for lessons in [1_000, 10_000] {
        let folder = tempfile::tempdir().unwrap();
        write_portal(folder.path(), lessons);
        let mut builds = Vec::new();
        let mut audits = Vec::new();
        for _ in 0..RUNS {
            let begun = Instant::now();
            let site = Arc::new(load::load(folder.path(), None).unwrap());
            let output = render::render(&site).unwrap();
            builds.push(begun.elapsed());
            let begun = Instant::now();
            let leaks = audit::leaks(&site, &output).unwrap();
            audits.push(begun.elapsed());
            assert_eq!(leaks.to_string(), "");
        }
        let (build, audit) = (median(&mut builds), median(&mut audits));
        let ratio = audit.as_secs_f64() / build.as_secs_f64();
        println!(
            "{lessons} gated pages: build {build:.2?}, audit {audit:.2?}, {ratio:.2} of the build{}",
            peak()
        );
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The most memory that this process had so far, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map(|peak| format!("; peak {} of memory", peak.trim())).unwrap_or_default()
}

fn write_portal(content: &Path, lessons: u32) {
    let write = |path: String, text: &str| {
        let path = content.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (path, text) in [
        ("site.yaml", include_str!("../tests/it/small/site.yaml")),
        ("launches.yaml", include_str!("../tests/it/small/launches.yaml")),
        ("pages/index.md", include_str!("../tests/it/small/index.md")),
        ("pages/bli-medlem.md", include_str!("../tests/it/small/bli-medlem.md")),
        ("pages/om.md", "---\ntitle: Om oss\ndescription: Hvem vi er.\n---\nVi er to.\n"),
    ] {
        write(path.to_owned(), text);
    }
    let mut chance = Chance(1);
    for number in 0..lessons {
        let (level, month, title) = (number % 8 + 1, number / 8 % 24, chance.words(7));
        if number < 8 {
            let page = format!(
                "---\ntitle: Trinn {level}\nteaser: {}\n---\n{}\n",
                chance.words(9),
                chance.words(60)
            );
            write(format!("levels/{level}-trinn/index.md"), &page);
        }
        let month = format!("{}-{:02}", 2026 + month / 12, month % 12 + 1);
        let text = format!("---\ntitle: {title}\nsummary: {}\n---\n{}", chance.words(12), chance.text());
        write(format!("levels/{level}-trinn/{month}/{:03}-leksjon-{number}.md", number / 192), &text);
    }
    let (mut feed, mut index) = (String::from("<?xml version=\"1.0\"?><rss><channel>"), Vec::new());
    for number in 0..lessons / 10 {
        let (title, text) = (chance.words(7), chance.text());
        let head =
            format!("title: {title}\ndescription: {}\npublished: 2026-07-28\ntopics: [ro]", chance.words(12));
        write(format!("articles/artikkel-{number}.md"), &format!("---\n{head}\n---\n{text}"));
        write!(feed, "<item><description><![CDATA[<p>{text}</p>]]></description></item>").unwrap();
        index.push(format!("{{\"title\": \"{title}\", \"text\": {text:?}}}"));
    }
    write("pages/nytt.xml".to_owned(), &(feed + "</channel></rss>"));
    write("pages/sok.json".to_owned(), &format!("[{}]", index.join(",")));
}

/// The same chance in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// One of some thousand words; short ones come often.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ro", "pus", "tå", "ler", "stem", "me", "scen", "øv", "else", "blik", "ket", "sal", "en", "før",
            "si", "ut",
        ];
        let count = 1 + self.below(3);
        (0..count).map(|_| SYLLABLES[usize::try_from(self.below(16)).unwrap()]).collect()
    }

    fn words(&mut self, count: u32) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for part in 0..WORDS / 100 {
            let (heading, bold, rest) = (self.words(4), self.words(3), self.words(43));
            let (first, second) = (self.words(24), self.words(26));
            write!(text, "## {heading} {part}\n\n{rest}, **{bold}**.\n\n- [ ] {first}.\n- [ ] {second}.\n\n")
                .unwrap();
        }
        text
    }
}
