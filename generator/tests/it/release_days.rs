//! Days of release: until its day a lesson is listed, and nothing of it is published.

use crate::photographs::drawing;
use crate::portal::{PortalFolder, assert_mistakes};

const MONTH: &str = "private/medlem/1-start/2026-08";
const LESSON: &str = "levels/1-start/2026-08/03-tredje.md";
/// The last second before the day in Oslo, and its first one.
const BEFORE: &str = "2026-08-14T21:59:59Z";
const ON_THE_DAY: &str = "2026-08-14T22:00:00Z";

/// A portal with a lesson that comes on 15 August, and files that it offers.
fn portal() -> PortalFolder {
    let text = "---\ntitle: Den tredje\nsummary: Kort.\nrelease: 2026-08-15\ndownloads:\n  - title: Eget ark\n    file: eget.txt\n  \
                - title: Felles ark\n    file: ark.txt\n---\nHemmelig tredje tekst. ![Et kart](kart.png)\n\n- [ ] Gjør det\n";
    PortalFolder::small()
        .with(LESSON, text)
        .with(
            "levels/1-start/2026-08/04-fjerde.md",
            "---\ntitle: Den fjerde\n---\nSe [den tredje](03-tredje.md).\n",
        )
        .with("levels/1-start/2026-08/eget.txt", "Eget hemmelig ark.\n")
        .with("levels/1-start/2026-08/kart.png", drawing(60))
}

fn has(portal: &PortalFolder, name: &str) -> bool {
    portal.output().file(&format!("{MONTH}/{name}")).unwrap().is_some()
}

#[test]
fn before_its_day_a_lesson_is_listed_with_its_day_and_not_published() {
    let portal = portal().at(BEFORE);
    for (path, bytes) in portal.output().files() {
        let text = String::from_utf8(bytes.bytes().unwrap().into_owned()).unwrap_or_default();
        assert!(!text.contains("Hemmelig tredje") && !text.contains("Eget hemmelig"), "in {path}");
        assert!(!text.contains("href=\"/medlem/1-start/2026-08/tredje/\""), "in {path}");
    }
    assert!(!has(&portal, "tredje/index.html") && !has(&portal, "eget.txt") && !has(&portal, "kart.png"));
    assert!(has(&portal, "ark.txt"), "another lesson offers it too");
    let month = portal.page(&format!("{MONTH}/index.html"));
    assert!(month.contains("Den tredje") && month.contains("Kommer 15.\u{a0}august"), "{month}");
}

#[test]
fn from_the_first_second_of_its_day_in_the_portals_zone_it_is_published() {
    let portal = portal().at(ON_THE_DAY);
    assert!(has(&portal, "tredje/index.html") && has(&portal, "eget.txt") && has(&portal, "kart.png"));
    let month = portal.page(&format!("{MONTH}/index.html"));
    assert!(
        month.contains("href=\"/medlem/1-start/2026-08/tredje/\"") && !month.contains("Kommer"),
        "{month}"
    );
}

#[test]
fn a_link_to_it_leads_to_the_list_where_it_stands_until_then() {
    let link = |now| portal().at(now).page(&format!("{MONTH}/fjerde/index.html"));
    assert!(link(BEFORE).contains("<a href=\"/medlem/1-start/2026-08/\">den tredje</a>"));
    assert!(link(ON_THE_DAY).contains("<a href=\"/medlem/1-start/2026-08/tredje/\">den tredje</a>"));
}

#[test]
fn next_and_previous_pass_over_it() {
    let page = portal().at(BEFORE).page(&format!("{MONTH}/andre/index.html"));
    assert!(page.contains("href=\"/medlem/1-start/2026-08/fjerde/\" rel=\"next\""), "{page}");
}

#[test]
fn public_pages_count_only_what_can_be_read() {
    let count = |now| portal().at(now).page("public/nivaer/1-start/index.html");
    assert!(count(BEFORE).contains("3 leksjoner") && count(ON_THE_DAY).contains("4 leksjoner"));
}

#[test]
fn a_file_that_another_level_offers_under_the_same_name_gives_nothing_away() {
    let other = "---\ntitle: Annet\ndownloads:\n  - title: Ark\n    file: eget.txt\n---\nTekst.\n";
    let portal = portal()
        .with("levels/2-videre/2026-08/01-annet.md", other)
        .with("levels/2-videre/2026-08/eget.txt", "Et annet ark.\n")
        .at(BEFORE);
    assert!(!has(&portal, "eget.txt"));
    assert!(portal.output().file("private/medlem/2-videre/2026-08/eget.txt").unwrap().is_some());
}

#[test]
fn a_file_that_is_linked_from_elsewhere_is_published() {
    for (path, link) in [
        ("levels/1-start/2026-09/01-neste.md", "../2026-08/eget.txt"),
        ("levels/2-videre/2026-08/01-annet.md", "../../1-start/2026-08/eget.txt"),
    ] {
        let text = format!("---\ntitle: Annet\n---\nSe [arket]({link}).\n");
        assert!(has(&portal().with(path, text).at(BEFORE), "eget.txt"), "{path}");
    }
}

#[test]
fn what_is_not_released_may_not_be_public_either() {
    let text = "---\ntitle: Om oss\ndescription: Hvem.\n---\nPust rolig ut før du løfter blikket på salen og teller sakte ned.\n";
    let lesson = "---\ntitle: Tre\nrelease: 2026-08-15\n---\nPust rolig ut før du løfter blikket på salen og teller sakte ned.\n";
    let portal = portal().with(LESSON, lesson).with("pages/om.md", text).at(BEFORE);
    assert!(portal.leaks().contains("public/om/index.html"), "{}", portal.leaks());
}

#[test]
fn a_day_outside_the_months_folder_is_refused() {
    for day in ["2026-09-01", "2026-07-31", "2025-08-15"] {
        assert_mistakes(
            &portal().saying(LESSON, "2026-08-15", day),
            &format!(
                r"
error: `{day}` is no day in the month of the lesson's folder
 --> content/levels/1-start/2026-08/03-tredje.md:4:10
  |
4 | release: {day}
  |          ^^^^^^^^^^
  |
  = help: write one in it, or move the lesson
"
            ),
        );
    }
}

#[test]
fn mistakes_in_a_lesson_are_told_before_its_day_too() {
    let mistakes = portal().saying(LESSON, "kart.png", "kort.png").at(BEFORE).mistakes();
    assert!(mistakes.contains("did you mean `kart.png`?"), "{mistakes}");
}
