//! What is said about mistakes in Markdown files.

use crate::photographs::jpeg;
use crate::portal::{PortalFolder, assert_mistakes};

#[test]
fn a_title_is_needed() {
    let portal = PortalFolder::small().with("pages/om.md", "---\ndescription: Hvem vi er.\n---\nVi er to.\n");
    assert_mistakes(
        &portal,
        r"
error: missing field `title`
 --> content/pages/om.md:2:1
  |
2 | description: Hvem vi er.
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add a line `title: …`
",
    );
}

#[test]
fn a_title_is_not_empty() {
    let portal =
        PortalFolder::small().with("pages/om.md", "---\ntitle:\ndescription: \"\"\n---\nVi er to.\n");
    assert_mistakes(
        &portal,
        r#"
error: `title` has no value
 --> content/pages/om.md:2:1
  |
2 | title:
  | ^^^^^
  |
  = help: write one after the colon

error: the text is empty
 --> content/pages/om.md:3:14
  |
3 | description: ""
  |              ^^
  |
  = help: write one after the colon
"#,
    );
}

#[test]
fn a_text_has_front_matter() {
    let portal = PortalFolder::small().with("pages/om.md", "# Om oss\n\nVi er to.\n");
    assert_mistakes(
        &portal,
        r"
error: the file has no front matter
 --> content/pages/om.md:1:1
  |
1 | # Om oss
  | ^^^^^^^^
  |
  = help: begin it with a line `---`, then `title: …`, then a line `---`
",
    );
}

#[test]
fn broken_front_matter_is_shown_where_it_breaks() {
    let portal = PortalFolder::small()
        .with("pages/om.md", "---\ntitle: Om oss: hvem vi er\ndescription: Kort.\n---\n");
    assert_mistakes(
        &portal,
        r"
error: broken YAML: mapping values are not allowed in this context
 --> content/pages/om.md:2:14
  |
2 | title: Om oss: hvem vi er
  |              ^
  |
  = help: put a value with a colon in it between quotes
",
    );
}

#[test]
fn an_unknown_template_is_refused() {
    let portal = PortalFolder::small().saying("pages/index.md", "template: landing", "template: landign");
    assert_mistakes(
        &portal,
        r"
error: unknown template `landign`
 --> content/pages/index.md:4:11
  |
4 | template: landign
  |           ^^^^^^^
  |
  = help: did you mean `landing`?
",
    );
}

#[test]
fn each_mistake_in_the_sections_is_told() {
    let portal = PortalFolder::small()
        .saying("pages/index.md", "  who: Oda", "  hwo: Oda")
        .saying("pages/index.md", "    answer: Se på salgssiden.", "    svar: Se på salgssiden.")
        .saying("pages/bli-medlem.md", "state: later", "state: latr")
        .saying("pages/bli-medlem.md", "includes:\n  - Nivå 1", "includes: Nivå 1");
    assert_mistakes(
        &portal,
        r"
error: a list is missing here
 --> content/pages/bli-medlem.md:8:11
  |
8 | includes: Nivå 1
  |           ^^^^^^
  |
  = help: begin each of its lines with `- `

error: unknown state `latr`
  --> content/pages/bli-medlem.md:15:14
   |
15 |     - state: latr
   |              ^^^^
   |
   = help: did you mean `later`?

error: unknown field `hwo`
  --> content/pages/index.md:19:3
   |
19 |   hwo: Oda
   |   ^^^
   |
   = help: did you mean `who`?

error: missing field `answer`
  --> content/pages/index.md:25:5
   |
25 |   - question: Hva koster det?
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: add a line `answer: …`

error: unknown field `svar`
  --> content/pages/index.md:26:5
   |
26 |     svar: Se på salgssiden.
   |     ^^^^
   |
   = help: the fields here are `question`, `answer`
",
    );
}

#[test]
fn a_portal_has_one_sales_page() {
    let portal = PortalFolder::small().with("pages/kjop.md", include_str!("small/bli-medlem.md"));
    assert_mistakes(
        &portal,
        r"
error: `pages/bli-medlem.md` and `pages/kjop.md` are both sales pages
 --> content/pages/kjop.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: a portal has one; give the other `template: page`
",
    );
}

#[test]
fn a_dead_link_is_shown_with_the_living_one() {
    let portal = PortalFolder::small().saying("pages/index.md", "(om.md)", "(omm.md)");
    assert_mistakes(
        &portal,
        r"
error: the link leads nowhere: there is no `pages/omm.md`
  --> content/pages/index.md:31:14
   |
31 | Les [om oss](omm.md).
   |              ^^^^^^
   |
   = help: did you mean `om.md`?
",
    );
}

#[test]
fn a_link_knows_its_folder() {
    let portal = PortalFolder::small().saying("pages/index.md", "(om.md)", "(pust.md)");
    assert_mistakes(
        &portal,
        r"
error: the link leads nowhere: there is no `pages/pust.md`
  --> content/pages/index.md:31:14
   |
31 | Les [om oss](pust.md).
   |              ^^^^^^^
   |
   = help: did you mean `../articles/pust.md`?
",
    );
}

#[test]
fn a_link_to_an_address_is_checked_too() {
    let portal = PortalFolder::small().saying("pages/index.md", "(om.md)", "(/omm/)");
    assert_mistakes(
        &portal,
        r"
error: the link leads nowhere: the portal has no address `/omm/`
  --> content/pages/index.md:31:14
   |
31 | Les [om oss](/omm/).
   |              ^^^^^
   |
   = help: did you mean `/om/`?
",
    );
}

#[test]
fn a_link_to_a_draft_is_dead() {
    let portal = PortalFolder::small()
        .saying("pages/index.md", "(om.md)", "(senere.md)")
        .with("pages/senere.md", "---\ntitle: A\ndescription: B\ndraft: true\n---\n");
    assert_mistakes(
        &portal,
        r"
error: `senere.md` is a draft and is not built
  --> content/pages/index.md:31:14
   |
31 | Les [om oss](senere.md).
   |              ^^^^^^^^^
   |
   = help: remove `draft: true` there, or the link here
",
    );
}

#[test]
fn a_link_cannot_run_code() {
    let portal = PortalFolder::small().saying("pages/index.md", "(om.md)", "(javascript:alert)");
    assert_mistakes(
        &portal,
        r"
error: links of the kind `javascript:` are not allowed
  --> content/pages/index.md:31:14
   |
31 | Les [om oss](javascript:alert).
   |              ^^^^^^^^^^^^^^^^
   |
   = help: write https, mailto or a path
",
    );
}

#[test]
fn raw_html_is_refused_and_text_with_signs_is_not() {
    let portal = PortalFolder::small().saying(
        "pages/om.md",
        "Vi er to.",
        "Vi er <b>to</b>, 1 < 2.\n\n<script>\nalert(1)\n</script>",
    );
    assert_mistakes(
        &portal,
        r"
error: raw HTML cannot stand in Markdown
 --> content/pages/om.md:5:7
  |
5 | Vi er <b>to</b>, 1 < 2.
  |       ^^^
  |
  = help: write it as Markdown, or between back-ticks if you mean the sign `<`; a line `raw_html: true` in `site.yaml` allows it

error: raw HTML cannot stand in Markdown
 --> content/pages/om.md:5:12
  |
5 | Vi er <b>to</b>, 1 < 2.
  |            ^^^^
  |
  = help: write it as Markdown, or between back-ticks if you mean the sign `<`; a line `raw_html: true` in `site.yaml` allows it

error: raw HTML cannot stand in Markdown
 --> content/pages/om.md:7:1
  |
7 | <script>
  | ^^^^^^^^
  |
  = help: write it as Markdown, or between back-ticks if you mean the sign `<`; a line `raw_html: true` in `site.yaml` allows it
",
    );
}

#[test]
fn a_heading_of_the_first_level_is_the_title() {
    let portal = PortalFolder::small().saying("pages/om.md", "Vi er to.", "# Om oss");
    assert_mistakes(
        &portal,
        r"
error: a heading of the first level stands in the text
 --> content/pages/om.md:5:1
  |
5 | # Om oss
  | ^^^^^^^^
  |
  = help: the page's `title` is that heading; begin with `##`
",
    );
}

#[test]
fn images_are_files_of_the_portal() {
    let portal = PortalFolder::small()
        .saying("pages/om.md", "Vi er to.", "![Ingrid](ingird.jpg) ![Ute](https://elsewhere.example/x.png)")
        .with("pages/ingrid.jpg", jpeg(6, 4));
    assert_mistakes(
        &portal,
        r"
error: the link leads nowhere: there is no `pages/ingird.jpg`
 --> content/pages/om.md:5:11
  |
5 | ![Ingrid](ingird.jpg) ![Ute](https://elsewhere.example/x.png)
  |           ^^^^^^^^^^
  |
  = help: did you mean `ingrid.jpg`?

error: an image from elsewhere would tell strangers who reads this
 --> content/pages/om.md:5:30
  |
5 | ![Ingrid](ingird.jpg) ![Ute](https://elsewhere.example/x.png)
  |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the image beside this file
",
    );
}

#[test]
fn a_public_page_shows_no_gated_image() {
    let portal = PortalFolder::small().saying(
        "pages/om.md",
        "Vi er to.",
        "![Arket](../levels/1-start/2026-08/ark.txt)",
    );
    assert_mistakes(
        &portal,
        r"
error: `../levels/1-start/2026-08/ark.txt` lies behind the gate
 --> content/pages/om.md:5:10
  |
5 | ![Arket](../levels/1-start/2026-08/ark.txt)
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy beside this file
",
    );
}

#[test]
fn a_download_lies_beside_its_lesson() {
    let portal =
        PortalFolder::small().saying("levels/1-start/2026-08/02-andre.md", "file: ark.txt", "file: arkk.txt");
    assert_mistakes(
        &portal,
        r"
error: there is no file `arkk.txt` beside the lesson
 --> content/levels/1-start/2026-08/02-andre.md:5:11
  |
5 |     file: arkk.txt
  |           ^^^^^^^^
  |
  = help: did you mean `ark.txt`?
",
    );
}

#[test]
fn two_lessons_of_a_month_have_two_names() {
    let portal = PortalFolder::small().with("levels/1-start/2026-08/03-andre.md", "---\ntitle: Igjen\n---\n");
    assert_mistakes(
        &portal,
        r"
error: `levels/1-start/2026-08/02-andre.md` and `levels/1-start/2026-08/03-andre.md` would have the same address
 --> content/levels/1-start/2026-08/03-andre.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: the number before the name orders lessons and is no part of the address; rename one
",
    );
}

#[test]
fn a_teased_lesson_has_something_to_tease_with() {
    let portal = PortalFolder::small().saying(
        "levels/1-start/2026-08/01-forste.md",
        "summary: Kort om den første.\n",
        "",
    );
    assert_mistakes(
        &portal,
        r"
error: a teased lesson has no `summary`
 --> content/levels/1-start/2026-08/01-forste.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line `summary: …`; it is shown to those who cannot open the lesson
",
    );
}

#[test]
fn an_article_has_a_day() {
    let portal =
        PortalFolder::small().saying("articles/pust.md", "published: 2026-07-28", "published: i går");
    assert_mistakes(
        &portal,
        r"
error: `i går` is not a day
 --> content/articles/pust.md:4:12
  |
4 | published: i går
  |            ^^^^^
  |
  = help: write year, month and day, as in `2026-08-17`
",
    );
}

#[test]
fn mistakes_in_many_files_are_told_together_and_in_order() {
    let portal = PortalFolder::small()
        .saying("pages/index.md", "(om.md)", "(borte.md)")
        .saying("launches.yaml", "price: 199", "price: 0")
        .saying("articles/pust.md", "title: Pust", "titel: Pust")
        .without("levels/2-videre/index.md")
        .with("levels/2-videre/bilde.jpg", "");
    assert_mistakes(
        &portal,
        r"
error: there is no `levels/2-videre/index.md`
--> content/levels/2-videre/index.md
 = help: write one with `title` and `teaser`; it is the level's public page

error: unknown field `titel`
 --> content/articles/pust.md:2:1
  |
2 | titel: Pust
  | ^^^^^
  |
  = help: did you mean `title`?

error: a price is from 0.01 to 999999.99, not `0`
  --> content/launches.yaml:16:16
   |
16 |         price: 0
   |                ^
   |
   = help: what costs nothing needs no offer

error: the link leads nowhere: there is no `pages/borte.md`
  --> content/pages/index.md:31:14
   |
31 | Les [om oss](borte.md).
   |              ^^^^^^^^
   |
   = help: write the path of a file from here, as in `../articles/pust.md`
",
    );
}

#[test]
fn own_words_mention_what_is_given_to_them() {
    let portal = PortalFolder::small().saying(
        "site.yaml",
        "mva: none",
        "mva: none\nwording:\n  not-found-title: Hva er { $dette }?\n  level-number: Trinn { $nummber }",
    );
    assert_mistakes(
        &portal,
        r"
error: the words of `not-found-title` mention `$dette`, which is not given to them
 --> content/site.yaml:9:29
  |
9 |   not-found-title: Hva er { $dette }?
  |                             ^^^^^^
  |
  = help: they may mention `{ $seller }`, `{ $title }`

error: the words of `level-number` mention `$nummber`, which is not given to them
  --> content/site.yaml:10:25
   |
10 |   level-number: Trinn { $nummber }
   |                         ^^^^^^^^
   |
   = help: did you mean `{ $number }`?
",
    );
}

#[test]
fn own_words_that_cannot_be_read_are_shown_where_they_stand() {
    let portal = PortalFolder::small().saying(
        "site.yaml",
        "mva: none",
        "mva: none\nwording:\n  level-number: \"Trinn { $number\"",
    );
    assert_mistakes(
        &portal,
        r#"
error: the words of `level-number` cannot be read: expected a token starting with "}"
 --> content/site.yaml:9:17
  |
9 |   level-number: "Trinn { $number"
  |                 ^^^^^^^^^^^^^^^^^
  |
  = help: close each `{` with a `}`, as in `{ $number }`
"#,
    );
}
