//! The documentation's page of blocks: each block with a picture, an example that works, and the fields that it has.

use std::collections::BTreeSet;
use std::path::Path;

use crate::photographs::jpeg;
use crate::portal::PortalFolder;

const DOCUMENT: &str = include_str!("../../../docs/content/pages/write/blocks.md");

/// The blocks that have fields, and those that have none.
const WITH_FIELDS: [&str; 6] = ["video", "audio", "download", "quote", "questions", "event"];
const BARE: [&str; 4] = ["offers", "waitlist", "countdown", "seats"];

/// The part of the document about a block.
fn section(name: &str) -> &'static str {
    let sections = || DOCUMENT.split("\n## ");
    let found = sections().find(|section| section.starts_with(&format!("`{name}`")));
    found.unwrap_or_else(|| panic!("`{name}` is not documented"))
}

fn example(section: &str) -> &str {
    section.split("````markdown\n").nth(1).unwrap().split("````").next().unwrap()
}

/// A page with this text, beside every file that the document's examples name.
fn about(text: &str) -> PortalFolder {
    PortalFolder::small()
        .with("pages/om.md", format!("---\ntitle: Om\ndescription: Hvem.\n---\n{text}"))
        .with("pages/stage.jpg", jpeg(16, 9))
        .with("pages/breaths.mp3", b"ID3\xff")
        .with("pages/breaths.txt", "Breathe in.\n")
        .with("pages/sheet.pdf", "%PDF-1.4\n")
}

#[test]
fn every_example_is_a_block_that_works() {
    for name in WITH_FIELDS.iter().chain(&BARE) {
        let portal = about(example(section(name)));
        assert_eq!(portal.warnings_of_texts(), "", "{name}");
        let output = portal.output();
        let page = output.files().find(|(path, _)| path.as_str().ends_with("/om/index.html")).unwrap();
        let html = String::from_utf8(page.1.bytes().unwrap().into_owned()).unwrap();
        assert!(html.contains("class=\"block ") || html.contains("class=\"block\""), "{name}: {html}");
    }
    let callouts = DOCUMENT.split("\n## ").find(|section| section.starts_with("Callouts")).unwrap();
    let html = about(example(callouts)).page("public/om/index.html");
    assert!(html.contains("callout-tip") && html.contains("callout-warning"), "{html}");
}

#[test]
fn every_block_has_a_picture() {
    let pictures: BTreeSet<&str> =
        DOCUMENT.split("](block-").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let expected = WITH_FIELDS.iter().chain(&BARE).chain(&["callout"]).map(|name| format!("{name}.png"));
    assert_eq!(pictures, expected.collect::<BTreeSet<_>>().iter().map(String::as_str).collect());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/content/pages/write");
    let sizes =
        pictures.iter().map(|name| std::fs::metadata(folder.join(format!("block-{name}"))).unwrap().len());
    assert!(sizes.sum::<u64>() < 400_000);
}

#[test]
fn every_field_is_documented_and_no_other() {
    for name in WITH_FIELDS {
        let field = if name == "questions" { "- nothing_of_the_kind" } else { "nothing_of_the_kind" };
        let told = about(&format!("```{name}\n{field}: 1\n```\n")).mistakes();
        let known = told.split("the fields here are ").nth(1).unwrap().lines().next().unwrap();
        let known: BTreeSet<&str> = known.split('`').skip(1).step_by(2).collect();
        let rows = section(name).lines().filter_map(|line| line.strip_prefix("| `"));
        let documented: BTreeSet<&str> = rows.filter_map(|row| row.split('`').next()).collect();
        assert_eq!(documented, known, "{name}");
    }
}
