//! `feedback#<member>` / `<lesson>#<hash of the words>`: what a member wrote about a lesson, once.
//!
//! It stands in the index `due` under `feedback`, at the instant of writing, so that all of it can be listed. Up to
//! eight kilobytes, mostly half a one: four units to write, the index included, and one to read.

use domain::feedback::Feedback;
use domain::lesson::LessonKey;
use jiff::Timestamp;

use super::item::Row;
use super::{Cursor, Store, Write};
use crate::failure::Broken;

/// Its name in the index.
const LISTED: &str = "feedback";

/// What a member wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What it is known by among the member's.
    key: String,
    pub member: String,
    pub lesson: LessonKey,
    /// The lesson's title as it was.
    pub title: String,
    pub text: String,
    pub at: Timestamp,
}

/// Where an entry stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pk: String,
    sk: String,
    /// When it was written.
    pub at: Timestamp,
}

fn pk(member: &str) -> String {
    format!("feedback#{member}")
}

/// Keeps it, if the member has not written the same before.
pub(crate) fn put(member: &str, lesson: &LessonKey, title: &str, words: &Feedback, now: Timestamp) -> Write {
    let row = Row::new(pk(member), &words.key(lesson))
        .text("title", title)
        .text("text", words.as_str())
        .instant("at", now)
        .text("due", LISTED)
        .instant("due_at", now);
    Write::put_new(row)
}

/// What this member has written.
pub(crate) async fn of(store: &Store, member: &str) -> Result<Vec<Entry>, Broken> {
    store.query(&pk(member)).await?.iter().map(read).collect()
}

/// Forgets it.
pub(crate) fn forget(entry: &Entry) -> Write {
    Write::delete(pk(&entry.member), &entry.key)
}

/// Where up to a hundred entries stand, the oldest first, and where to go on after them.
pub(crate) async fn page(
    store: &Store,
    after: Option<Cursor>,
) -> Result<(Vec<Place>, Option<Cursor>), Broken> {
    let (rows, next) = store.page_of_due(LISTED, Timestamp::MAX, after).await?;
    let place = |row: &Row| {
        let text = |name: &str| row.parse(name, |text| Some(text.to_owned()));
        Ok(Place { pk: text("pk")?, sk: text("sk")?, at: row.read_instant("due_at")? })
    };
    Ok((rows.iter().map(place).collect::<Result<_, Broken>>()?, next))
}

/// The entry that stands there, if it still does.
pub(crate) async fn at(store: &Store, place: &Place) -> Result<Option<Entry>, Broken> {
    store.get(&place.pk, &place.sk).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Entry, Broken> {
    let text = |name: &str| row.parse(name, |text| Some(text.to_owned()));
    Ok(Entry {
        key: text("sk")?,
        member: row.parse("pk", |pk| pk.strip_prefix("feedback#").map(str::to_owned))?,
        lesson: row.parse("sk", |sk| LessonKey::parse(sk.split('#').next()?))?,
        title: text("title")?,
        text: text("text")?,
        at: row.read_instant("at")?,
    })
}
