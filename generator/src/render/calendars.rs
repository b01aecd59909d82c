//! Entries for calendars: a file beside the page that has them, and behind the gate with it.

mod ics;

use std::sync::Arc;

use super::{Plan, Press};
use crate::body::Body;
use crate::failure::Failure;
use crate::output::{Gated, PublicPath};
use crate::site::{LessonText, SiteLesson, SiteLevel};

/// Adds them all.
pub(super) fn add(plan: &mut Plan) {
    let site = Arc::clone(&plan.press.site);
    let pages = site.pages.iter().map(|page| &page.body);
    let bodies = pages.chain(site.articles.iter().map(|article| &article.body));
    let bodies = bodies.chain(site.written_levels().map(|(_, level)| &level.body));
    for event in bodies.flat_map(Body::events) {
        let (address, entry) = (event.calendar.clone(), ics::of(event, &plan.press.shared));
        plan.output.add_public(PublicPath::file(&address), entry);
    }
    for level in &site.levels {
        let lessons = level.lessons.iter().filter(|lesson| lesson.opens.is_none() && lesson.is_translated);
        for lesson in lessons {
            add_of_lesson(plan, level, lesson);
        }
    }
}

fn add_of_lesson(plan: &mut Plan, level: &SiteLevel, lesson: &SiteLesson) {
    let month_path = level.level.month_path(lesson.lesson.month);
    for (index, address) in lesson.calendars.iter().enumerate() {
        let rest = address.strip_prefix(&month_path).unwrap_or(address);
        let entry = lesson.body.map(|text| entry(&plan.press, text, index));
        plan.output.plan_gated(&level.level, lesson.lesson.month, rest, move || {
            Ok::<Gated<Vec<u8>>, Failure>(entry.clone())
        });
    }
}

fn entry(press: &Press, text: &LessonText, index: usize) -> Vec<u8> {
    let events = text.body.events();
    events.get(index).map(|event| ics::of(event, &press.shared).into_bytes()).unwrap_or_default()
}
