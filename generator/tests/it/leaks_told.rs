//! What is said about leaks, and which are allowed.

use crate::portal::{PortalFolder, assert_leaks, assert_mistakes};

const PARAGRAPH: &str = "Pust ut før du løfter blikket på scenen, og tell sakte ned fra sytten";

fn portal() -> PortalFolder {
    PortalFolder::small().with_secrets()
}

#[test]
fn a_leaked_paragraph_is_one_finding() {
    let portal = portal().saying("pages/om.md", "Vi er to.", PARAGRAPH);
    assert_leaks(
        &portal,
        r"
error: 14 words of this lesson are public in `public/om/index.html`
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:5:1
  |
5 | Pust **ut** før du løfter blikket på [scenen](02-andre.md), og tell sakte ned fra sytten mens salen venter.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: they are `Pust ut før du løfter blikket på scenen, og tell sakte ned …`
  = help: take them out there, or put the line under `allow_public` in the lesson
",
    );
}

#[test]
fn a_leak_in_every_phase_is_one_finding_with_its_places() {
    let portal = portal().saying("pages/index.md", "Les [om oss](om.md).", PARAGRAPH);
    assert_leaks(
        &portal,
        r"
error: 14 words of this lesson are public in `public/_variant/august.all-held/index.html`
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:5:1
  |
5 | Pust **ut** før du løfter blikket på [scenen](02-andre.md), og tell sakte ned fra sytten mens salen venter.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: they are `Pust ut før du løfter blikket på scenen, og tell sakte ned …`
  = note: also in `public/_variant/august.open/index.html`, `public/_variant/august.sold-out/index.html`, `public/_variant/august.waitlist/index.html`, `public/_variant/closed/index.html` and 2 more
  = help: take them out there, or put the line under `allow_public` in the lesson
",
    );
}

#[test]
fn a_sentence_is_found_with_the_number_of_its_footnote() {
    let text = "En to tre fire[^kilde] fem seks sju åtte.\n\n[^kilde]: ";
    let leaks = portal()
        .with(
            "levels/1-start/2026-08/09-noter.md",
            format!("---\ntitle: Noter om alt\n---\n{text}Hemmelig.\n"),
        )
        .saying("pages/om.md", "Vi er to.", &format!("{text}Noe annet."))
        .leaks();
    assert!(leaks.contains("error: 9 words of this lesson are public"), "{leaks}");
}

#[test]
fn what_the_functions_data_is_made_of_is_told() {
    let leaks = portal().saying("launches.yaml", "name: Første runde", "name: Det ingen vet").leaks();
    let note = "= note: `snapshot.json` is made of `site.yaml`, `launches.yaml`, the levels, the sales page and the terms";
    assert_eq!(leaks.matches(note).count(), 1, "{leaks}");
}

#[test]
fn a_title_on_a_public_page_is_told_with_three_ways_out() {
    let portal = portal().saying("pages/om.md", "Vi er to.", "Vi har lært det ingen vet.");
    assert_leaks(
        &portal,
        r"
error: `public/om/index.html` names this lesson, which is not teased
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:2:8
  |
2 | title: Det ingen vet
  |        ^^^^^^^^^^^^^
  |
  = help: take the title out there, set `tease: true`, or put the title under `allow_public`
",
    );
}

#[test]
fn a_link_to_a_lesson_that_is_not_teased_is_told() {
    let portal = portal().saying(
        "pages/om.md",
        "Vi er to.",
        "Se [her](../levels/1-start/2026-08/03-det-ingen-ser.md) og [der](../levels/1-start/2026-08/tall.csv).",
    );
    assert_leaks(
        &portal,
        r"
error: `public/om/index.html` has the address of this file, which no teased lesson offers
--> content/levels/1-start/2026-08/tall.csv
 = help: lead to the level's page instead

error: `public/om/index.html` has the address of this lesson, which is not teased
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:2:8
  |
2 | title: Det ingen vet
  |        ^^^^^^^^^^^^^
  |
  = help: lead to the level's page instead, or set `tease: true`
",
    );
}

#[test]
fn a_gated_file_among_the_public_ones_is_told() {
    let portal = portal()
        .with("pages/om/bilde.bin", b"\x00\x01Et ark\xff")
        .with("pages/om/tall.txt", "Kolonne en, kolonne to; kolonne tre, kolonne fire!");
    assert_leaks(
        &portal,
        r"
error: `public/om/bilde.bin` is this file from behind the gate
--> content/levels/1-start/2026-08/bilde.bin
 = help: remove the one or the other

error: 8 words of this file are public in `public/om/tall.txt`
 --> content/levels/1-start/2026-08/tall.csv:1:1
  |
1 | kolonne en,kolonne to,kolonne tre,kolonne fire
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: they are `kolonne en,kolonne to,kolonne tre,kolonne fire`
  = help: take them out there or out of the file, or put the line under `allow_public` in a lesson that offers it
",
    );
}

#[test]
fn what_cannot_be_looked_through_is_told() {
    let portal = portal().with("pages/om/alt.7z", b"7z\xbc\xaf\x27\x1c\x00\x04");
    let expected = "\
warning: `public/om/alt.7z` is packed in a way that Terskel does not know, or broken, so it was not looked through for leaks
--> public/om/alt.7z
 = help: publish it in another form, or see for yourself that nothing gated is in it";
    let warnings = portal.warnings_of_leaks();
    assert!(warnings.trim().ends_with(expected), "{warnings}");
}

#[test]
fn many_leaks_are_counted() {
    let lesson = |number: usize| format!("---\ntitle: Det ingen vet om {number}\n---\nIngenting.\n");
    let title = |number: usize| format!("Det ingen vet om {number}.\n");
    let path = |number: usize| format!("levels/1-start/2026-08/{}-om-{number}.md", number + 10);
    let portal = (0..30).fold(portal(), |portal, number| portal.with(&path(number), lesson(number)));
    let portal = portal.saying("pages/om.md", "Vi er to.", &(0..30).map(title).collect::<String>());
    let leaks = portal.leaks();
    assert_eq!(leaks.matches("error: ").count(), 20);
    assert_eq!(leaks.matches("= note: 11 more leaks are not shown here").count(), 1, "{leaks}");
}

#[test]
fn a_line_that_is_allowed_may_be_public() {
    let lesson = "levels/1-start/2026-08/03-det-ingen-ser.md";
    let allow = |line: &str| format!("summary: Slik tier du\nallow_public:\n  - {line}");
    let public = "Pust ut før du løfter blikket på scenen, og tell sakte ned";
    let leaking = portal().saying("pages/om.md", "Vi er to.", &format!("Vi sier: «{public}»."));
    assert!(leaking.leaks().contains("12 words of this lesson are public"), "{}", leaking.leaks());
    let allowed = leaking.saying(lesson, "summary: Slik tier du", &allow(public));
    assert_leaks(&allowed, "");
    let beyond = allowed.saying("pages/om.md", "sakte ned»", "sakte ned fra sytten»");
    assert!(beyond.leaks().contains("words of this lesson are public"), "runs beyond the line are found");
}

#[test]
fn a_line_of_an_offered_file_that_is_allowed_may_be_public() {
    let imprint = "Et AS, Veien 1, 0150 Oslo, en@liten.example";
    let lesson = |allowed: &str| {
        format!(
            "---\ntitle: Arket vårt\ndownloads: [{{title: Ark, file: imprint.txt}}]\n{allowed}---\nHent det.\n"
        )
    };
    let path = "levels/1-start/2026-08/09-arket.md";
    let portal = portal()
        .with("levels/1-start/2026-08/imprint.txt", format!("Fyll ut.\n\n© {imprint}\n"))
        .with(path, lesson(""))
        .saying("pages/om.md", "Vi er to.", imprint);
    assert!(portal.leaks().contains("words of this file are public"), "{}", portal.leaks());
    assert_leaks(&portal.with(path, lesson(&format!("allow_public: [\"{imprint}\"]\n"))), "");
}

#[test]
fn a_title_that_is_allowed_may_be_public() {
    let lesson = "levels/1-start/2026-08/03-det-ingen-ser.md";
    let portal = portal().saying("pages/om.md", "Vi er to.", "Vi har lært det ingen vet.").saying(
        lesson,
        "summary: Slik tier du",
        "summary: Slik tier du\nallow_public: [Det ingen vet]",
    );
    assert_leaks(&portal, "");
}

#[test]
fn what_a_teased_lesson_shows_may_be_said_in_another() {
    let summary = "Kort om den første og alt det andre som kommer";
    let portal = portal()
        .saying("levels/1-start/2026-08/01-forste.md", "Kort om den første.", summary)
        .saying("levels/1-start/2026-08/04-taushet.md", "Ti stille.", summary);
    assert_leaks(&portal, "");
}

#[test]
fn a_line_that_the_lesson_does_not_say_cannot_be_allowed() {
    let lesson = "levels/1-start/2026-08/03-det-ingen-ser.md";
    let portal = PortalFolder::small().with_secrets().saying(
        lesson,
        "summary: Slik tier du",
        "summary: Slik tier du\nallow_public:\n  - Det ingen vett\n  - Noe helt annet\n  - …",
    );
    assert_mistakes(
        &portal,
        r"
error: the lesson does not say this
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:5:5
  |
5 |   - Det ingen vett
  |     ^^^^^^^^^^^^^^
  |
  = help: did you mean `Det ingen vet`?

error: the lesson does not say this
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:6:5
  |
6 |   - Noe helt annet
  |     ^^^^^^^^^^^^^^
  |
  = help: copy a line of its title, summary or text, or of a file that it offers

error: the lesson does not say this
 --> content/levels/1-start/2026-08/03-det-ingen-ser.md:7:5
  |
7 |   - …
  |     ^
  |
  = help: copy a line of its title, summary or text, or of a file that it offers
",
    );
}
