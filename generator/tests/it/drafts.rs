//! `draft: true`: not built, and shown to who looks at drafts, marked as such.

use std::sync::Arc;

use generator::load::{Sources, load};
use generator::output::Output;
use generator::render;

use crate::portal::{NOW, PortalFolder};

fn with_drafts() -> PortalFolder {
    let lesson = "---\ntitle: Stille\ndraft: true\n---\nHemmelig tekst tre. Se [neste](02-andre.md).\n";
    PortalFolder::small()
        .with("pages/plan.md", "---\ntitle: Planen\ndescription: Kommer.\ndraft: true\n---\nMer om [ro](../articles/ro.md).\n")
        .with("articles/ro.md", "---\ntitle: Ro\ndescription: Om ro.\npublished: 2026-08-01\ntopics: [stillhet]\ndraft: true\n---\nRo.\n")
        .with("levels/1-start/2026-08/03-stille.md", lesson)
}

fn shown(portal: &PortalFolder) -> Output {
    let sources = Sources { drafts: true, ..Sources::from(&portal.content()) };
    render::render(&Arc::new(load(sources, NOW.parse().unwrap(), None).unwrap())).unwrap()
}

fn page(output: &Output, path: &str) -> String {
    let page = output.file(path).unwrap().unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(page.into_owned()).unwrap()
}

#[test]
fn drafts_are_shown_where_they_will_stand_and_marked_in_their_titles() {
    let output = shown(&with_drafts());
    let plan = page(&output, "public/plan/index.html");
    assert!(plan.contains("<h1>Utkast: Planen</h1>") && plan.contains("href=\"/artikler/ro/\""), "{plan}");
    assert!(page(&output, "public/artikler/ro/index.html").contains("<h1>Utkast: Ro</h1>"));
    assert!(page(&output, "public/artikler/index.html").contains("Utkast: Ro"));
    assert!(page(&output, "public/artikler/tema/stillhet/index.html").contains("Utkast: Ro"));
    let lesson = page(&output, "private/medlem/1-start/2026-08/stille/index.html");
    assert!(lesson.contains("Utkast: Stille") && lesson.contains("Hemmelig tekst tre."), "{lesson}");
    assert!(page(&output, "public/om/index.html").contains("<h1>Om oss</h1>"));
}

#[test]
fn a_draft_of_a_translation_is_marked_in_its_language() {
    let portal = with_drafts()
        .saying("site.yaml", "tagline:", "languages: [nb, en]\ntagline:")
        .with("pages/index.en.md", include_str!("small/index.md"))
        .with("pages/plan.en.md", "---\ntitle: The plan\ndescription: To come.\ndraft: true\n---\nMore.\n");
    assert!(page(&shown(&portal), "public/en/plan/index.html").contains("<h1>Draft: The plan</h1>"));
}

#[test]
fn a_build_has_no_draft() {
    let portal = with_drafts();
    portal.build().unwrap();
    for (path, bytes) in portal.built() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains("plan") && !path.contains("stille"), "{path}");
        assert!(!text.contains("Planen") && !text.contains("Stille") && !text.contains("Utkast"), "{path}");
    }
}
