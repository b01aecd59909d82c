//! The members' templates.

use domain::calendar::ReleaseMonth;
use jiff::Timestamp;
use serde::Serialize;

use super::public::{LevelCard, TocEntry};
use super::site::{Form, Link, Page};

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
    /// What members write about it, empty.
    pub form: Form,
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

/// `home.html`: what a member finds when they arrive.
#[derive(Clone, Debug, Serialize)]
pub struct HomePage<'a> {
    pub page: &'a Page,
    /// The member's number, which founders see.
    pub number: u32,
    pub founder: bool,
    /// They are here for the first time.
    pub is_first: bool,
    /// None if no lesson is open to them.
    pub go_on: Option<GoOnCard>,
    /// Every level, in order.
    pub levels: Vec<HomeLevel<'a>>,
    /// What was released since their visit before, newest first.
    pub new: Vec<NewLesson>,
}

/// The lesson in which a member goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GoOnCard {
    pub lesson: Link,
    /// Its level's number.
    pub level: u8,
    pub month: ReleaseMonth,
    /// How many of its tasks are ticked.
    pub ticked: usize,
    /// How many it has.
    pub tasks: usize,
    /// Something was ticked somewhere; else they begin.
    pub has_begun: bool,
}

/// A level with how far a member is in it.
#[derive(Clone, Debug, Serialize)]
pub struct HomeLevel<'a> {
    pub card: &'a LevelCard,
    /// The membership has it.
    pub is_theirs: bool,
    /// They go on in it.
    pub is_here: bool,
    /// How many of the counted lessons are done.
    pub done: usize,
    /// How many open lessons set tasks.
    pub counted: usize,
    /// When its first month opens, if that lies ahead.
    pub opens: Option<Timestamp>,
    /// Newest first.
    pub months: Vec<HomeMonth>,
}

/// A month of a level, as it stands for a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeMonth {
    pub month: ReleaseMonth,
    pub href: String,
    pub lesson_count: usize,
    /// When it opens, if that lies ahead.
    pub opens: Option<Timestamp>,
}

/// A lesson that was released since a member's visit before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewLesson {
    pub lesson: Link,
    /// Its level's number.
    pub level: u8,
    pub released: Timestamp,
}

/// `feedback.html`: the form of a lesson again, with its mistakes.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbackPage<'a> {
    pub page: &'a Page,
    /// What is written about.
    pub lesson: Link,
    pub form: Form,
}
