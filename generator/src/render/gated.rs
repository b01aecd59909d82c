//! Pages behind the gate: the members' signpost, months and lessons.

use std::ops::Range;
use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use themes::context::{LessonCard, LessonPage, Link, MemberHome, MemberLevel, MonthLink, MonthPage, Page};

use super::{Plan, Press};
use crate::failure::Failure;
use crate::output::Gated;
use crate::site::{SiteLesson, SiteLevel};

/// Adds them all, and the files beside lessons.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    let title = plan.press.word("member-home-title")?;
    let press = Arc::clone(&plan.press);
    plan.output.plan_member_home(move || member_home(&press, &title));
    let site = Arc::clone(&plan.press.site);
    for (index, level) in site.levels.iter().enumerate() {
        for (month, lessons) in level.months() {
            add_month(plan, Month { level: index, month, lessons });
        }
        for (file_index, file) in level.files.iter().enumerate() {
            let site = Arc::clone(&site);
            plan.output.plan_gated(&level.level, file.month, &file.name, move || {
                Ok(site.levels[index].files[file_index].bytes.to_bytes())
            });
        }
    }
    Ok(())
}

fn add_month(plan: &mut Plan, month: Month) {
    let site = Arc::clone(&plan.press.site);
    let level = &site.levels[month.level];
    let press = Arc::clone(&plan.press);
    let list = month.clone();
    plan.output.plan_gated(&level.level, month.month, "", move || MonthPress::of(&press, &list).list());
    for (index, lesson) in level.lessons[month.lessons.clone()].iter().enumerate() {
        let rest = format!("{}/", lesson.lesson.slug);
        let (press, of) = (Arc::clone(&plan.press), month.clone());
        plan.output
            .plan_gated(&level.level, month.month, &rest, move || MonthPress::of(&press, &of).lesson(index));
    }
}

fn member_home(press: &Press, title: &str) -> Result<Gated<Vec<u8>>, Failure> {
    let page = gated_page(title, "", "/medlem/");
    let levels = press.site.levels.iter().map(member_level).collect();
    let html = press.render("member-home.html", &MemberHome { page: &page, levels })?;
    Ok(Gated::new(html).to_bytes())
}

fn member_level(level: &SiteLevel) -> MemberLevel<'_> {
    let link = |(month, lessons): (ReleaseMonth, Range<usize>)| MonthLink {
        month,
        href: level.level.month_path(month),
        lesson_count: lessons.len(),
    };
    MemberLevel { card: &level.card, months: level.months().into_iter().rev().map(link).collect() }
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
struct Month {
    level: usize,
    month: ReleaseMonth,
    lessons: Range<usize>,
}

/// What the pages of one month are printed with.
struct MonthPress<'a> {
    press: &'a Press,
    level: &'a SiteLevel,
    month: ReleaseMonth,
    lessons: &'a [SiteLesson],
}

impl<'a> MonthPress<'a> {
    fn of(press: &'a Press, of: &Month) -> Self {
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
        let page = gated_page(&lesson.lesson.title, summary, &self.level.level.lesson_path(&lesson.lesson));
        let html = lesson.body.try_map(|body| {
            let context = LessonPage {
                page: &page,
                level: &self.level.card,
                month: self.month,
                month_href: self.href(),
                number: index + 1,
                minutes: lesson.minutes,
                task_count: lesson.task_count,
                body,
                downloads: &lesson.downloads,
                lessons: self.cards(Some(index)),
                previous: index.checked_sub(1).and_then(|index| self.link(index)),
                next: self.link(index + 1),
            };
            self.press.render("lesson.html", &context)
        })?;
        Ok(html.to_bytes())
    }

    fn href(&self) -> String {
        self.level.level.month_path(self.month)
    }

    fn link(&self, index: usize) -> Option<Link> {
        let lesson = &self.lessons.get(index)?.lesson;
        Some(Link { title: lesson.title.clone(), href: self.level.level.lesson_path(lesson) })
    }

    fn cards(&self, current: Option<usize>) -> Vec<LessonCard> {
        let card = |(index, lesson): (usize, &SiteLesson)| LessonCard {
            title: lesson.lesson.title.clone(),
            summary: lesson.lesson.summary.clone(),
            href: self.level.level.lesson_path(&lesson.lesson),
            minutes: lesson.minutes,
            task_count: lesson.task_count,
            current: current == Some(index),
        };
        self.lessons.iter().enumerate().map(card).collect()
    }
}
