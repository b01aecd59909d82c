//! The least that a build must do: reads each Markdown file of a folder, makes it HTML and writes it, in two threads.
//! `generator/benches/whole-builds` holds builds against it.
//!
//!     cargo run --release --example floor CONTENT OUT
#![expect(clippy::disallowed_methods, reason = "a measurement on one's own machine")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io, thread};

use pulldown_cmark::{Options, Parser, html};
use walkdir::WalkDir;

const THREADS: usize = 2;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

fn main() -> Result<(), Box<dyn Error>> {
    let [content, out]: [String; 2] =
        env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "name two folders")?;
    let (content, out) = (Path::new(&content), Path::new(&out));
    let pages = pages(content)?;
    let next = AtomicUsize::new(0);
    let work = || -> io::Result<()> {
        while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            build(&content.join(page), &out.join(page.with_extension("")))?;
        }
        Ok(())
    };
    thread::scope(|threads| {
        let workers = [(); THREADS].map(|()| threads.spawn(work));
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(io::Error::other("a thread broke"))))
    })?;
    Ok(())
}

/// The Markdown files under `content`, by path from there.
fn pages(content: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in WalkDir::new(content) {
        let entry = entry?;
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            pages.push(entry.path().strip_prefix(content)?.to_owned());
        }
    }
    Ok(pages)
}

fn build(page: &Path, folder: &Path) -> io::Result<()> {
    let text = fs::read_to_string(page)?;
    let body = text.splitn(3, "---\n").last().unwrap_or_default();
    let mut written = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut written, Parser::new_ext(body, OPTIONS));
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index.html"), written)
}
