//! Old addresses of pages, and where they lead.

use std::collections::BTreeSet;

use crate::portal::{PortalFolder, assert_mistakes};

const LESSON: &str = "levels/1-start/2026-08/01-forste.md";

fn with_aliases(portal: PortalFolder, path: &str, aliases: &str) -> PortalFolder {
    let text = std::fs::read_to_string(portal.content().join(path)).unwrap();
    portal.with(path, text.replacen("---\n", &format!("---\naliases: {aliases}\n"), 1))
}

#[test]
fn an_old_address_leads_on_to_the_page() {
    let portal = with_aliases(PortalFolder::small(), "pages/om.md", "[/hvem-er-vi/, /2019/om-oss.html]");
    for path in ["public/hvem-er-vi/index.html", "public/2019/om-oss.html"] {
        let page = portal.page(path);
        assert!(page.contains(r#"<meta http-equiv="refresh" content="0; url=/om/">"#), "{page}");
        assert!(page.contains("/om/\">\n"), "{page}");
        assert!(page.contains(r#"<a class="onwards" href="/om/">"#), "{page}");
    }
    assert!(!portal.page("public/sitemap.xml").contains("hvem-er-vi"));
}

#[test]
fn articles_and_levels_have_old_addresses_too() {
    let portal = with_aliases(PortalFolder::small(), "articles/pust.md", "[/artikler/pust-rolig/]");
    let portal = with_aliases(portal, "levels/1-start/index.md", "[/nivaer/1-begynn/]");
    assert!(portal.page("public/artikler/pust-rolig/index.html").contains("url=/artikler/pust/"));
    assert!(portal.page("public/nivaer/1-begynn/index.html").contains("url=/nivaer/1-start/"));
}

#[test]
fn a_lessons_old_address_stays_behind_the_gate() {
    let portal = with_aliases(PortalFolder::small(), LESSON, "[/medlem/1-gammelt/2026-07/en/]");
    let page = portal.page("private/medlem/1-gammelt/2026-07/en/index.html");
    assert!(page.contains("url=/medlem/1-start/2026-08/forste/") && page.contains("noindex"), "{page}");
    let output = portal.output();
    let paths: BTreeSet<&str> = output.files().map(|(path, _)| path.as_str()).collect();
    assert!(!paths.iter().any(|path| path.starts_with("public/medlem")), "{paths:?}");
    assert_eq!(portal.leaks(), "");
}

#[test]
fn a_lessons_old_address_cannot_be_public() {
    let portal = with_aliases(PortalFolder::small(), LESSON, "[/den-forste/]");
    assert_mistakes(
        &portal,
        "
error: `/den-forste/` lies before the gate and would tell of the lesson
 --> content/levels/1-start/2026-08/01-forste.md:2:11
  |
2 | aliases: [/den-forste/]
  |           ^^^^^^^^^^^^
  |
  = help: write it as in `/medlem/1-start/2026-08/gammelt-navn/`
",
    );
}

#[test]
fn an_alias_that_is_a_pages_address_is_refused_with_the_page() {
    let portal = with_aliases(PortalFolder::small(), "pages/om.md", "[/artikler/pust/]");
    assert_mistakes(
        &portal,
        "
error: the alias `/artikler/pust/` is the address of `articles/pust.md`
 --> content/pages/om.md:2:11
  |
2 | aliases: [/artikler/pust/]
  |           ^^^^^^^^^^^^^^^
  |
  = help: remove it, or rename that page
",
    );
}

#[test]
fn an_alias_that_stands_twice_is_refused_with_both_places() {
    let portal = with_aliases(PortalFolder::small(), "pages/om.md", "[/gammel/]");
    let portal = with_aliases(portal, "articles/pust.md", "[/gammel/]");
    assert_mistakes(
        &portal,
        "
error: the alias `/gammel/` stands twice
 --> content/articles/pust.md:2:11
  |
2 | aliases: [/gammel/]
  |           ^^^^^^^^
  |
  = note: the other stands in content/pages/om.md:2
  = help: remove one of the two
",
    );
}

#[test]
fn an_alias_in_terskels_own_house_is_refused() {
    let portal =
        with_aliases(PortalFolder::small(), "pages/om.md", "[/api/om/, /medlem/1-start/2026-08/om/]");
    assert_mistakes(
        &portal,
        "
error: `/api/om/` is an address that Terskel uses itself
 --> content/pages/om.md:2:11
  |
2 | aliases: [/api/om/, /medlem/1-start/2026-08/om/]
  |           ^^^^^^^^
  |
  = help: remove it

error: `/medlem/1-start/2026-08/om/` lies behind the gate, where only members would be led on
 --> content/pages/om.md:2:21
  |
2 | aliases: [/api/om/, /medlem/1-start/2026-08/om/]
  |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove it
",
    );
}

#[test]
fn a_draft_leads_nowhere() {
    let portal = with_aliases(PortalFolder::small(), "articles/pust.md", "[/gammel/]");
    let portal = portal.saying("articles/pust.md", "title:", "draft: true\ntitle:");
    assert!(portal.output().file("public/gammel/index.html").unwrap().is_none());
}
