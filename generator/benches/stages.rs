//! How long each stage of a build takes, on the portal of a thousand pages that `corpus.py` writes:
//! `cargo bench -p generator --no-default-features --bench stages`
//!
//! The stages are those of `generator::build`, called from outside: load (front matter, Markdown, the check of links),
//! render, audit, publish. Wants python3.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a measurement on one's own machine")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use generator::output::Output;
use generator::publish::OutputFolder;
use generator::site::Site;
use generator::{audit, load, render};
use jiff::Timestamp;
use tempfile::TempDir;

const PAGES: usize = 1_000;

static CONTENT: LazyLock<TempDir> = LazyLock::new(|| content(PAGES));

fn main() {
    divan::main();
}

fn content(pages: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/corpus.py");
    let arguments = ["terskel".to_owned(), pages.to_string()];
    let written = Command::new("python3").arg(script).args(arguments).arg(folder.path()).status().unwrap();
    assert!(written.success(), "corpus.py broke");
    folder
}

fn site() -> Arc<Site> {
    Arc::new(load::load(CONTENT.path(), Timestamp::now(), None).unwrap())
}

fn output() -> Output {
    render::render(&site()).unwrap()
}

/// Reads and parses every file.
#[divan::bench]
fn load(bencher: Bencher) {
    let content = CONTENT.path();
    bencher.bench(|| load::load(black_box(content), Timestamp::now(), None).unwrap());
}

/// The same folder, where each article links to every other one of its hundred neighbours too.
#[divan::bench]
fn load_with_twenty_thousand_links_more(bencher: Bencher) {
    let folder = content(PAGES);
    let articles: Vec<_> = fs::read_dir(folder.path().join("articles")).unwrap().collect();
    let names: Vec<String> =
        articles.into_iter().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    for (index, name) in names.iter().enumerate() {
        let path = folder.path().join("articles").join(name);
        let mut text = fs::read_to_string(&path).unwrap();
        for linked in names.iter().cycle().skip(index).take(100) {
            let _ = write!(text, "[en]({linked}) ");
        }
        fs::write(path, text).unwrap();
    }
    bencher.bench(|| load::load(black_box(folder.path()), Timestamp::now(), None).unwrap());
}

/// Makes every file of the output, and keeps none.
#[divan::bench]
fn render(bencher: Bencher) {
    let site = site();
    bencher.bench(|| {
        let output = render::render(black_box(&site)).unwrap();
        output.each(|_, bytes| Ok(bytes.len())).unwrap()
    });
}

/// Makes every file and looks through the public ones for leaks.
#[divan::bench]
fn render_and_audit(bencher: Bencher) {
    let site = site();
    let output = output();
    bencher.bench(|| audit::leaks(black_box(&site), &output).unwrap());
}

/// Makes every file, and writes each into an empty folder.
#[divan::bench]
fn publish_anew(bencher: Bencher) {
    let output = output();
    bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_refs(|folder| {
        OutputFolder::open(folder.path()).unwrap().publish(&output).unwrap();
    });
}

/// Makes every file, and finds each one written.
#[divan::bench]
fn publish_what_is_there(bencher: Bencher) {
    let (output, out) = (output(), tempfile::tempdir().unwrap());
    OutputFolder::open(out.path()).unwrap().publish(&output).unwrap();
    bencher.bench(|| OutputFolder::open(out.path()).unwrap().publish(black_box(&output)).unwrap());
}
