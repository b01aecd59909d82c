//! A lesson's tasks, its name in keys, and its page in one language.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::calendar::ReleaseMonth;
use crate::lang::Lang;
use crate::level::LevelId;
use crate::portal::{Lesson, Level};
use crate::slug::Slug;

/// A task of a lesson, which its readers tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its name, which no other task of the lesson has and which stays when tasks come, go or change places.
    pub id: Slug,
    /// Its words, without markup.
    pub words: String,
}

/// A lesson in another language than the portal's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// Which one.
    pub lang: Lang,
    /// Its title in it.
    pub title: String,
    /// The tasks that it sets in it, in order. Unless they are given, ids are made of words, so they differ.
    pub tasks: Vec<Task>,
}

/// What a lesson is known by, whatever its level is called: `1/2026-08/pusten`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LessonKey {
    level: LevelId,
    month: ReleaseMonth,
    slug: Slug,
}

/// A lesson's own page, in one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LessonAt<'a> {
    /// Its level.
    pub level: &'a Level,
    /// The lesson.
    pub lesson: &'a Lesson,
    /// What it is in this language, if that is not the portal's own.
    pub translation: Option<&'a Translation>,
}

impl LessonKey {
    /// What `lesson` of `level` is known by.
    #[must_use]
    pub fn of(level: &Level, lesson: &Lesson) -> Self {
        Self { level: level.id, month: lesson.month, slug: lesson.slug.clone() }
    }

    /// The key that `text` spells.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (level, rest) = text.split_once('/')?;
        let (month, slug) = rest.split_once('/')?;
        let level = LevelId::new(level.parse().ok()?).ok()?;
        Some(Self { level, month: ReleaseMonth::parse(month).ok()?, slug: Slug::parse(slug).ok()? })
    }
}

impl fmt::Display for LessonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.level, self.month, self.slug)
    }
}

impl<'a> LessonAt<'a> {
    /// What the lesson is known by, in whatever language.
    #[must_use]
    pub fn key(&self) -> LessonKey {
        LessonKey::of(self.level, self.lesson)
    }

    /// Its title in this language.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.translation.map_or(&self.lesson.title, |translation| &translation.title)
    }

    /// The tasks that it sets in this language.
    #[must_use]
    pub fn tasks(&self) -> &'a [Task] {
        self.translation.map_or(&self.lesson.tasks, |translation| &translation.tasks)
    }
}
