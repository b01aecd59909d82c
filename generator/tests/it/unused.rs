//! Files that are published and that nothing uses are warned of.

use crate::portal::{PortalFolder, assert_mistakes};

#[track_caller]
fn assert_warnings(portal: &PortalFolder, expected: &str) {
    let warnings = portal.warnings();
    assert!(warnings.trim_end() == expected.trim(), "{warnings}");
}

fn page(text: &str) -> String {
    format!("---\ntitle: Om oss\ndescription: Hvem vi er.\n---\n{text}\n")
}

#[test]
fn a_file_that_nothing_names_is_warned_of_on_either_side_of_the_gate() {
    let portal = PortalFolder::small()
        .with("pages/ark.txt", "Et ark.")
        .with("articles/ark.txt", "Et ark.")
        .with("levels/1-start/ark.txt", "Et ark.")
        .with("levels/1-start/2026-08/glemt.txt", "Et ark.");
    assert_warnings(
        &portal,
        r"
warning: nothing uses `articles/ark.txt`
--> content/articles/ark.txt
 = help: link to it, show it, or remove it: it is published all the same

warning: nothing uses `levels/1-start/2026-08/glemt.txt`
--> content/levels/1-start/2026-08/glemt.txt
 = help: link to it, show it, or remove it: it is published all the same

warning: nothing uses `levels/1-start/ark.txt`
--> content/levels/1-start/ark.txt
 = help: link to it, show it, or remove it: it is published all the same

warning: nothing uses `pages/ark.txt`
--> content/pages/ark.txt
 = help: link to it, show it, or remove it: it is published all the same
",
    );
}

#[test]
fn links_addresses_pictures_and_downloads_use_a_file() {
    let portal = PortalFolder::small()
        .with("pages/om.md", page("[a](a.txt) [b](/b.txt) ![c](c.svg) [d]\n\n[d]: ../articles/d.txt \"D\""))
        .with("pages/a.txt", "a")
        .with("pages/b.txt", "b")
        .with("pages/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("articles/d.txt", "d");
    assert_warnings(&portal, "");
}

#[test]
fn a_translation_uses_a_file_for_all() {
    let portal = PortalFolder::small()
        .saying("site.yaml", "tagline:", "languages: [nb, en]\ntagline:")
        .with("pages/index.en.md", include_str!("small/index.md"))
        .with("pages/om.en.md", page("[a](a.txt)"))
        .with("pages/a.txt", "a");
    assert!(!portal.warnings().contains("nothing uses"), "{}", portal.warnings());
}

#[test]
fn html_data_and_templates_use_a_file_by_its_name() {
    let portal = PortalFolder::small()
        .saying("site.yaml", "tagline:", "raw_html: true\ntagline:")
        .with("pages/om.md", page("<img src=\"/a.txt\" alt=\"a\">"))
        .with("pages/a.txt", "a")
        .with("data/ark.yaml", "- b.txt\n")
        .with("pages/b.txt", "b")
        .with("../themes/templates/home.html", "<a href=\"/c.txt\">c</a>\n")
        .with("pages/c.txt", "c");
    assert!(!portal.warnings().contains("nothing uses"), "{}", portal.warnings());
}

#[test]
fn files_that_browsers_and_search_engines_ask_for_need_no_link() {
    let portal = PortalFolder::small()
        .with("pages/favicon.ico", "")
        .with("pages/apple-touch-icon-180x180.bin", "")
        .with("pages/google0123.txt", "");
    assert_warnings(&portal, "");
}

#[test]
fn a_file_that_only_a_draft_uses_is_published_before_its_time() {
    let draft = "---\ntitle: Utkast\ndescription: Kommer.\ndraft: true\n---\n[a](a.txt)\n";
    let portal = PortalFolder::small().with("pages/utkast.md", draft).with("pages/a.txt", "a");
    assert_warnings(
        &portal,
        r"
warning: only drafts use `pages/a.txt`, and it is published
--> content/pages/a.txt
 = help: keep it elsewhere until `pages/utkast.md` is no draft any more
",
    );
    assert_warnings(&portal.with("pages/om.md", page("[a](a.txt)")), "");
}

#[test]
fn what_a_dead_link_may_have_meant_is_told_with_it() {
    let portal =
        PortalFolder::small().with("pages/om.md", page("[a](salenn.txt)")).with("pages/salen.txt", "a");
    assert_mistakes(
        &portal,
        r"
warning: nothing uses `pages/salen.txt`
--> content/pages/salen.txt
 = help: did `pages/om.md` mean it by `salenn.txt`, which is not there?

error: the link leads nowhere: there is no `pages/salenn.txt`
 --> content/pages/om.md:5:5
  |
5 | [a](salenn.txt)
  |     ^^^^^^^^^^
  |
  = help: did you mean `salen.txt`?
",
    );
}

#[test]
fn very_many_files_that_nothing_uses_are_warned_of_in_part() {
    let portal = (0..300)
        .fold(PortalFolder::small(), |portal, number| portal.with(&format!("pages/{number}.txt"), "a"));
    assert_eq!(portal.warnings().matches("nothing uses").count(), 200);
}

#[test]
fn where_a_text_could_not_be_read_nothing_is_said_of_what_it_uses() {
    let portal = PortalFolder::small().with("pages/om.md", "[a](a.txt)\n").with("pages/a.txt", "a");
    assert!(!portal.mistakes().contains("nothing uses"), "{}", portal.mistakes());
}
