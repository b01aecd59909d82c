//! The table in docs/content/pages/look/variables.md of what each template gets, held against what the samples give it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::lang::Lang;
use serde_json::Value;

use crate::samples::{self, every_page};

const DOCUMENT: &str = include_str!("../../docs/content/pages/look/variables.md");
const BEGINS: &str = "## What every template gets\n";

/// What is known of each variable by its path: kinds of value, and an example.
type Variables = BTreeMap<String, (BTreeSet<&'static str>, Option<String>)>;

#[test]
fn every_variable_of_every_template_is_documented_and_no_other() {
    let (_, documented) = DOCUMENT.split_once(BEGINS).expect("the tables");
    let expected = tables();
    let expected = expected.trim_start_matches(BEGINS);
    let missing: Vec<&str> =
        expected.lines().filter(|line| !documented.lines().any(|other| other == *line)).collect();
    assert!(
        documented == expected,
        "docs/content/pages/look/variables.md lacks {missing:#?}; from `{}` on it should be:\n\n{BEGINS}{expected}",
        BEGINS.trim()
    );
}

/// The whole part of the document.
fn tables() -> String {
    let mut text = format!("{BEGINS}\nEvery template sees `site`, and every page has a `page`.\n");
    let mut shared = Variables::new();
    for lang in [Lang::Nb, Lang::En] {
        note(&mut shared, "site", &serde_json::to_value(samples::site(lang)).unwrap());
    }
    let mut by_template: BTreeMap<&str, Variables> = BTreeMap::new();
    for shot in every_page(Lang::Nb) {
        let variables = by_template.entry(shot.template).or_default();
        for (name, value) in shot.context.as_object().into_iter().flatten() {
            note(if name == "page" { &mut shared } else { &mut *variables }, name, value);
        }
    }
    table(&mut text, &shared);
    text.push_str("\n## What each template gets besides\n");
    for (template, variables) in by_template.iter().filter(|(_, variables)| !variables.is_empty()) {
        write!(text, "\n### `{template}`\n").unwrap();
        table(&mut text, variables);
    }
    text
}

fn table(text: &mut String, variables: &Variables) {
    text.push_str("\n| variable | what it is | as in |\n| --- | --- | --- |\n");
    for (path, (kinds, example)) in variables {
        let kinds: Vec<&str> = kinds.iter().copied().collect();
        let example = example.as_ref().map(|example| format!("`{example}`")).unwrap_or_default();
        writeln!(text, "| `{path}` | {} | {example} |", kinds.join(" or ")).unwrap();
    }
}

fn note(variables: &mut Variables, path: &str, value: &Value) {
    let entry = variables.entry(path.to_owned()).or_default();
    entry.0.insert(kind(path, value));
    if entry.1.is_none() {
        entry.1 = example(value);
    }
    match value {
        Value::Object(fields) if !is_by_name(path) => {
            for (name, value) in fields {
                note(variables, &format!("{path}.{name}"), value);
            }
        }
        Value::Array(items) => {
            for item in items.iter().filter(|item| item.is_object()) {
                note(variables, &format!("{path}[]"), item);
            }
        }
        _ => {}
    }
}

/// Whether the names within are the portal's and not the theme's.
fn is_by_name(path: &str) -> bool {
    [".assets", ".values", ".args", ".data"].iter().any(|name| path.ends_with(name))
}

fn kind(path: &str, value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(text) if text.parse::<jiff::Timestamp>().is_ok() => "a moment",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) if is_by_name(path) => "values by name",
        Value::Object(_) => "values",
    }
}

/// A short example that a table can hold.
fn example(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let fits = !text.is_empty() && text.chars().count() <= 48 && !text.contains(['<', '`', '|', '\n']);
    fits.then_some(text)
}
