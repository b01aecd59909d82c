//! The members' templates.

use domain::calendar::ReleaseMonth;
use jiff::Timestamp;
use serde::Serialize;

use super::public::{LevelCard, TocEntry};
use super::site::{Link, Page};

/// `member-home.html`: the members' signpost.
#[derive(Clone, Debug, Serialize)]
pub struct MemberHome<'a> {
    pub page: &'a Page,
    pub levels: Vec<MemberLevel<'a>>,
}

/// A level on the members' signpost.
#[derive(Clone, Debug, Serialize)]
pub struct MemberLevel<'a> {
    pub card: &'a LevelCard,
    /// Its months, newest first; empty while it is being made.
    pub months: Vec<MonthLink>,
}

/// A month of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthLink {
    pub month: ReleaseMonth,
    pub href: String,
    pub lesson_count: usize,
}

/// `month.html`: the lessons of one level and month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPage<'a> {
    pub page: &'a Page,
    pub level: &'a LevelCard,
    pub month: ReleaseMonth,
    pub lessons: Vec<LessonCard>,
}

/// A lesson in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LessonCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub minutes: usize,
    pub task_count: usize,
    /// When it is released, if that lies ahead: then there is no page at `href` yet.
    pub opens: Option<Timestamp>,
    /// This is the lesson whose page shows the list.
    pub current: bool,
}

/// `lesson.html`
#[derive(Clone, Debug, Serialize)]
pub struct LessonPage<'a> {
    pub page: &'a Page,
    pub level: &'a LevelCard,
    pub month: ReleaseMonth,
    pub month_href: String,
    /// From 1, within its month.
    pub number: usize,
    pub minutes: usize,
    pub task_count: usize,
    pub body: &'a str,
    pub toc: &'a [TocEntry],
    pub downloads: &'a [Download],
    /// All of its month, this one included.
    pub lessons: Vec<LessonCard>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// A file to take home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Download {
    pub title: String,
    pub href: String,
    /// `PDF`, `CSV`: the file's ending in upper case.
    pub kind: String,
    pub bytes: u64,
}

/// `tasks.html`: the tasks of a lesson as they stand.
#[derive(Clone, Debug, Serialize)]
pub struct TasksPage<'a> {
    pub page: &'a Page,
    /// The lesson that sets them.
    pub lesson: Link,
    /// In the lesson's order.
    pub tasks: Vec<TaskLine<'a>>,
    /// How many are not ticked.
    pub left: usize,
    /// What was ticked has just been saved.
    pub saved: bool,
}

/// A task, ticked or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskLine<'a> {
    pub id: &'a str,
    pub words: &'a str,
    pub ticked: bool,
}
