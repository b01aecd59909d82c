//! `ticks#<member>` / `<lesson>`: what a member has ticked in a lesson, an attribute for each task with when it was.
//!
//! A change names the tasks that it is about and no others, so whoever ticks on two devices at once loses nothing. About
//! 100 bytes, and 30 for each tick; one unit to change; one to read a lesson's, or those of some twenty lessons.

use domain::lesson::LessonKey;
use domain::progress::{Change, Ticked, Ticks};
use domain::slug::Slug;
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Updated, Write};
use crate::failure::Broken;

/// What the name of a tick's attribute begins with. In expressions no name has a hyphen, and no task's id has a `_`.
const TICK: &str = "tick_";

fn pk(member: &str) -> String {
    format!("ticks#{member}")
}

fn attribute(task: &Slug) -> String {
    format!("{TICK}{}", task.as_str().replace('-', "_"))
}

fn task(attribute: &str) -> Option<Slug> {
    Slug::parse(&attribute.strip_prefix(TICK)?.replace('_', "-")).ok()
}

/// Makes the change at `now`, unless all of it is so already: what is ticked keeps the instant at which it was.
pub(crate) async fn make(
    store: &Store,
    member: &str,
    lesson: &LessonKey,
    change: &Change,
    now: Timestamp,
) -> Result<(), Broken> {
    match store.update(&write(member, lesson, change, now)).await? {
        Updated::Done(_) | Updated::Refused => Ok(()),
    }
}

fn write(member: &str, lesson: &LessonKey, change: &Change, now: Timestamp) -> Write {
    let ticked: Vec<String> = change.tick.iter().map(attribute).collect();
    let unticked: Vec<String> = change.untick.iter().map(attribute).collect();
    let set = ticked.iter().map(|name| format!("#{name} = if_not_exists(#{name}, :now)"));
    let removed = unticked.iter().map(|name| format!("#{name}"));
    let clauses = [("SET ", set.collect::<Vec<_>>()), ("REMOVE ", removed.collect())];
    let clauses = clauses.into_iter().filter(|(_, parts)| !parts.is_empty());
    let expression: Vec<String> =
        clauses.map(|(word, parts)| format!("{word}{}", parts.join(", "))).collect();
    let missing = ticked.iter().map(|name| format!("attribute_not_exists(#{name})"));
    let standing = unticked.iter().map(|name| format!("attribute_exists(#{name})"));
    let condition: Vec<String> = missing.chain(standing).collect();
    let write = Write::update(pk(member), &lesson.to_string(), &expression.join(" "));
    let write = write.when(&condition.join(" OR "));
    if ticked.is_empty() { write } else { write.instant(":now", now) }
}

/// What the member has ticked in one lesson.
pub(crate) async fn of_lesson(store: &Store, member: &str, lesson: &LessonKey) -> Result<Ticked, Broken> {
    let row = store.get(&pk(member), &lesson.to_string()).await?;
    Ok(row.map(|row| read(&row)).unwrap_or_default())
}

/// Everything that the member has ticked.
pub(crate) async fn of(store: &Store, member: &str) -> Result<Ticks, Broken> {
    let rows = store.query(&pk(member)).await?;
    rows.iter().map(|row| Ok((row.parse("sk", LessonKey::parse)?, read(row)))).collect()
}

/// Forgets what the member has ticked in a lesson.
pub(crate) fn forget(member: &str, lesson: &LessonKey) -> Write {
    Write::delete(pk(member), &lesson.to_string())
}

fn read(row: &Row) -> Ticked {
    let ticks = row.names().filter_map(|name| Some((task(name)?, row.read_instant(name).ok()?)));
    ticks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_has_an_attribute_of_its_own_and_is_read_from_it() {
        for id in ["pust", "9f31c2d4", "9f31c2d4-2", "a-b-c"] {
            let id = Slug::parse(id).unwrap();
            assert_eq!(task(&attribute(&id)), Some(id));
        }
        for other in ["pk", "sk", "tick_", "tick_A", "at"] {
            assert_eq!(task(other), None, "{other}");
        }
    }
}
