//! `/api/members/tasks`: GET shows the tasks of a lesson as they stand, as a form; POST keeps what is ticked in it, or in
//! the lesson itself.
//!
//! A form says what it showed as ticked (`was-<task>`) and what is ticked now (`tick-<task>`), and only the difference is
//! written. The lesson's own form shows nothing as ticked, for its page is the same for all, so it only adds.

use std::collections::BTreeSet;

use domain::progress::Change;
use domain::return_path::ReturnPath;
use http::StatusCode;
use serde_json::json;
use themes::context::{Link, Page, TaskLine, TasksPage};

use super::{Seated, TASKS, seated};
use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::incoming::{Incoming, wants_json};
use crate::http::{Request, reply};
use crate::store::ticks;

/// More tasks than this are changed by no form of ours: the table's expressions have bounds.
const MOST_CHANGES: usize = 100;

/// The tasks of the lesson `lesson`.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, path) = (app.portal().await?, incoming.parameter("lesson"));
    let Seated { member, at } = match seated(app, &portal, request, &incoming, path).await? {
        Ok(seated) => seated,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if at.tasks().is_empty() {
        return Ok(reply::see_other(path));
    }
    let ticked = ticks::of_lesson(&app.store, &member.id, &at.key()).await?;
    let line = |task: &'_ domain::lesson::Task| ticked.contains_key(&task.id);
    let tasks: Vec<TaskLine<'_>> = at
        .tasks()
        .iter()
        .map(|task| TaskLine { id: task.id.as_str(), words: &task.words, ticked: line(task) })
        .collect();
    let page = Page { for_members: true, ..portal.page("tasks-title")? };
    let left = tasks.iter().filter(|task| !task.ticked).count();
    let lesson = Link { title: at.title().to_owned(), href: path.to_owned() };
    let saved = incoming.parameter("saved") == "yes";
    let html = portal.render("tasks.html", &TasksPage { page: &page, lesson, tasks, left, saved })?;
    Ok(reply::page(StatusCode::OK, html))
}

/// Keeps what the form has ticked.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, path) = (app.portal().await?, incoming.field("lesson"));
    let Seated { member, at } = match seated(app, &portal, request, &incoming, path).await? {
        Ok(seated) => seated,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (shown, ticked) = (chosen(&incoming, "was-"), chosen(&incoming, "tick-"));
    let change = Change::of(at.tasks(), &shown, &ticked);
    let is_unknown = |id: &&str| at.tasks().iter().all(|task| task.id.as_str() != *id);
    if change.is_empty() && shown.union(&ticked).any(is_unknown) {
        return Err(Refusal::NOT_FOUND.into());
    }
    if change.tick.len() + change.untick.len() > MOST_CHANGES {
        return Err(Refusal::TOO_LARGE.into());
    }
    if !change.is_empty() {
        ticks::make(&app.store, &member.id, &at.key(), &change, app.now()).await?;
    }
    if wants_json(request.headers()) {
        return Ok(reply::json(StatusCode::OK, &json!({ "kept": true })));
    }
    let query = serde_urlencoded::to_string([("lesson", path), ("saved", "yes")]).unwrap_or_default();
    Ok(reply::see_other(ReturnPath::parse(&format!("{TASKS}?{query}")).as_str()))
}

/// The tasks whose field, with this before its id, says yes.
fn chosen<'a>(incoming: &'a Incoming, before: &str) -> BTreeSet<&'a str> {
    incoming
        .fields()
        .filter(|(_, value)| *value == "yes")
        .filter_map(|(name, _)| name.strip_prefix(before))
        .collect()
}
