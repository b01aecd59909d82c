//! Pages behind the gate: the members' signpost, months and lessons.

use domain::calendar::ReleaseMonth;
use themes::context::{LessonCard, LessonPage, Link, MemberHome, MemberLevel, MonthLink, MonthPage, Page};

use super::Press;
use crate::failure::Failure;
use crate::output::{Gated, Output};
use crate::site::{SiteLesson, SiteLevel};

/// Renders them all, and adds the files beside lessons.
pub(super) fn add(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    member_home(press, output)?;
    for level in &press.site.levels {
        for month in level.months() {
            MonthPress { press, level, month, lessons: level.lessons_of(month) }.add(output)?;
        }
        for file in level.files.iter().filter(|file| !file.withheld) {
            output.add_gated(&level.level, file.month, &file.name, file.bytes.to_bytes());
        }
    }
    Ok(())
}

fn member_home(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    let page = gated_page(press.word("member-home-title")?, "", "/medlem/");
    let levels = press.site.levels.iter().map(member_level).collect();
    let html = press.render("member-home.html", &MemberHome { page: &page, levels })?;
    output.add_member_home(Gated::new(html).to_bytes());
    Ok(())
}

fn member_level(level: &SiteLevel) -> MemberLevel<'_> {
    let link = |month| MonthLink {
        month,
        href: level.level.month_path(month),
        lesson_count: level.lessons_of(month).len(),
    };
    MemberLevel { card: &level.card, months: level.months().into_iter().map(link).collect() }
}

fn gated_page(title: impl Into<String>, description: &str, path: &str) -> Page {
    Page {
        title: title.into(),
        description: description.to_owned(),
        path: path.to_owned(),
        noindex: true,
        for_members: true,
    }
}

/// What the pages of one month are printed with.
struct MonthPress<'a> {
    press: Press<'a>,
    level: &'a SiteLevel,
    month: ReleaseMonth,
    lessons: Vec<&'a SiteLesson>,
}

impl MonthPress<'_> {
    fn add(&self, output: &mut Output) -> Result<(), Failure> {
        output.add_gated(&self.level.level, self.month, "", self.list()?);
        let released = self.lessons.iter().enumerate().filter(|(_, lesson)| lesson.opens.is_none());
        for (index, lesson) in released {
            let rest = format!("{}/", lesson.lesson.slug);
            output.add_gated(&self.level.level, self.month, &rest, self.lesson(index, lesson)?);
        }
        Ok(())
    }

    fn list(&self) -> Result<Gated<Vec<u8>>, Failure> {
        let page = gated_page(&self.level.card.title, &self.level.card.teaser, &self.href());
        let (level, month) = (&self.level.card, self.month);
        let html = self
            .press
            .render("month.html", &MonthPage { page: &page, level, month, lessons: self.cards(None) })?;
        Ok(Gated::new(html).to_bytes())
    }

    fn lesson(&self, index: usize, lesson: &SiteLesson) -> Result<Gated<Vec<u8>>, Failure> {
        let summary = lesson.lesson.summary.as_deref().unwrap_or_default();
        let page = gated_page(&lesson.lesson.title, summary, &self.level.level.lesson_path(&lesson.lesson));
        let html = lesson.body.try_map(|text| {
            let context = LessonPage {
                page: &page,
                level: &self.level.card,
                month: self.month,
                month_href: self.href(),
                number: index + 1,
                minutes: lesson.minutes,
                task_count: lesson.task_count,
                body: &text.html,
                toc: &text.toc,
                downloads: &lesson.downloads,
                lessons: self.cards(Some(index)),
                previous: self.lessons[..index].iter().rev().find_map(|lesson| self.link(lesson)),
                next: self.lessons[index + 1..].iter().find_map(|lesson| self.link(lesson)),
            };
            self.press.render("lesson.html", &context)
        })?;
        Ok(html.to_bytes())
    }

    fn href(&self) -> String {
        self.level.level.month_path(self.month)
    }

    /// Nothing, if it is not released yet.
    fn link(&self, lesson: &SiteLesson) -> Option<Link> {
        let href = self.level.level.lesson_path(&lesson.lesson);
        lesson.opens.is_none().then(|| Link { title: lesson.lesson.title.clone(), href })
    }

    fn cards(&self, current: Option<usize>) -> Vec<LessonCard> {
        let card = |(index, lesson): (usize, &&SiteLesson)| LessonCard {
            title: lesson.lesson.title.clone(),
            summary: lesson.lesson.summary.clone(),
            href: self.level.level.lesson_path(&lesson.lesson),
            minutes: lesson.minutes,
            task_count: lesson.task_count,
            opens: lesson.opens,
            current: current == Some(index),
        };
        self.lessons.iter().enumerate().map(card).collect()
    }
}
