//! Task lists: each task has an id that outlives changes around it.

use crate::portal::{PortalFolder, assert_mistakes};

const LESSON: &str = "levels/1-start/2026-08/01-forste.md";
const PAGE: &str = "private/medlem/1-start/2026-08/forste/index.html";

/// The page of a lesson with this text.
fn page_of(text: &str) -> String {
    PortalFolder::small().with(LESSON, lesson(text)).page(PAGE)
}

fn lesson(text: &str) -> String {
    format!("---\ntitle: Den første\n---\n{text}")
}

/// The ids of its tasks with the words right behind them.
fn tasks_of(text: &str) -> Vec<(String, String)> {
    let page = page_of(text);
    let items = page.split("<li id=\"task-").skip(1);
    let task = |item: &str| {
        let (id, rest) = item.split_once("\" data-task=\"").unwrap();
        let rest = rest.strip_prefix(id).unwrap().strip_prefix("\">").unwrap();
        let rest = rest.trim_start().trim_start_matches("<p>");
        let ticking = rest.strip_prefix(&tick_box(id)).unwrap_or_else(|| panic!("{rest}"));
        let words = ticking.split('<').next().unwrap();
        (id.to_owned(), words.trim().to_owned())
    };
    items.map(task).collect()
}

/// The box of a task, and the beginning of its label.
fn tick_box(id: &str) -> String {
    format!(
        "<input type=\"checkbox\" id=\"tick-{id}\" name=\"tick-{id}\" value=\"yes\" form=\"ticks\"><label for=\"tick-{id}\">"
    )
}

fn id_of(text: &str, words: &str) -> String {
    let tasks = tasks_of(text);
    tasks.iter().find(|(_, found)| found == words).unwrap_or_else(|| panic!("{tasks:?}")).0.clone()
}

#[test]
fn a_task_keeps_its_id_when_others_come_go_or_change_places() {
    let before = "- [ ] Pust ut\n- [ ] Ring mor\n";
    let after = "Ny innledning.\n\n- [x] Noe nytt\n- [ ] Ring mor\n- [ ] Pust ut\n\n1. Et\n2. To\n";
    for words in ["Pust ut", "Ring mor"] {
        assert_eq!(id_of(before, words), id_of(after, words));
    }
}

#[test]
fn a_comma_or_a_capital_makes_no_other_task_and_another_word_does() {
    let id = id_of("- [ ] Pust ut, og inn.\n", "Pust ut, og inn.");
    assert_eq!(id, id_of("- [ ] pust ut og **inn**\n", "pust ut og"));
    assert_ne!(id, id_of("- [ ] Pust ut, og opp.\n", "Pust ut, og opp."));
}

#[test]
fn the_same_words_twice_are_numbered() {
    let tasks = tasks_of("- [ ] Øv\n- [ ] Øv\n");
    assert_eq!(tasks[1].0, format!("{}-2", tasks[0].0));
}

#[test]
fn a_creator_may_give_the_id_so_that_the_words_may_change() {
    let text = "- [ ] Pust \"ut\" {#pust-ut}\n- [ ] Skriv **tre** ord {#skriv}\n  - [ ] Det første\n";
    let page = page_of(text);
    for (id, begin, rest) in [
        ("pust-ut", "<ul class=\"tasks\">\n", "Pust «ut»</label></li>"),
        ("skriv", "", "Skriv <strong>tre</strong> ord</label>\n<ul class=\"tasks\">\n<li id=\"task-"),
    ] {
        let part = format!("{begin}<li id=\"task-{id}\" data-task=\"{id}\">{}{rest}", tick_box(id));
        assert!(page.contains(&part), "{part} in {page}");
    }
}

#[test]
fn functions_know_the_words_of_each_task_without_markup() {
    let text = "- [ ] Skriv **tre** `ord` [her](/om/) {#skriv}\n  - [ ] Det \"første\"\n\n  Mer.\n- [ ] Ring\n  mor\n";
    let output = PortalFolder::small().with(LESSON, lesson(text)).output();
    let lessons = &output.snapshot.portal.levels[0].lessons;
    let words = |lesson: &domain::portal::Lesson| {
        lesson.tasks.iter().map(|task| task.words.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(&lessons[0]), ["Skriv tre ord her", "Det «første»", "Ring mor"]);
}

#[test]
fn what_is_public_has_nothing_to_tick() {
    let page = PortalFolder::small()
        .with("pages/om.md", "---\ntitle: Om\ndescription: Om oss.\n---\n- [ ] Pust ut {#ut}\n")
        .page("public/om/index.html");
    assert!(page.contains("<li id=\"task-ut\" data-task=\"ut\">Pust ut</li>"), "{page}");
    assert!(!page.contains("id=\"ticks\"") && !page.contains("ticks."), "{page}");
}

#[test]
fn a_lesson_without_tasks_has_no_form_and_no_script() {
    let page = page_of("Bare tekst.\n");
    assert!(!page.contains("id=\"ticks\"") && !page.contains("<script"), "{page}");
}

#[test]
fn tasks_with_paragraphs_of_their_own_and_numbered_ones_have_ids_too() {
    assert_eq!(tasks_of("- [ ] Pust ut\n\n  Lenge.\n\n- [ ] Ring\n").len(), 2);
    assert_eq!(
        id_of("1. [ ] Pust ut\n", "Pust ut"),
        id_of("- [ ] Pust ut\n\n- [ ] Ring\n\n  Nå.\n", "Pust ut")
    );
}

#[test]
fn an_id_that_cannot_be_given_is_told() {
    let text = lesson("- [ ] Pust {#Pust Ut}\n- [ ] En {#en}\n- [ ] To {#en}\n");
    assert_mistakes(
        &PortalFolder::small().with(LESSON, text),
        r"
error: `Pust Ut` cannot be the id of a task
 --> content/levels/1-start/2026-08/01-forste.md:4:12
  |
4 | - [ ] Pust {#Pust Ut}
  |            ^^^^^^^^^^
  |
  = help: write `{#pust-ut}`: lower-case letters a-z, digits and single hyphens

error: two tasks have the id `en`
 --> content/levels/1-start/2026-08/01-forste.md:6:10
  |
6 | - [ ] To {#en}
  |          ^^^^^
  |
  = help: give each task an id of its own
",
    );
}
