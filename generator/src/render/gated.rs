//! Pages behind the gate: months and lessons.

use std::ops::Range;
use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use themes::context::{Form, LessonCard, LessonPage, Link, MonthPage, Page};

use super::{Plan, Press};
use crate::failure::Failure;
use crate::output::Gated;
use crate::site::{Site, SiteLesson, SiteLevel};

/// Adds them all, and the files beside lessons.
pub(super) fn add(plan: &mut Plan) {
    if !plan.press().shared.members {
        return;
    }
    let site = Arc::clone(&plan.press().site);
    for (index, level) in site.levels.iter().enumerate() {
        for (month, lessons) in level.months() {
            add_month(plan, &OfMonth { level: index, month, lessons });
        }
        let published = level.files.iter().enumerate().filter(|(_, file)| !file.withheld);
        for (file_index, file) in published {
            let site = Arc::clone(&site);
            plan.output.plan_gated(&level.level, file.month, &file.name, move || {
                Ok(site.levels[index].files[file_index].bytes.to_bytes())
            });
        }
    }
}

/// Adds the lessons that are written in the plan's language, and the lists of their months.
pub(super) fn add_translation(plan: &mut Plan) {
    let site = Arc::clone(&plan.press().site);
    for (index, level) in site.levels.iter().enumerate() {
        for (month, lessons) in level.months() {
            if level.lessons[lessons.clone()].iter().any(|lesson| lesson.is_translated) {
                add_month(plan, &OfMonth { level: index, month, lessons });
            }
        }
    }
}

fn add_month(plan: &mut Plan, month: &OfMonth) {
    let site = Arc::clone(&plan.press().site);
    let level = &site.levels[month.level];
    let slot = plan.slot.clone();
    let list = month.clone();
    let language = language_folder(&site);
    plan.output.plan_gated(&level.level, month.month, &language, move || {
        MonthPress::of(&slot.press(), &list).list()
    });
    let lessons = level.lessons[month.lessons.clone()].iter().enumerate();
    for (index, lesson) in lessons.filter(|(_, lesson)| lesson.opens.is_none() && lesson.is_translated) {
        let rest = format!("{language}{}/", lesson.lesson.slug);
        let (slot, of) = (plan.slot.clone(), month.clone());
        plan.output.plan_gated(&level.level, month.month, &rest, move || {
            MonthPress::of(&slot.press(), &of).lesson(index)
        });
    }
}

/// Below a month's address: nothing in the portal's own language, else as in `en/`.
pub(super) fn language_folder(site: &Site) -> String {
    match site.shared.prefix.trim_start_matches('/') {
        "" => String::new(),
        tag => format!("{tag}/"),
    }
}

fn gated_page(title: impl Into<String>, description: &str, path: &str) -> Page {
    Page {
        title: title.into(),
        description: description.to_owned(),
        path: path.to_owned(),
        noindex: true,
        for_members: true,
        ..Page::default()
    }
}

/// A month by its numbers.
#[derive(Clone)]
struct OfMonth {
    level: usize,
    month: ReleaseMonth,
    lessons: Range<usize>,
}

/// What the pages of one month are printed with.
struct MonthPress<'a> {
    press: &'a Press,
    level: &'a SiteLevel,
    month: ReleaseMonth,
    lessons: &'a [Arc<SiteLesson>],
}

impl<'a> MonthPress<'a> {
    fn of(press: &'a Press, of: &OfMonth) -> Self {
        let level = &press.site.levels[of.level];
        Self { press, level, month: of.month, lessons: &level.lessons[of.lessons.clone()] }
    }

    fn list(&self) -> Result<Gated<Vec<u8>>, Failure> {
        let page = gated_page(&self.level.card.title, &self.level.card.teaser, &self.href());
        let (level, month) = (&self.level.card, self.month);
        let html = self
            .press
            .render("month.html", &MonthPage { page: &page, level, month, lessons: self.cards(None) })?;
        Ok(Gated::new(html).to_bytes())
    }

    fn lesson(&self, index: usize) -> Result<Gated<Vec<u8>>, Failure> {
        let lesson = &self.lessons[index];
        let summary = lesson.lesson.summary.as_deref().unwrap_or_default();
        let page = gated_page(&lesson.lesson.title, summary, &lesson.href);
        let html = lesson.body.try_map(|text| {
            let context = LessonPage {
                page: &page,
                level: &self.level.card,
                month: self.month,
                month_href: self.href(),
                number: index + 1,
                minutes: lesson.minutes,
                task_count: lesson.lesson.tasks.len(),
                body: &self.press.text(&text.body, &lesson.href, None)?,
                toc: &text.toc,
                downloads: &lesson.downloads,
                lessons: self.cards(Some(index)),
                previous: self.lessons[..index].iter().rev().find_map(|lesson| link_to(lesson)),
                next: self.lessons[index + 1..].iter().find_map(|lesson| link_to(lesson)),
                form: Form::default(),
            };
            self.press.render("lesson.html", &context)
        })?;
        Ok(html.to_bytes())
    }

    fn href(&self) -> String {
        format!("{}{}", self.level.level.month_path(self.month), language_folder(&self.press.site))
    }

    fn cards(&self, current: Option<usize>) -> Vec<LessonCard> {
        let card = |(index, lesson): (usize, &Arc<SiteLesson>)| LessonCard {
            title: lesson.lesson.title.clone(),
            summary: lesson.lesson.summary.clone(),
            href: lesson.href.clone(),
            minutes: lesson.minutes,
            task_count: lesson.lesson.tasks.len(),
            opens: lesson.opens,
            current: current == Some(index),
        };
        self.lessons.iter().enumerate().map(card).collect()
    }
}

/// Nothing, if it is not released yet.
fn link_to(lesson: &SiteLesson) -> Option<Link> {
    let (title, href) = (lesson.lesson.title.clone(), lesson.href.clone());
    lesson.opens.is_none().then_some(Link { title, href })
}
