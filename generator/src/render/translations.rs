//! Which pages are the same in which languages.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use domain::lang::Lang;
use themes::translations::Translations;

use super::gated::language_folder;
use super::search_engines::addresses;
use crate::site::{Site, SiteLesson};

/// Those of `site`; none, if it has one language.
#[must_use]
pub(super) fn of(site: &Site) -> Translations {
    if site.translations.is_empty() {
        return Translations::default();
    }
    let mut pages: BTreeMap<String, Vec<(Lang, String)>> = BTreeMap::new();
    for site in std::iter::once(site).chain(site.translations.iter().map(AsRef::as_ref)) {
        let (lang, prefix) = (site.theme.lang, site.shared.prefix.as_str());
        for href in addresses(site) {
            pages.entry(href[prefix.len()..].to_owned()).or_default().push((lang, href));
        }
        for (name, href) in gated(site) {
            pages.entry(name).or_default().push((lang, href));
        }
    }
    let fronts = pages.get("/").cloned().unwrap_or_default();
    Translations::new(fronts, pages.into_values())
}

/// The pages behind the gate that are written in its language, by what is the same in all languages.
fn gated(site: &Site) -> impl Iterator<Item = (String, String)> {
    site.levels.iter().flat_map(|level| {
        let is_there = |lesson: &&Arc<SiteLesson>| lesson.is_translated && lesson.opens.is_none();
        let lessons = level.lessons.iter().filter(is_there).map(|lesson| {
            let name = level.level.lesson_path(&lesson.lesson);
            (name, lesson.href.clone())
        });
        let has_pages =
            |range: &Range<usize>| level.lessons[range.clone()].iter().any(|lesson| lesson.is_translated);
        let months = level.months().into_iter().filter(move |(_, lessons)| has_pages(lessons));
        let months = months.map(|(month, _)| {
            let name = level.level.month_path(month);
            let href = format!("{name}{}", language_folder(site));
            (name, href)
        });
        lessons.chain(months)
    })
}
