//! What is said about files and fields that are missing or in the wrong place, and that it is said once.

use crate::portal::{PortalFolder, assert_mistakes};

#[track_caller]
fn assert_warnings(portal: &PortalFolder, expected: &str) {
    let warnings = portal.warnings();
    assert!(warnings.trim_end() == expected.trim(), "{warnings}");
}

#[test]
fn what_is_in_a_folder_with_a_wrong_name_is_not_told_to_be_missing() {
    let lesson = "---\ntitle: Tre\n---\nTekst.\n";
    let links = "[tre](../levels/1-start/2026-09/01-tre.md) [ark](/medlem/1-start/2026-09/ark.pdf)";
    let portal = PortalFolder::small().with("levels/1-start/2026-9/01-tre.md", lesson).saying(
        "pages/om.md",
        "Vi er to.",
        links,
    );
    assert_mistakes(
        &portal,
        r"
error: `2026-9` is not a month
--> content/levels/1-start/2026-9
 = help: write year and month, as in `2026-08`
",
    );
}

#[test]
fn a_missing_front_page_is_told_once() {
    let portal = PortalFolder::small()
        .without("pages/index.md")
        .saying("pages/om.md", "Vi er to.", "Til [forsiden](index.md), [igjen](/).")
        .saying("site.yaml", "pages/om.md", "pages/index.md");
    assert_mistakes(
        &portal,
        r"
error: there is no `pages/index.md`
--> content/pages/index.md
 = help: it is the front page; begin with `template: landing`
",
    );
}

#[test]
fn markdown_ends_with_md() {
    let portal = PortalFolder::small().with("pages/hei.markdown", "").with("articles/ro.MD", "");
    assert_mistakes(
        &portal,
        r"
error: `articles/ro.MD` is not read as Markdown
--> content/articles/ro.MD
 = help: name it `ro.md`

error: `pages/hei.markdown` is not read as Markdown
--> content/pages/hei.markdown
 = help: name it `hei.md`
",
    );
}

#[test]
fn lessons_stand_in_the_order_of_their_numbers() {
    let lesson = "---\ntitle: Mer\n---\nTekst.\n";
    let portal = PortalFolder::small()
        .with("levels/1-start/2026-08/02-mer.md", lesson)
        .with("levels/1-start/2026-08/ti.md", lesson);
    assert_warnings(
        &portal,
        r"
warning: the lessons `02-andre.md` and `02-mer.md` have the same number
--> content/levels/1-start/2026-08/02-mer.md
 = help: they stand in the order of their names; give each a number of its own

warning: the lesson `ti.md` has no number and comes last in its month
--> content/levels/1-start/2026-08/ti.md
 = help: name it as in `04-ti.md`
",
    );
}

#[test]
fn a_number_counts_and_not_its_letters() {
    let portal = PortalFolder::small()
        .with("levels/1-start/2026-09/10-ti.md", "---\ntitle: Den tiende\n---\n")
        .with("levels/1-start/2026-09/9-ni.md", "---\ntitle: Den niende\n---\n");
    let page = portal.page("private/medlem/1-start/2026-09/index.html");
    assert!(page.find("Den niende") < page.find("Den tiende"), "{page}");
}

#[test]
fn front_matter_is_closed() {
    let portal = PortalFolder::small().with("pages/om.md", "---\ntitle: Om oss\n\nVi er to.\n");
    assert_mistakes(
        &portal,
        r"
error: the front matter is not closed
 --> content/pages/om.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line `---` below its last field
",
    );
}

#[test]
fn fields_that_are_missing_together_are_named_together() {
    let portal = PortalFolder::small().with("site.yaml", "").with("launches.yaml", "# senere\n").saying(
        "pages/index.md",
        "  title: Velkommen\n  lead: Dette er en liten portal.\n",
        "  Velkommen\n",
    );
    assert_mistakes(
        &portal,
        r"
error: fields are missing here
 --> content/launches.yaml:1:1
  |
1 | # senere
  | ^
  |
  = help: write a line `launches: …`

error: fields are missing here
 --> content/pages/index.md:6:3
  |
6 |   Velkommen
  |   ^^^^^^^^^
  |
  = help: write the lines `title: …`, `lead: …`

error: fields are missing here
 --> content/site.yaml:1:1
  |
1 |
  | ^
  |
  = help: write the lines `title: …`, `tagline: …`, `lang: …`, `url: …`, `time_zone: …`, `currency: …`, `mva: …`, `seller: …`, `menu: …`, `footer: …`
",
    );
}

#[test]
fn sections_belong_to_their_template() {
    let portal = PortalFolder::small().saying("pages/bli-medlem.md", "template: sales\n", "");
    assert_mistakes(
        &portal,
        r"
error: `hero`, `includes`, `ready`, `quote`, `faq` belong to `template: sales`
 --> content/pages/bli-medlem.md:4:1
  |
4 | hero:
  | ^^^^
  |
  = help: add a line `template: sales`, or remove them
",
    );
}

#[test]
fn settings_under_another_ending_are_found() {
    let portal = PortalFolder::small().without("site.yaml").with("site.yml", "title: Liten\n");
    assert_mistakes(
        &portal,
        r"
error: there is no `site.yaml`
--> content/site.yaml
 = help: rename `site.yml` to `site.yaml`
",
    );
}

#[test]
fn an_unknown_release_is_refused_with_those_there_are() {
    let index = "levels/1-start/index.md";
    let portal = PortalFolder::small().saying(index, "title: Start", "title: Start\nrelease: weekly");
    assert_mistakes(
        &portal,
        r"
error: unknown release `weekly`
 --> content/levels/1-start/index.md:3:10
  |
3 | release: weekly
  |          ^^^^^^
  |
  = help: write one of `calendar`, `drip`, `both`
",
    );
}
