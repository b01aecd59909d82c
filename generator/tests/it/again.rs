//! A portal read again where one text or its theme changed is the portal that is read as a whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::lang::Lang;
use generator::load::{Reading, load};
use generator::output::Output;
use generator::render::{Rendering, render};
use jiff::Timestamp;
use proptest::prelude::*;
use themes::files::ThemeFiles;

use crate::portal::{NOW, PortalFolder};

const OM: &str = "pages/om.md";
const ARTICLE: &str = "articles/pust.md";
const ENGLISH: &str = "articles/pust.en.md";
const LEVEL: &str = "levels/1-start/index.md";
const THEME: &str = "../themes/";
const TEMPLATE: &str = "../themes/templates/notice.html";
const STYLE: &str = "../themes/assets/style.css";
const WORDS: &str = "../themes/i18n/nb.ftl";
const LESSON: &str = "levels/1-start/2026-08/01-forste.md";

/// The small portal in two languages, with links between its texts and a file beside a lesson.
fn portal() -> PortalFolder {
    PortalFolder::small()
        .saying("site.yaml", "lang: nb", "lang: nb\nlanguages: [nb, en]")
        .with("site.en.yaml", "tagline: A small portal\n")
        .with("pages/index.en.md", page("title: Small\ndescription: A small portal.", "Welcome."))
        .with(ENGLISH, page("title: Breath\ndescription: On breathing.\npublished: 2026-07-28", "Breathe."))
        .with("pages/peker.md", page("title: Peker\ndescription: Peker.", "[Til](om.md#her)"))
        .with(OM, page("title: Om\ndescription: Om oss.", "## Her\n\nVi er to."))
}

fn page(fields: &str, body: &str) -> String {
    format!("---\n{fields}\n---\n{body}\n")
}

fn read(portal: &PortalFolder) -> (Reading, Rendering) {
    let reading = Reading::of(&portal.content(), now(), None).unwrap();
    let rendering = Rendering::of(&reading.site).unwrap();
    (reading, rendering)
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn files(output: &Output) -> BTreeMap<String, String> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    output.files().map(|(path, file)| (path.to_string(), text(file.bytes().unwrap().into_owned()))).collect()
}

/// Whether the file was read again alone; if it was, everything is as if all had been read.
fn follows(portal: &PortalFolder, (reading, rendering): &mut (Reading, Rendering), path: &str) -> bool {
    if path.starts_with(THEME) {
        if !reading.theme_again() {
            return false;
        }
        let Ok(dressed) = Rendering::of(&reading.site) else { return false };
        *rendering = dressed;
    } else {
        if !reading.again([Path::new(path)]) {
            return false;
        }
        rendering.follow(&reading.site).unwrap();
    }
    let whole = Arc::new(load(&portal.content(), now(), None).unwrap());
    assert_eq!(reading.site.warnings.to_string(), whole.warnings.to_string());
    let whole = render(&whole).unwrap();
    assert_eq!(rendering.output.snapshot, whole.snapshot);
    for (one, other) in files(&rendering.output).into_iter().zip(files(&whole)) {
        assert_eq!(one, other);
    }
    true
}

#[track_caller]
fn assert_follows(path: &str, text: &str, expected: bool) {
    let portal = portal();
    let mut kept = read(&portal);
    let portal = portal.with(path, text);
    assert_eq!(follows(&portal, &mut kept, path), expected, "{path}: {text}");
}

#[test]
fn what_a_text_says_and_how_lists_show_it_takes_one_file() {
    let article = "title: Et annet navn\ndescription: Ny.\npublished: 2026-07-28\ntopics: [ro]\ntoc: true";
    for (path, fields, body) in [
        (
            OM,
            "title: Nytt\ndescription: Nytt.",
            "## Her\n\nVi er tre, og [noen](../articles/pust.md) skriver.",
        ),
        (ENGLISH, "title: Breathing\ndescription: New.\npublished: 2026-07-28", "Breathe out.\n\n- [ ] Now"),
        (LEVEL, "title: Et nytt nivå\nteaser: Ny.", "Nye ord."),
        (
            LESSON,
            "title: Et nytt navn\nsummary: Ny.\ntease: true",
            "Et hemmelig ord.\n\n- [ ] En oppgave\n- [ ] En til",
        ),
    ] {
        assert_follows(path, &page(fields, body), true);
    }
    let portal = PortalFolder::small().with(ARTICLE, page(&article.replace("Et annet", "Et"), "Pust."));
    let mut kept = read(&portal);
    assert!(follows(&portal.with(ARTICLE, page(article, "## Å puste\n\nPust ut.")), &mut kept, ARTICLE));
}

#[test]
fn what_others_depend_on_takes_a_whole_reading() {
    for (path, fields, body) in [
        (OM, "title: Om\ndescription: Om oss.", "## Der\n\nOverskriften som andre viser til, er en annen."),
        (OM, "title: Om\ndescription: Om oss.\ndraft: true", "## Her"),
        (OM, "title: Om\ndescription: Om oss.\naliases: [/gammel/]", "## Her"),
        (OM, "title: Om\ndescription: Om oss.", "## Her\n\n[Borte](borte.md)"),
        (OM, "title: Om\ndescription: Om oss.", "## Her\n\n[Fil](../levels/1-start/2026-08/ark.pdf)"),
        (ENGLISH, "title: Breath\ndescription: On breathing.\npublished: 2026-07-29", "Breathe."),
        (LEVEL, "title: Start\nteaser: Her.\nrelease: all", "Ord."),
        (LESSON, "title: Den første\nrelease: 2026-08-30", "Venter."),
        (LESSON, "ikke et felt", "Ord."),
    ] {
        assert_follows(path, &page(fields, body), false);
    }
    assert_follows("pages/ny.md", &page("title: Ny\ndescription: Ny.", "Ny."), false);
    assert_follows("site.yaml", "title: Nytt\n", false);
}

#[test]
fn a_theme_is_put_on_the_texts_that_are_there() {
    let base = &ThemeFiles::default_theme(Lang::Nb).templates["base.html"];
    for (path, text) in [
        (TEMPLATE, "<p>{{ site.title }}</p>"),
        ("../themes/templates/base.html", &format!("{base}<!-- Under alt. -->")),
        (STYLE, "p { color: black }"),
        (WORDS, "waitlist-submit = Hold av en stol\n"),
        ("../themes/i18n/en.ftl", "waitlist-submit = Keep me a chair\n"),
    ] {
        assert_follows(path, text, true);
    }
    let portal = portal().with(WORDS, "waitlist-submit = Hold av en stol\n");
    let mut kept = read(&portal);
    assert!(follows(&portal.without("../themes"), &mut kept, WORDS));
}

#[test]
fn what_is_to_be_told_of_a_theme_takes_a_whole_reading() {
    for (path, text) in [
        (TEMPLATE, "{% if %}"),
        ("../themes/templates/noticed.html", "Ingen bruker den."),
        ("../themes/i18n/nb.ftl", "waitlist-submit = { $nobody }\n"),
        ("../themes/assets/borte.png", "Ingen bruker den."),
    ] {
        assert_follows(path, text, false);
    }
    let portal = portal().with("../themes/templates/noticed.html", "Ingen bruker den.");
    let mut kept = read(&portal);
    assert!(!follows(&portal.without("../themes"), &mut kept, TEMPLATE), "a warning is gone");
}

#[test]
fn a_file_that_only_the_theme_names_takes_a_whole_reading() {
    let portal = portal().with("pages/prove.txt", "Ingen tekst bruker den.");
    let mut kept = read(&portal);
    let portal = portal.with(TEMPLATE, "<a href=\"/prove.txt\">Prøve</a>");
    assert!(!follows(&portal, &mut kept, TEMPLATE));
}

#[test]
fn a_file_that_an_editor_made_for_a_moment_changes_nothing() {
    let portal = portal();
    let mut kept = read(&portal);
    for path in ["pages/.om.md.swp", "pages/4913", "articles/pust.md~"] {
        assert!(follows(&portal, &mut kept, path), "{path}");
    }
}

#[test]
fn a_text_that_is_gone_takes_a_whole_reading() {
    let portal = portal();
    let mut kept = read(&portal);
    assert!(!follows(&portal.without("pages/peker.md"), &mut kept, "pages/peker.md"));
}

fn bodies() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "Noen ord om ro.",
        "## Her",
        "## Der",
        "[om](/om/)",
        "[der](/om/#der)",
        "[her](#her)",
        "- [ ] En oppgave",
        "![](borte.png)",
        "«Sitat» og \"hermetegn\"",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "<b>HTML</b>",
        "Note[^1].\n\n[^1]: Her.",
    ]);
    prop::collection::vec(parts, 0..4).prop_map(|parts| parts.join("\n\n"))
}

fn edits() -> impl Strategy<Value = (&'static str, String)> {
    prop_oneof![3 => texts(), 1 => themes()]
}

fn themes() -> impl Strategy<Value = (&'static str, String)> {
    prop::sample::select(vec![
        (TEMPLATE, "<p>{{ site.title }}</p>"),
        (TEMPLATE, "{{ title"),
        ("../themes/templates/page.html", "<h1>{{ page.title }}</h1>{{ body | safe }}"),
        (STYLE, "p { color: black }"),
        (STYLE, "p { color: white }"),
        (WORDS, "waitlist-submit = Hold av en stol\n"),
        (WORDS, "no-such-key = Ord\n"),
        ("../themes/i18n/en.ftl", "waitlist-submit = Keep me a chair\n"),
    ])
    .prop_map(|(path, text)| (path, text.to_owned()))
}

fn texts() -> impl Strategy<Value = (&'static str, String)> {
    let shown = prop::sample::select(vec!["Ett", "To", "Tre: fire", "\"Fem\""]);
    let more = prop::sample::select(vec!["", "", "", "\ndraft: true", "\ntoc: true", "\naliases: [/x/]"]);
    let files = prop::sample::select(vec![
        (OM, "title: T\ndescription: T"),
        ("pages/peker.md", "title: T\ndescription: Peker."),
        (ARTICLE, "title: T\ndescription: T\npublished: 2026-07-28"),
        (ENGLISH, "title: T\ndescription: T\npublished: 2026-07-28"),
        (LEVEL, "title: T\nteaser: T"),
        (LESSON, "title: T\nsummary: T"),
        ("levels/1-start/2026-08/01-forste.en.md", "title: T"),
    ]);
    (files, shown, more, bodies()).prop_map(|((path, fields), shown, more, body)| {
        let quoted = format!(": '{}'", shown.replace('\'', ""));
        (path, page(&(fields.replace(": T", &quoted) + more), &body))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_edited_in_whatever_order(edits in prop::collection::vec(edits(), 1..8)) {
        let mut portal = portal();
        let mut kept = None;
        for (path, text) in edits {
            portal = portal.with(path, text);
            let mut before = kept.take();
            let is_followed = before.as_mut().is_some_and(|kept| follows(&portal, kept, path));
            kept = if is_followed {
                before
            } else {
                let reading = Reading::of(&portal.content(), now(), None).ok();
                reading.and_then(|reading| Some((Rendering::of(&reading.site).ok()?, reading)))
                    .map(|(rendering, reading)| (reading, rendering))
            };
        }
    }
}
