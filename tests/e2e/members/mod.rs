//! What members see and do on their own pages.

mod feedback;
mod home;
mod ticks;

use crate::browser::Browser;
use crate::page::{FilledForm, Page};
use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari@example.no";
const OLA: &str = "ola@example.no";

const TASKS: &str = "/api/members/tasks";

/// The lesson at [`LESSON`], with tasks whose ids are known; one has markup in its words.
const PUST: &str = "---
title: Fire rolige pust
---
Øv.

- [ ] Pust **ut** før «møtet» {#ut}
- [ ] Ring \\<mor> & far {#ring}
- [ ] Skriv `ja` {#skriv}
";

const FILE: &str = "levels/1-ro-i-kroppen/2026-08/01-fire-rolige-pust.md";

/// A portal with that lesson while the first round is open.
async fn portal() -> Portal {
    Portal::with_files(OPEN, &[(FILE, PUST)]).await
}

/// The page with what is ticked in the lesson.
fn tasks_of(lesson: &str) -> String {
    format!("{TASKS}?lesson={lesson}")
}

/// A form as the lesson's page sends it with these boxes ticked, and what was shown as ticked.
fn form(shown: &[&str], ticked: &[&str]) -> FilledForm {
    let fields =
        shown.iter().map(|id| format!("was-{id}")).chain(ticked.iter().map(|id| format!("tick-{id}")));
    fields.fold(FilledForm::to(TASKS).with("lesson", LESSON), |form, field| form.with(&field, "yes"))
}

/// The boxes that stand ticked on a page with tasks.
fn ticked(page: &Page) -> Vec<String> {
    let fields = page.must_be(200).form(TASKS).fields;
    fields.keys().filter_map(|name| name.strip_prefix("tick-")).map(str::to_owned).collect()
}

/// What this browser finds ticked in the lesson.
async fn finds(browser: &mut Browser) -> Vec<String> {
    ticked(&browser.open(&tasks_of(LESSON)).await)
}
