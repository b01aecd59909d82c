//! What is said about mistakes in `site.yaml`, `launches.yaml` and the names of files.

use crate::photographs::jpeg;
use crate::portal::{PortalFolder, assert_mistakes};

#[test]
fn broken_yaml_is_shown_where_it_breaks() {
    let portal =
        PortalFolder::small().saying("site.yaml", "tagline: En liten portal", "tagline: \"En liten portal");
    assert_mistakes(
        &portal,
        r#"
error: broken YAML: invalid indentation in quoted scalar
 --> content/site.yaml:2:10
  |
2 | tagline: "En liten portal
  |          ^
  |
  = help: look for a missing quote, colon or indent here or just above
"#,
    );
}

#[test]
fn a_tab_in_yaml_is_shown_where_it_stands() {
    let portal =
        PortalFolder::small().saying("launches.yaml", "    name: Andre runde", "\tname: Andre runde");
    assert_mistakes(
        &portal,
        r"
error: broken YAML: while scanning a plain scalar, found a tab
  --> content/launches.yaml:26:1
   |
26 |     name: Andre runde
   | ^^^^
   |
   = help: indent with spaces, not with tabs
",
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let portal = PortalFolder::small().saying("site.yaml", "lang: nb", "lang: nb\nlang: nn");
    assert_mistakes(
        &portal,
        r"
error: broken YAML: `lang` stands twice
 --> content/site.yaml:4:1
  |
4 | lang: nn
  | ^
  |
  = help: remove one of the two
",
    );
}

#[test]
fn norwegian_is_not_false() {
    let portal = PortalFolder::small().saying("site.yaml", "lang: nb", "lang: no");
    assert_mistakes(
        &portal,
        r"
error: `no` means *false* in YAML
 --> content/site.yaml:3:7
  |
3 | lang: no
  |       ^^
  |
  = help: write `nb` for bokmål or `nn` for nynorsk
",
    );
}

#[test]
fn a_misspelt_field_is_named_with_the_one_that_was_meant() {
    let portal = PortalFolder::small().saying("site.yaml", "tagline:", "taglien:");
    assert_mistakes(
        &portal,
        r"
error: unknown field `taglien`
 --> content/site.yaml:2:1
  |
2 | taglien: En liten portal
  | ^^^^^^^
  |
  = help: did you mean `tagline`?
",
    );
}

#[test]
fn an_unknown_and_a_missing_field_are_both_told() {
    let portal = PortalFolder::small().saying("site.yaml", "currency: NOK", "colour: red");
    assert_mistakes(
        &portal,
        r"
error: missing field `currency`
 --> content/site.yaml:1:1
  |
1 | title: Liten
  | ^^^^^^^^^^^^
  |
  = help: add a line `currency: …`

error: unknown field `colour`
 --> content/site.yaml:6:1
  |
6 | colour: red
  | ^^^^^^
  |
  = help: the fields here are `title`, `tagline`, `lang`, `members`, `languages`, `url`, `time_zone`, `currency`, `mva`, `grace_days`, `sample`, `search`, `seller`, `menu`, `footer`, `look`, `highlight`, `raw_html`, `wording`
",
    );
}

#[test]
fn everything_wrong_in_site_yaml_is_told_at_once() {
    let portal = PortalFolder::small()
        .saying("site.yaml", "https://liten.example", "https://liten.example/")
        .saying("site.yaml", "Europe/Oslo", "Europe/Olso")
        .saying("site.yaml", "mva: none", "mva: 25 %")
        .saying("site.yaml", "hei@liten.example", "hei@liten")
        .saying("site.yaml", "currency: NOK", "currency: kr");
    assert_mistakes(
        &portal,
        r"
error: the address ends with a slash
 --> content/site.yaml:4:6
  |
4 | url: https://liten.example/
  |      ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `https://liten.example`

error: there is no time zone `Europe/Olso`
 --> content/site.yaml:5:12
  |
5 | time_zone: Europe/Olso
  |            ^^^^^^^^^^^
  |
  = help: write one as `Europe/Oslo`

error: unknown currency `kr`
 --> content/site.yaml:6:11
  |
6 | currency: kr
  |           ^^
  |
  = help: write one of `NOK`, `SEK`, `DKK`, `EUR`

error: `25 %` is no tax setting
 --> content/site.yaml:7:6
  |
7 | mva: 25 %
  |      ^^^^
  |
  = help: write `none`, `exempt` or a rate as in `25`

error: the domain after the @ is not complete
  --> content/site.yaml:12:10
   |
12 |   email: hei@liten
   |          ^^^^^^^^^
   |
   = help: write one as in `hei@portal.example`
",
    );
}

#[test]
fn an_address_without_https_is_refused() {
    let portal = PortalFolder::small().saying("site.yaml", "https://liten.example", "liten.example");
    assert_mistakes(
        &portal,
        r"
error: `liten.example` is not an https address
 --> content/site.yaml:4:6
  |
4 | url: liten.example
  |      ^^^^^^^^^^^^^
  |
  = help: write one as in `https://portal.example`
",
    );
}

#[test]
fn a_menu_entry_leads_to_a_page_that_exists() {
    let portal = PortalFolder::small().saying("site.yaml", "pages/om.md", "pages/omm.md");
    assert_mistakes(
        &portal,
        r"
error: there is no page `pages/omm.md`
  --> content/site.yaml:20:11
   |
20 |     page: pages/omm.md
   |           ^^^^^^^^^^^^
   |
   = help: did you mean `pages/om.md`?
",
    );
}

#[test]
fn an_unknown_wording_key_is_refused() {
    let portal =
        PortalFolder::small().saying("site.yaml", "mva: none", "mva: none\nwording:\n  not-fond-title: Tomt");
    assert_mistakes(
        &portal,
        r"
error: unknown wording key `not-fond-title`
 --> content/site.yaml:9:3
  |
9 |   not-fond-title: Tomt
  |   ^^^^^^^^^^^^^^
  |
  = help: did you mean `not-found-title`?
",
    );
}

#[test]
fn a_sample_block_says_as_of_which_day() {
    let portal =
        PortalFolder::small().saying("site.yaml", "mva: none", "mva: none\nsample:\n  as_of: 10.08.2026");
    assert_mistakes(
        &portal,
        r"
error: `10.08.2026` is not a day
 --> content/site.yaml:9:10
  |
9 |   as_of: 10.08.2026
  |          ^^^^^^^^^^
  |
  = help: write year, month and day, as in `2026-08-17`
",
    );
}

#[test]
fn a_portal_without_site_yaml_is_told_so() {
    let portal = PortalFolder::small().without("site.yaml");
    assert_mistakes(
        &portal,
        r"
error: there is no `site.yaml`
--> content/site.yaml
 = help: it names the portal, its language, its seller and its menu
",
    );
}

#[test]
fn a_price_is_a_number() {
    let portal = PortalFolder::small().saying("launches.yaml", "price: 249", "price: 249,-");
    assert_mistakes(
        &portal,
        r"
error: `249,-` is not a price
  --> content/launches.yaml:22:16
   |
22 |         price: 249,-
   |                ^^^^^
   |
   = help: write the number alone, as in `249` or `249.50`
",
    );
}

#[test]
fn a_launch_closes_after_it_opens() {
    let portal =
        PortalFolder::small().saying("launches.yaml", "closes: 2026-08-31T21:00", "closes: 2026-08-07T21:00");
    assert_mistakes(
        &portal,
        r"
error: the launch closes before it opens
 --> content/launches.yaml:9:13
  |
8 |     opens: 2026-08-17T09:00
  |            ---------------- it opens here
9 |     closes: 2026-08-07T21:00
  |             ^^^^^^^^^^^^^^^^
  |
  = help: write a later time after `closes:`
",
    );
}

#[test]
fn a_launch_that_closes_as_it_opens_is_refused() {
    let portal =
        PortalFolder::small().saying("launches.yaml", "closes: 2026-08-31T21:00", "closes: 2026-08-17T09:00");
    assert_mistakes(
        &portal,
        r"
error: the launch closes as it opens
 --> content/launches.yaml:9:13
  |
8 |     opens: 2026-08-17T09:00
  |            ---------------- it opens here
9 |     closes: 2026-08-17T09:00
  |             ^^^^^^^^^^^^^^^^
  |
  = help: write a later time after `closes:`
",
    );
}

#[test]
fn a_local_time_that_the_clocks_skip_is_refused() {
    let portal =
        PortalFolder::small().saying("launches.yaml", "opens: 2026-08-17T09:00", "opens: 2026-03-29T02:30");
    assert_mistakes(
        &portal,
        r"
error: `2026-03-29T02:30` does not happen in `Europe/Oslo`
 --> content/launches.yaml:8:12
  |
8 |     opens: 2026-03-29T02:30
  |            ^^^^^^^^^^^^^^^^
  |
  = help: the clocks go forward then: write a time at least an hour away
",
    );
}

#[test]
fn a_local_time_that_happens_twice_is_refused() {
    let portal =
        PortalFolder::small().saying("launches.yaml", "closes: 2026-08-31T21:00", "closes: 2026-10-25T02:30");
    assert_mistakes(
        &portal,
        r"
error: `2026-10-25T02:30` happens twice in `Europe/Oslo`
 --> content/launches.yaml:9:13
  |
9 |     closes: 2026-10-25T02:30
  |             ^^^^^^^^^^^^^^^^
  |
  = help: the clocks go back then: write a time at least an hour away
",
    );
}

#[test]
fn a_date_without_a_time_is_refused() {
    let portal = PortalFolder::small().saying("launches.yaml", "opens: 2026-08-17T09:00", "opens: 17.8.2026");
    assert_mistakes(
        &portal,
        r"
error: `17.8.2026` is not a local time
 --> content/launches.yaml:8:12
  |
8 |     opens: 17.8.2026
  |            ^^^^^^^^^
  |
  = help: write date and time as in `2026-08-17T09:00`
",
    );
}

#[test]
fn two_launches_do_not_sell_the_same_level_to_the_same_people_at_once() {
    let portal =
        PortalFolder::small().saying("launches.yaml", "opens: 2026-11-16T09:00", "opens: 2026-08-24T09:00");
    assert_mistakes(
        &portal,
        r"
error: the launches `august` and `november` sell the same level to `everyone` at the same time
  --> content/launches.yaml:27:12
   |
 9 |     closes: 2026-08-31T21:00
   |             ---------------- `august` closes here
...
27 |     opens: 2026-08-24T09:00
   |            ^^^^^^^^^^^^^^^^
   |
   = help: let one close before the other opens, or give them other levels or audiences
",
    );
}

#[test]
fn an_unknown_audience_is_named_with_the_one_that_was_meant() {
    let portal = PortalFolder::small().saying("launches.yaml", "audience: students", "audience: student");
    assert_mistakes(
        &portal,
        r"
error: unknown audience `student`
  --> content/launches.yaml:15:19
   |
15 |         audience: student
   |                   ^^^^^^^
   |
   = help: did you mean `students`?
",
    );
}

#[test]
fn a_launch_sells_levels_that_exist() {
    let portal = PortalFolder::small().saying("launches.yaml", "levels: [1, 2]", "levels: [1, 7]");
    assert_mistakes(
        &portal,
        r"
error: there is no level `7`
  --> content/launches.yaml:29:17
   |
29 |     levels: [1, 7]
   |                 ^
   |
   = help: the levels are `1`, `2`
",
    );
}

#[test]
fn two_launches_have_two_ids() {
    let portal = PortalFolder::small().saying("launches.yaml", "id: november", "id: august");
    assert_mistakes(
        &portal,
        r"
error: two launches have the id `august`
  --> content/launches.yaml:25:9
   |
 6 |   - id: august
   |         ------ the first one
...
25 |   - id: august
   |         ^^^^^^
   |
   = help: give one of them another id
",
    );
}

#[test]
fn two_offers_have_two_ids() {
    let portal = PortalFolder::small().saying("launches.yaml", "id: alle", "id: student");
    assert_mistakes(
        &portal,
        r"
error: two offers of this launch have the id `student`
  --> content/launches.yaml:19:13
   |
13 |       - id: student
   |             ------- the first one
...
19 |       - id: student
   |             ^^^^^^^
   |
   = help: give one of them another id
",
    );
}

#[test]
fn an_audience_that_always_exists_is_not_defined() {
    let portal = PortalFolder::small().saying("launches.yaml", "  students:", "  everyone:");
    assert_mistakes(
        &portal,
        r"
error: the audience `everyone` exists in every portal
 --> content/launches.yaml:2:3
  |
2 |   everyone:
  |   ^^^^^^^^
  |
  = help: remove it here

error: unknown audience `students`
  --> content/launches.yaml:15:19
   |
15 |         audience: students
   |                   ^^^^^^^^
   |
   = help: the audiences are `everyone`, `waitlist`; others are named under `audiences:`
",
    );
}

#[test]
fn a_level_folder_has_a_number() {
    let portal = PortalFolder::small().with("levels/budskapet/index.md", "");
    assert_mistakes(
        &portal,
        r"
error: the level folder `budskapet` has no number
--> content/levels/budskapet
 = help: name it as in `1-budskapet`
",
    );
}

#[test]
fn two_levels_have_two_numbers() {
    let portal = PortalFolder::small().with("levels/2-til/index.md", "---\ntitle: Til\nteaser: Til.\n---\n");
    assert_mistakes(
        &portal,
        r"
error: `levels/2-videre` and `levels/2-til` have the same number
--> content/levels/2-videre
 = help: give each level a number of its own
",
    );
}

#[test]
fn a_month_folder_is_named_like_a_month() {
    let portal = PortalFolder::small().with("levels/1-start/2026-8/01-x.md", "");
    assert_mistakes(
        &portal,
        r"
error: `2026-8` is not a month
--> content/levels/1-start/2026-8
 = help: write year and month, as in `2026-08`
",
    );
}

#[test]
fn a_file_that_is_not_utf_8_is_refused() {
    let portal = PortalFolder::small()
        .with("pages/om.md", b"---\ntitle: Om oss\ndescription: Hvem vi er, p\xe5 norsk.\n---\n");
    assert_mistakes(
        &portal,
        r"
error: the file is not UTF-8 from here on
 --> content/pages/om.md:3:27
  |
3 | description: Hvem vi er, p� norsk.
  |                           ^
  |
  = help: save it as UTF-8 in your editor
",
    );
}

#[test]
fn a_folder_that_nothing_reads_is_pointed_out() {
    let portal = PortalFolder::small().with("page/om.md", "");
    assert_eq!(
        portal.warnings().trim_end(),
        r"
warning: nothing reads the folder `page`
--> content/page
 = help: did you mean `pages`?
"
        .trim()
    );
}

#[test]
fn a_file_name_can_stand_in_an_address() {
    let portal = PortalFolder::small()
        .with("pages/Vilk\u{e5}r og s\u{e5}nt.md", "")
        .with("pages/Bilde av meg.jpg", jpeg(6, 4));
    assert_mistakes(
        &portal,
        r"
error: the name `Bilde av meg.jpg` cannot stand in an address
--> content/pages/Bilde av meg.jpg
 = help: name it `bilde-av-meg.jpg`: letters a-z, digits, dots and hyphens

error: the name `Vilkår og sånt` cannot stand in an address
--> content/pages/Vilkår og sånt.md
 = help: name it `vilkar-og-sant`: lower-case letters a-z, digits and single hyphens

error: the file has no front matter
 --> content/pages/Vilkår og sånt.md:1:1
  |
1 |
  | ^
  |
  = help: begin it with a line `---`, then `title: …`, then a line `---`
",
    );
}
