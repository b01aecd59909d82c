//! What the documents say exists does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser as _;
use clap::error::ErrorKind;
use functions::function::Function;
use functions::route::Endpoints;
use generator::cli::Cli;
use reqwest::Method;

use crate::portal::{BEFORE, Portal};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a document of the project.
pub(crate) fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

/// Every method and path that a function answers, as in `GET /api/offers`; HEAD is what GET is.
pub(crate) fn every_route() -> Vec<String> {
    let routes = Function::ALL.into_iter().flat_map(|function| Endpoints::of(function).paths);
    let methods = |methods: &'static str| methods.split(", ").filter(|method| *method != "HEAD");
    routes.flat_map(|(path, of)| methods(of).map(move |method| format!("{method} {path}"))).collect()
}

/// The documents for people who keep a portal.
fn guides() -> Vec<(String, String)> {
    let mut names = vec!["README.md".to_owned()];
    let mut folders = vec!["docs".to_owned()];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(root().join(&folder)).expect("a folder") {
            let file = file.expect("a file");
            let name = format!("{folder}/{}", file.file_name().display());
            if file.file_type().expect("its kind").is_dir() {
                folders.push(name);
            } else if Path::new(&name).extension().is_some_and(|ending| ending == "md") {
                names.push(name);
            }
        }
    }
    names.into_iter().map(|name| (name.clone(), document(&name))).collect()
}

/// What follows the program's name, as somebody types it.
fn arguments(typed: &str) -> Option<&str> {
    let programs = ["terskel ", "cargo run -- ", "cargo run --release -- "];
    let arguments = programs.iter().find_map(|program| typed.strip_prefix(program))?;
    // What becomes of its output is the shell's.
    Some(arguments.split(" > ").next().unwrap_or(arguments).trim())
}

/// The words of a command; what stands between quotation marks is one.
fn words(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(number, part)| match number % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect()
}

#[test]
fn every_command_in_readme_and_guides_is_one() {
    let guides = guides();
    for (name, least) in [
        ("README.md", 20),
        ("docs/content/pages/sell/launches.md", 8),
        ("docs/content/pages/sell/first-real-sale.md", 14),
        ("docs/content/pages/run/mistakes.md", 4),
    ] {
        let (_, text) = guides.iter().find(|(known, _)| known == name).expect(name);
        let typed =
            text.lines().filter_map(|line| line.trim_start().strip_prefix("$ ")).filter_map(arguments);
        let commands: Vec<&str> = typed.filter(|command| *command != "--help").collect();
        assert!(commands.len() >= least, "{name}: {commands:?}");
    }
    for (name, text) in &guides {
        let typed =
            text.lines().filter_map(|line| line.trim_start().strip_prefix("$ ")).filter_map(arguments);
        for command in typed.filter(|command| *command != "--help") {
            let parsed = Cli::try_parse_from([vec!["terskel"], words(command)].concat());
            let why = parsed.err().map(|error| error.to_string());
            assert!(why.is_none(), "{name}: {command}: {}", why.unwrap_or_default());
        }
    }
}

#[test]
fn every_command_that_a_guide_mentions_has_help() {
    for (name, text) in guides() {
        let mentioned = text.split('`').skip(1).step_by(2).filter_map(arguments);
        for command in mentioned {
            let asked = [vec!["terskel"], words(command), vec!["--help"]].concat();
            let kind = Cli::try_parse_from(asked).err().map(|error| error.kind());
            assert_eq!(kind, Some(ErrorKind::DisplayHelp), "{name}: {command}");
        }
    }
}

#[test]
fn every_folder_in_the_readme_is_there() {
    let readme = document("README.md");
    let folders = readme.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let folders: Vec<&str> = folders.collect();
    assert!(folders.len() >= 6, "{folders:?}");
    for folder in folders {
        assert!(root().join(folder).is_dir(), "{folder}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_in_the_architecture_is_answered() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    let architecture = document("ARCHITECTURE.md");
    let routes: Vec<(&str, &str)> = architecture
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next()?.split_once(" /api/"))
        .collect();
    assert!(routes.len() >= 20, "{routes:?}");
    for (method, path) in routes {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let answer = visitor.send(method, &format!("/api/{path}"), |request| request).await;
        assert!(answer.status != 405 && answer.status < 500, "/api/{path} answered {}", answer.status);
    }
}

#[test]
fn every_route_is_in_the_architecture() {
    let architecture = document("ARCHITECTURE.md");
    let section = architecture.split("## Routes").nth(1).and_then(|rest| rest.split("\n## ").next());
    let told =
        section.expect("the section").lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let told: BTreeSet<String> = told.map(str::to_owned).collect();
    assert_eq!(told, every_route().into_iter().collect());
}

#[test]
fn how_long_access_lasts_is_told_and_tested_line_by_line() {
    let architecture = document("ARCHITECTURE.md");
    let section = architecture.split("## How long access lasts").nth(1).expect("the section");
    let section = section.split("\n## ").next().unwrap_or(section);
    let told = section.lines().filter_map(|line| line.strip_suffix("` |")?.rsplit('`').next());
    let told: BTreeSet<&str> = told.collect();
    let tests_in = |source: &str| -> BTreeSet<String> {
        let tests = source.split("#[tokio::test").skip(1);
        tests.filter_map(|test| Some(test.split("async fn ").nth(1)?.split('(').next()?.to_owned())).collect()
    };
    let lasting = tests_in(&document("tests/e2e/lasting.rs"));
    let money = ["ending", "life", "reversal", "withdrawal"];
    let money: BTreeSet<String> =
        money.iter().flat_map(|story| tests_in(&document(&format!("tests/e2e/money/{story}.rs")))).collect();
    let told: BTreeSet<String> = told.into_iter().map(str::to_owned).collect();
    assert!(lasting.is_subset(&told), "{:?}", lasting.difference(&told));
    let known: BTreeSet<String> = lasting.union(&money).cloned().collect();
    assert!(told.is_subset(&known), "{:?}", told.difference(&known));
}

#[test]
fn every_guard_in_the_architecture_is_a_file() {
    let architecture = document("ARCHITECTURE.md");
    let named = architecture.split('`').skip(1).step_by(2);
    let files =
        named.filter(|name| name.contains('/') && [".rs", ".js"].iter().any(|ending| name.ends_with(ending)));
    for file in files {
        let known = ["", "functions", "functions/src", "generator/src", "functions/domain/src", "themes/src"];
        let shortened = file.strip_prefix("domain/").unwrap_or(file);
        let found = known.iter().any(|folder| {
            root().join(folder).join(file).is_file() || root().join(folder).join(shortened).is_file()
        });
        assert!(found, "`{file}`");
    }
}
