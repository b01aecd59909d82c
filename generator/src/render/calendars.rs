//! Entries for calendars: a file beside the page that has them, and behind the gate with it.

mod ics;

use std::sync::Arc;

use themes::context::EventBlock;

use super::Plan;
use crate::body::Body;
use crate::output::PublicPath;
use crate::site::{SiteLesson, SiteLevel};

/// Adds them all.
pub(super) fn add(plan: &mut Plan) {
    let site = Arc::clone(&plan.press().site);
    let pages = site.pages.iter().map(|page| &page.body);
    let bodies = pages.chain(site.articles.iter().map(|article| &article.body));
    let bodies = bodies.chain(site.written_levels().map(|(_, level)| &level.body));
    for event in bodies.flat_map(Body::events) {
        let (address, entry) = (event.calendar.clone(), ics::of(event, &plan.press().shared));
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
    let (month, site) = (lesson.lesson.month, Arc::clone(&plan.press().shared));
    let folder = lesson.href.strip_prefix(&level.level.month_path(month)).unwrap_or_default();
    let file = |event: &EventBlock| {
        let name = event.calendar.rsplit('/').next().unwrap_or_default();
        (name.to_owned(), ics::of(event, &site).into_bytes())
    };
    let files = lesson.body.map(|text| text.body.events().into_iter().map(file).collect());
    plan.output.add_gated_files(&level.level, month, folder, files);
}
