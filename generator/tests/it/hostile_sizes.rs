//! Content that is far larger or deeper than any creator's: the time it takes grows as it does, and no faster.
//!
//! Each is so large that time in proportion to its square would be many minutes, so two minutes are enough on a busy machine.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::time::{Duration, Instant};

use generator::Care;
use generator::failure::Failure;

use crate::portal::PortalFolder;

const MANY: usize = 100_000;
const LIMIT: Duration = Duration::from_mins(2);

/// Looks the portal through for mistakes and leaks; what is wrong has words, and nothing takes long.
#[track_caller]
fn assert_quick(portal: &PortalFolder) -> Option<String> {
    let begun = Instant::now();
    let said = match generator::check(&portal.content(), jiff::Timestamp::now(), Care::Leaks) {
        Ok(_) => None,
        Err(Failure::Refused(mistakes)) => {
            assert_eq!(mistakes.to_json().lines().count(), mistakes.iter().count() + 2);
            Some(mistakes.to_string())
        }
        Err(broken) => panic!("{broken}"),
    };
    assert!(begun.elapsed() < LIMIT, "{:.1?}", begun.elapsed());
    said
}

/// A lesson that says `body`, for a lesson is read by all that reads: the writer of HTML and the audit for leaks.
fn lesson(body: &str) -> PortalFolder {
    PortalFolder::small()
        .with("levels/1-start/2026-08/01-forste.md", format!("---\ntitle: Den første\n---\n{body}\n"))
}

fn lines(line: impl Fn(usize) -> String) -> String {
    (0..MANY).map(|number| line(number) + "\n").collect()
}

#[test]
fn a_text_may_be_nested_very_deep() {
    for (open, close) in
        [("[", ""), ("*a **b ", ""), ("`", " "), ("(<", ""), (">", ""), ("> ", ""), ("- ", ""), ("![", "")]
    {
        assert_quick(&lesson(&format!("{}a{}", open.repeat(MANY), close.repeat(MANY))));
    }
}

#[test]
fn images_may_stand_very_deep_in_one_another() {
    let said = assert_quick(&lesson(&format!("{}a{}", "![".repeat(MANY), "](x.png)".repeat(MANY))));
    assert!(said.unwrap().starts_with("error: the link leads nowhere"));
}

#[test]
fn very_many_mistakes_are_told_in_part_and_counted() {
    for (mistake, after) in [("[a](x.md)", "\n\n"), ("[a](x.md)", " "), ("a <i>", " ")] {
        let said = assert_quick(&lesson(&format!("{mistake}{after}").repeat(MANY))).unwrap();
        assert_eq!(said.matches("error: ").count(), 200, "{after:?}");
        let end = format!("\n\nand {} more; `terskel check --json` tells them all\n\n", MANY - 200);
        assert!(said.ends_with(&end), "{}", &said[said.len() - 300..]);
    }
}

#[test]
fn what_stops_the_build_is_shown_before_very_many_warnings() {
    let portal =
        lesson(&"![](ark.txt)\n\n".repeat(300)).with("pages/om.md", "---\ntitle: Om oss\n---\nVi er to.\n");
    let said = portal.mistakes();
    assert!(said.contains("\nerror: missing field `description`\n"), "{}", &said[said.len() - 600..]);
    assert_eq!(said.matches("warning: ").count(), 199);
}

#[test]
fn front_matter_may_have_very_many_fields() {
    let head = lines(|number| format!("felt-{number}: x"));
    let portal = PortalFolder::small().with("articles/pust.md", format!("---\n{head}---\nPust.\n"));
    assert!(assert_quick(&portal).unwrap().contains("unknown field `felt-1`"));
}

#[test]
fn a_month_with_very_many_lessons_is_refused() {
    let mut portal = PortalFolder::small();
    for number in 0..MANY / 2 {
        let name = if number % 2 == 0 { format!("{number}-pust") } else { format!("01-pust-{number}") };
        let path = format!("levels/2-videre/2026-08/{name}.md");
        portal = portal.with(&path, "---\ntitle: Pust\n---\nPust.\n");
    }
    let said = assert_quick(&portal).unwrap();
    assert!(said.contains("a month has 1000 lessons at most, and here are 50000"), "{}", &said[..500]);
    assert!(said.contains("would have the same address"), "{}", &said[..500]);
}

#[test]
fn a_text_that_is_longer_than_any_book_is_refused() {
    let expected = "\
error: the file has 51 MB, and a text may have 10 MB at most
--> content/levels/1-start/2026-08/01-forste.md
 = help: divide it, if it is a text at all
";
    assert_eq!(lesson(&"a".repeat(50_500_000)).mistakes().trim_end(), expected.trim_end());
}

#[test]
fn a_text_may_be_as_long_as_several_books() {
    assert_eq!(
        assert_quick(&lesson(
            &"Lorem ipsum *dolor* sit amet, [a](https://example.org/).\n\n".repeat(170_000)
        )),
        None
    );
}

#[test]
fn a_text_may_have_very_many_headings_of_one_name() {
    assert_eq!(assert_quick(&lesson(&lines(|_| "## Pust\n".to_owned()))), None);
}

#[test]
fn a_text_may_have_very_many_tasks_of_the_same_words() {
    assert_eq!(assert_quick(&lesson(&lines(|_| "- [ ] Pust".to_owned()))), None);
}

#[test]
fn a_text_may_have_very_many_headings_and_links_to_others() {
    let text = lines(|number| format!("## Pust {number}\n\n[a](#pusten-{number})\n"));
    assert_eq!(assert_quick(&lesson(&text)), None);
}

#[test]
fn very_many_links_may_lead_nowhere_among_very_many_files() {
    let portal = lesson(&lines(|number| format!("[a](fil-{number}.txt)\n")));
    let portal =
        (0..20_000).fold(portal, |portal, number| portal.with(&format!("pages/fil-{number}.bin"), ""));
    assert!(assert_quick(&portal).unwrap().contains("error: the link leads nowhere"));
}

#[test]
fn an_article_with_very_many_topics_is_refused() {
    let topics = lines(|number| format!("  - emne nummer {number}"));
    let head = format!("title: Pust\npublished: 2026-07-28\ndescription: Om pust.\ntopics:\n{topics}");
    let portal = PortalFolder::small().with("articles/pust.md", format!("---\n{head}---\nPust.\n"));
    assert!(assert_quick(&portal).unwrap().starts_with("error: an article has 100 topics at most\n"));
}

#[test]
fn front_matter_may_be_very_long() {
    let mut head = "title: Pust\npublished: 2026-07-28\ndescription: |\n".to_owned();
    for number in 0..MANY {
        let _ = writeln!(head, "  linje {number}");
    }
    let portal = PortalFolder::small().with("articles/pust.md", format!("---\n{head}---\nPust.\n"));
    assert_quick(&portal);
}

#[test]
fn a_file_may_be_very_large() {
    let portal = PortalFolder::small();
    let large = File::create(portal.content().join("pages/stor.bin")).unwrap();
    large.set_len(50_000_000).unwrap();
    assert_eq!(assert_quick(&portal), None);
}

#[test]
fn a_folder_may_have_very_many_files() {
    let portal = PortalFolder::small();
    for number in 0..MANY {
        fs::write(portal.content().join(format!("pages/fil-{number}.bin")), "").unwrap();
    }
    assert_eq!(assert_quick(&portal), None);
}
