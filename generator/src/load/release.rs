//! Days of release: a lesson whose day has not come is listed, but neither it nor what it alone offers is published.

use std::collections::HashMap;

use domain::calendar::ReleaseMonth;
use jiff::Timestamp;
use jiff::civil::Date;
use memchr::memmem;

use super::front_matter::Text;
use super::lessons::LessonFile;
use super::levels::{GatedFile, LevelFiles, LevelFolder};
use super::sample::DateShift;
use super::site::{Settings, day};
use super::yaml::Fields;

/// Which day it is, and how far the sample's dates are moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    /// In the portal's time zone.
    pub today: Date,
    pub shift: DateShift,
}

impl Calendar {
    /// As it is at `now` where the portal is; the sample's dates are moved by `shift`.
    #[must_use]
    pub(super) fn at(now: Timestamp, settings: &Settings, shift: DateShift) -> Self {
        Self { today: now.to_zoned(settings.time_zone()).date(), shift }
    }

    /// The day that the field `release` names; it must lie in `month`, which was moved already.
    #[must_use]
    pub(super) fn day(self, fields: &mut Fields<'_>, month: ReleaseMonth) -> Option<Date> {
        fields.optional("release")?.parse(|text| {
            let day = self.shift.release(day(text)?);
            if ReleaseMonth::on(day) == month {
                return Ok(day);
            }
            Err(format!(
                "`{text}` is no day in the month of the lesson's folder; write one in it, or move the lesson"
            ))
        })
    }

    /// Whether the day has not come.
    #[must_use]
    pub(super) fn awaits(self, day: Date) -> bool {
        day > self.today
    }
}

/// For each file behind the gate, in the order of `levels`: whether only lessons offer it whose day has not come.
/// `others` are the same levels in other languages, and `public` the texts of pages and articles.
#[must_use]
pub(super) fn withheld(levels: &[LevelFiles], others: &[&LevelFiles], public: &[&Text]) -> Vec<bool> {
    let all: Vec<&LevelFiles> = levels.iter().chain(others.iter().copied()).collect();
    let of_level = |level: &LevelFiles| -> Vec<bool> {
        level.gated_files.iter().map(|file| is_awaited(file, &level.folder, &all, public)).collect()
    };
    levels.iter().flat_map(of_level).collect()
}

/// Whether a lesson beside the file names it, and all texts that do, here and elsewhere, are awaited.
fn is_awaited(file: &GatedFile, here: &LevelFolder, levels: &[&LevelFiles], public: &[&Text]) -> bool {
    let names = |lesson: &&LessonFile| mentions(&lesson.text, &file.name);
    let of_level = levels.iter().filter(|level| level.folder.path == here.path);
    let of_level: Vec<&LessonFile> =
        of_level.flat_map(|level| &level.lessons).filter(|lesson| !lesson.draft).collect();
    let beside = of_level.iter().copied().filter(|lesson| lesson.month == file.month);
    let (awaited, out): (Vec<&LessonFile>, Vec<&LessonFile>) =
        beside.partition(|lesson| lesson.awaited.is_some());
    if !awaited.iter().any(names) || out.iter().any(names) {
        return false;
    }
    let from_elsewhere = format!("/{}", file.path.trim_start_matches("levels/"));
    let from_this_level = &from_elsewhere[here.path.len() - "levels/".len()..];
    let is_out = |lesson: &&LessonFile| lesson.awaited.is_none() && !lesson.draft;
    let lessons = levels.iter().flat_map(|level| &level.lessons).filter(is_out).map(|lesson| &lesson.text);
    let mut others = public.iter().copied().chain(levels.iter().map(|level| &level.text)).chain(lessons);
    let mut in_this_level = of_level.iter().copied().filter(is_out);
    !(others.any(|text| mentions(text, &from_elsewhere))
        || in_this_level.any(|lesson| mentions(&lesson.text, from_this_level)))
}

/// Lets each lesson of `translated` wait for the same day as in `own`.
pub(super) fn await_alike(translated: &mut [LevelFiles], own: &[LevelFiles]) {
    let awaited =
        own.iter().flat_map(|level| &level.lessons).map(|lesson| (lesson.path.as_str(), lesson.awaited));
    let awaited: HashMap<&str, Option<Date>> = awaited.collect();
    for lesson in translated.iter_mut().flat_map(|level| &mut level.lessons) {
        if let Some(day) = awaited.get(lesson.path.as_str()) {
            lesson.awaited = *day;
        }
    }
}

/// Whether `text` has `name`, and not only as a part of a longer one.
fn mentions(text: &Text, name: &str) -> bool {
    let is_part =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    let bytes = text.source.text().as_bytes();
    memmem::find_iter(bytes, name).any(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let begins = name.starts_with('/') || !(is_part(before) || before == Some(&b'.'));
        begins && !is_part(bytes.get(at + name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::source::Source;

    fn mentions(text: &str, name: &str) -> bool {
        super::mentions(&Text { source: Source::new("a.md", text), body: 0..text.len() }, name)
    }

    #[test]
    fn a_name_is_found_and_a_longer_one_is_not_it() {
        assert!(mentions("![](ark.pdf)", "ark.pdf") && mentions("file: ark.pdf", "ark.pdf"));
        assert!(mentions("[x](../2026-08/ark.pdf).", "/2026-08/ark.pdf"));
        for other in ["merk-ark.pdf", "ark.pdf2", "ark-pdf", "et.ark.pdf"] {
            assert!(!mentions(other, "ark.pdf"), "{other}");
        }
    }
}
