//! The examples of the `CommonMark` specification, through the whole pipeline: each is built as that says, or refused with words,
//! but for the differences that [`as_written_here`] and [`REFUSED`] list.
//!
//! The examples are not kept here, for their licence is another. They come with the Markdown parser: its crate has them as tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use generator::Care;
use generator::failure::Failure;
use serde_json::Value;

use crate::portal::{NOW, PortalFolder};

/// What an example may be refused for, and why Terskel is stricter than the specification.
const REFUSED: [(&str, &str); 4] = [
    ("raw HTML cannot stand in Markdown", "unless `raw_html: true` allows it, so that nothing pasted runs"),
    ("a heading of the first level", "the page's title is that heading"),
    ("the link leads nowhere", "links are checked when the portal is built"),
    ("links of the kind", "only https, http, mailto and tel lead anywhere that a reader may be led"),
];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// What became of an example.
enum Outcome {
    Refused(Vec<String>),
    Built(String),
}

/// The examples as the parser's crate has them: a test function for each, with two raw strings.
fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(parser().join("tests/suite/spec.rs")).unwrap();
    let functions = text.split("fn spec_test_").skip(1);
    let examples = functions.map(|function| {
        let number = function.split('(').next().unwrap().parse().unwrap();
        let mut strings = function.split("r##\"").skip(1).map(|rest| rest.split("\"##;").next().unwrap());
        let (markdown, html) = (strings.next().unwrap(), strings.next().unwrap());
        Example { number, markdown: with_files(markdown), html: with_files(html) }
    });
    examples.collect()
}

/// Where the source of the Markdown parser lies.
fn parser() -> PathBuf {
    let told =
        Command::new(env!("CARGO")).args(["metadata", "--format-version", "1", "--locked"]).output().unwrap();
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let mut packages = told["packages"].as_array().unwrap().iter();
    let parser = packages.find(|package| package["name"] == "pulldown-cmark").unwrap();
    PathBuf::from(parser["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()
}

/// Files that the examples link to; they have endings, as all files here must.
const FILES: [(&str, &str); 6] = [
    ("/path/to/train.jpg", "/path/to/train.txt"),
    ("train.jpg", "train.txt"),
    ("/url1", "/url1.txt"),
    ("/url2", "/url2.txt"),
    ("/url", "/url.txt"),
    ("/uri", "/uri.txt"),
];

fn with_files(text: &str) -> String {
    FILES.iter().fold(text.to_owned(), |text, (from, to)| {
        let is_whole = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '.');
        let mut parts = text.split(from);
        let mut replaced = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            replaced += if is_whole(part) { to } else { from };
            replaced += part;
        }
        replaced
    })
}

fn portal(raw_html: bool, examples: &[&Example]) -> PortalFolder {
    let mut portal =
        PortalFolder::small().saying("site.yaml", "tagline:", &format!("raw_html: {raw_html}\ntagline:"));
    for name in ["url", "url1", "url2", "uri", "train", "path/to/train"] {
        portal = portal.with(&format!("pages/{name}.txt"), "");
    }
    for Example { number, markdown, .. } in examples {
        let text = format!("---\ntitle: Nummer {number}\ndescription: Et eksempel.\n---\n{markdown}");
        portal = portal.with(&format!("pages/nummer-{number}.md"), text);
    }
    portal
}

/// What is wrong with each of the portal's examples.
fn refusals(portal: &PortalFolder) -> BTreeMap<usize, Vec<String>> {
    let now = NOW.parse::<jiff::Timestamp>().unwrap();
    let mut refusals = BTreeMap::<usize, Vec<String>>::new();
    let Err(Failure::Refused(told)) = generator::check(&portal.content(), now, Care::Mistakes) else {
        return refusals;
    };
    let told: Value = serde_json::from_str(&told.to_json()).unwrap();
    for mistake in told.as_array().unwrap().iter().filter(|told| told["severity"] == "error") {
        let (file, message) = (mistake["file"].as_str().unwrap(), mistake["message"].as_str().unwrap());
        let number = file.split("nummer-").nth(1).unwrap_or_else(|| panic!("{file}: {message}"));
        let number = number.trim_end_matches(".md").parse().unwrap();
        refusals.entry(number).or_default().push(message.to_owned());
    }
    refusals
}

fn outcomes(raw_html: bool, examples: &[Example]) -> Vec<(&Example, Outcome)> {
    let mut refused = refusals(&portal(raw_html, &examples.iter().collect::<Vec<_>>()));
    let built: Vec<&Example> =
        examples.iter().filter(|example| !refused.contains_key(&example.number)).collect();
    let output = portal(raw_html, &built).output();
    let mut outcome = |example: &Example| {
        refused.remove(&example.number).map_or_else(
            || {
                let page = output.file(&format!("public/nummer-{}/index.html", example.number)).unwrap();
                Outcome::Built(prose(std::str::from_utf8(&page.unwrap()).unwrap()))
            },
            Outcome::Refused,
        )
    };
    examples.iter().map(|example| (example, outcome(example))).collect()
}

/// What stands in the page for the text.
fn prose(page: &str) -> String {
    let text = page.split_once("<div class=\"prose\">").unwrap().1;
    text.rsplit_once("</div>\n</article>").unwrap().0.to_owned()
}

/// HTML without what tells nothing, and without the differences that are meant.
fn as_written_here(html: &str) -> String {
    let html = without_comments(html);
    // Tags are closed as HTML has it, not XML; line breaks between them tell nothing.
    let html = html.replace(" />", ">").replace("&quot;", "\"");
    let lines: Vec<&str> = html.lines().collect();
    let html = lines.join("\n").replace(">\n\n<", "><").replace(">\n<", "><").trim().to_owned();
    // Quotation marks, dashes and ellipses are set as the portal's language has them.
    let set = [("«", "\""), ("»", "\""), ("‘", "'"), ("’", "'"), ("—", "---"), ("–", "--"), ("…", "...")];
    let html = set.iter().fold(html, |html, (set, plain)| html.replace(set, plain));
    // Images wait until they are near, and are named from the root.
    let html = html.replace(" loading=\"lazy\" decoding=\"async\"", "");
    let html = html.replace("src=\"train.txt\"", "src=\"/train.txt\"");
    // Headings have ids, so that links can lead to them.
    ["<h2 id=\"", "<h3 id=\"", "<h4 id=\"", "<h5 id=\"", "<h6 id=\""].iter().fold(html, |html, open| {
        let mut parts = html.split(open);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |html, part| html + &open[..3] + part.split_once('"').unwrap().1)
    })
}

/// Comments are the creator's own notes, and left out.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| {
        let is_empty = [">", "->"].into_iter().find_map(|end| part.strip_prefix(end));
        html + is_empty.or_else(|| part.split_once("-->").map(|(_, after)| after)).unwrap_or(part)
    })
}

#[track_caller]
fn assert_as_specified(raw_html: bool, at_least: usize) {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let (mut compared, mut otherwise, mut reasons) = (0, String::new(), BTreeSet::new());
    for (example, outcome) in outcomes(raw_html, &examples) {
        match outcome {
            Outcome::Refused(messages) => {
                for message in messages {
                    let reason = REFUSED.iter().find(|(known, _)| message.contains(known));
                    reasons.insert(reason.unwrap_or_else(|| panic!("{}: {message}", example.number)));
                }
            }
            Outcome::Built(html) => {
                let (html, wanted) = (as_written_here(&html), as_written_here(&example.html));
                compared += 1;
                if html != wanted {
                    let (number, markdown) = (example.number, &example.markdown);
                    let _ = write!(otherwise, "{number}:\n{markdown}\n--\n{html}\n--\n{wanted}\n\n");
                }
            }
        }
    }
    assert!(otherwise.is_empty(), "{otherwise}");
    assert!(compared >= at_least, "{compared}");
    assert_eq!(reasons.len() + usize::from(raw_html), REFUSED.len(), "{reasons:?}");
}

#[test]
fn the_specifications_examples_are_built_as_it_says_or_refused_with_words() {
    assert_as_specified(false, 523);
}

#[test]
fn where_raw_html_is_allowed_it_stands_as_the_specification_says() {
    assert_as_specified(true, 589);
}
