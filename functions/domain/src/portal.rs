//! A portal as the functions know it: what is for sale, what there is to open, and who sells it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::address::EmailAddress;
use crate::calendar::ReleaseMonth;
use crate::lang::Lang;
use crate::launch::Launch;
use crate::lesson::{LessonAt, Task, Translation};
use crate::level::LevelId;
use crate::money::Currency;
use crate::release::{Release, Schedule};
use crate::return_path::MEMBER_PAGES;
use crate::slug::Slug;

/// The facts of one portal; of the text of a lesson only its tasks are among them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Portal {
    /// The portal's name.
    pub title: String,
    /// Its language.
    pub lang: Lang,
    /// Where it stands, without a slash at the end: `https://tydelig.example`.
    pub url: String,
    /// Its IANA time zone.
    pub time_zone: ZoneName,
    /// What its prices are counted in.
    pub currency: Currency,
    /// The value added tax in its prices.
    pub mva: Mva,
    /// For how many days a member keeps access after a payment that failed, 0 to 30.
    pub grace_days: u8,
    /// Whether this is the sample, whose seller does not exist.
    pub sample: bool,
    /// Who sells the memberships.
    pub seller: Seller,
    /// The imported audiences.
    pub audiences: Vec<AudienceGroup>,
    /// Every launch, in the order in which they were written.
    pub launches: Vec<Launch>,
    /// Every level, by number.
    pub levels: Vec<Level>,
}

/// An IANA time zone that is known to exist, as `Europe/Oslo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneName(String);

/// There is no such zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone `{0}`; write one as `Europe/Oslo`")]
pub struct NoSuchZone(String);

/// The value added tax (merverdiavgift) in a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mva {
    /// The seller is not registered for it.
    None,
    /// What is sold is exempt, as teaching is.
    Exempt,
    /// This many per cent of the net price are in the price, 1 to 50.
    Rate(u8),
}

/// Who sells the memberships, as the law wants it named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// The registered name.
    pub name: String,
    /// The nine digits, spaced as written.
    pub organisation_number: String,
    /// Street, postcode and place.
    pub address: String,
    /// Where it can be reached, and where mails come from.
    pub email: EmailAddress,
}

/// An audience that addresses are imported into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceGroup {
    /// Its name in `launches.yaml` and on the command line.
    pub id: Slug,
    /// Its name for people.
    pub title: String,
    /// Who is in it.
    pub description: String,
}

/// A level, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Its number.
    pub id: LevelId,
    /// Its folder's name without the number.
    pub slug: Slug,
    /// Its title, which is public.
    pub title: String,
    /// What it is about, in a sentence or two; public.
    pub teaser: String,
    /// What its months wait for.
    pub release: Release,
    /// Its lessons, in order.
    pub lessons: Vec<Lesson>,
}

/// A lesson, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The month in which it is released.
    pub month: ReleaseMonth,
    /// Its file's name without the ending.
    pub slug: Slug,
    /// Its title; public only if `teased`.
    pub title: String,
    /// Whether title and summary may be shown to those who cannot open it.
    pub teased: bool,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// The day in its month that it is released on, if not with the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The tasks that it sets, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// The same lesson in the portal's other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
}

impl ZoneName {
    /// The zone of this name.
    ///
    /// # Errors
    /// [`NoSuchZone`] if the bundled database has none.
    pub fn parse(name: &str) -> Result<Self, NoSuchZone> {
        TimeZone::get(name).map(|_| Self(name.to_owned())).map_err(|_| NoSuchZone(name.to_owned()))
    }

    /// The zone's rules.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl TryFrom<String> for ZoneName {
    type Error = NoSuchZone;
    fn try_from(name: String) -> Result<Self, NoSuchZone> {
        Self::parse(&name)
    }
}

impl From<ZoneName> for String {
    fn from(zone: ZoneName) -> Self {
        zone.0
    }
}

impl Level {
    /// Its part of a path: `1-ro-i-kroppen`.
    #[must_use]
    pub fn segment(&self) -> String {
        format!("{}-{}", self.id, self.slug)
    }

    /// Where a month of it stands: `/medlem/1-ro-i-kroppen/2026-08/`.
    #[must_use]
    pub fn month_path(&self, month: ReleaseMonth) -> String {
        format!("{MEMBER_PAGES}{}/{month}/", self.segment())
    }

    /// Its release; none as long as it has no lessons.
    #[must_use]
    pub fn schedule(&self) -> Option<Schedule> {
        let first = self.lessons.iter().map(|lesson| lesson.month).min()?;
        Some(Schedule { first, release: self.release })
    }

    /// Where one of its lessons stands.
    #[must_use]
    pub fn lesson_path(&self, lesson: &Lesson) -> String {
        format!("{}{}/", self.month_path(lesson.month), lesson.slug)
    }
}

impl Portal {
    /// The release of each level that has lessons.
    #[must_use]
    pub fn schedules(&self) -> BTreeMap<LevelId, Schedule> {
        self.levels.iter().filter_map(|level| Some((level.id, level.schedule()?))).collect()
    }

    /// The level and month that the gated address `path` lies in, as `/medlem/1-ro-i-kroppen/2026-08/pusten/`.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<(&Level, ReleaseMonth)> {
        let mut segments = path.strip_prefix(MEMBER_PAGES)?.split('/');
        let (level, month) = (segments.next()?, segments.next()?);
        let level = self.levels.iter().find(|candidate| candidate.segment() == level)?;
        Some((level, ReleaseMonth::parse(month).ok()?))
    }

    /// The lesson whose page stands at `path`, as `/medlem/1-ro-i-kroppen/2026-08/en/pusten/`.
    #[must_use]
    pub fn lesson_at(&self, path: &str) -> Option<LessonAt<'_>> {
        let (level, month) = self.place(path)?;
        let rest = path.strip_prefix(&level.month_path(month))?.strip_suffix('/')?;
        let (lang, slug) = match rest.split_once('/') {
            Some((lang, slug)) => (Some(Lang::parse(lang).ok()?), slug),
            None => (None, rest),
        };
        let lesson =
            level.lessons.iter().find(|lesson| lesson.month == month && lesson.slug.as_str() == slug)?;
        let in_lang = |lang| lesson.translations.iter().find(|translation| translation.lang == lang);
        let translation = match lang {
            Some(lang) => Some(in_lang(lang)?),
            None => None,
        };
        Some(LessonAt { level, lesson, translation })
    }

    /// The launch of this id.
    #[must_use]
    pub fn launch(&self, id: &Slug) -> Option<&Launch> {
        self.launches.iter().find(|launch| launch.id == *id)
    }
}
