//! The house keeps its shape: which crate may know which, and how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

const OURS: [&str; 5] = ["domain", "themes", "functions", "generator", "tests"];

/// Longer than this a file tells more than one story.
const MOST_LINES: usize = 300;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files_with(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
            found.extend(files_with(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found
}

fn sources() -> Vec<PathBuf> {
    let folders = ["functions", "themes", "generator", "infra", "tests"];
    let files = |folder: &&str| {
        ["rs", "js", "html", "css"].map(|ending| files_with(&root().join(folder), ending)).concat()
    };
    let found: Vec<PathBuf> = folders.iter().flat_map(files).collect();
    assert!(found.len() > 100, "only {} sources found", found.len());
    found
}

/// Which of our crates the manifest in `folder` names.
fn knows(folder: &str) -> Vec<&'static str> {
    let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).expect(folder);
    let names = |name: &&&str| {
        let (workspace, table) = (format!("{name}.workspace"), format!("{name} = {{"));
        manifest.lines().any(|line| line.starts_with(&workspace) || line.starts_with(&table))
    };
    OURS.iter().filter(names).copied().collect()
}

#[test]
fn arrows_run_one_way() {
    assert_eq!(knows("functions/domain"), Vec::<&str>::new());
    assert_eq!(knows("themes"), ["domain"]);
    assert_eq!(knows("functions"), ["domain", "themes"]);
    assert_eq!(knows("generator"), ["domain", "themes", "functions"]);
}

#[test]
fn the_rules_know_no_io() {
    let manifest = fs::read_to_string(root().join("functions/domain/Cargo.toml")).expect("a manifest");
    for io in ["tokio", "aws-", "reqwest", "http", "tera", "getrandom", "notify"] {
        assert!(!manifest.lines().any(|line| line.starts_with(io)), "domain depends on {io}");
    }
    for file in files_with(&root().join("functions/domain/src"), "rs") {
        let text = fs::read_to_string(&file).expect("a source");
        for io in ["std::fs", "std::net", "std::env", "async fn", "std::thread"] {
            assert!(!text.contains(io), "{} uses {io}", file.display());
        }
    }
}

#[test]
fn no_function_reads_the_whole_table() {
    for file in files_with(&root().join("functions/src"), "rs") {
        let text = fs::read_to_string(&file).expect("a source");
        assert!(!text.contains(".scan("), "{} scans", file.display());
    }
}

#[test]
fn no_function_answers_with_a_404_whose_words_the_cdn_would_replace() {
    for file in files_with(&root().join("functions/src"), "rs") {
        let text = fs::read_to_string(&file).expect("a source");
        let asks = file.components().any(|part| part.as_os_str() == "provider");
        assert!(asks || !text.contains("StatusCode::NOT_FOUND"), "{} answers 404", file.display());
    }
}

#[test]
fn only_one_place_knows_the_payment_provider_by_name() {
    for file in files_with(&root().join("functions/src"), "rs") {
        let text = fs::read_to_string(&file).expect("a source").to_lowercase();
        let is_there = file.components().any(|part| part.as_os_str() == "provider");
        assert!(is_there || !text.contains("stripe"), "{} names the payment provider", file.display());
    }
}

#[test]
fn a_file_tells_one_story() {
    for file in sources() {
        let text = fs::read_to_string(&file).expect("a source");
        let without_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(&text);
        let is_test =
            file.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "examples")))
                || file.file_name().is_some_and(|name| name == "tests.rs");
        let lines = without_tests.lines().count();
        let allowed = file.extension().is_some_and(|ending| ending == "css") || is_test;
        assert!(allowed || lines <= MOST_LINES, "{} has {lines} lines", file.display());
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    for file in sources() {
        let text = fs::read_to_string(&file).expect("a source");
        for mark in marks {
            assert!(!text.contains(mark), "{} holds a {mark}", file.display());
        }
    }
}
