//! What members get done: the tasks they have ticked, how far that brings them, where they go on, and what is new to them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::ReleaseMonth;
use crate::lesson::{LessonAt, LessonKey, Task};
use crate::membership::Membership;
use crate::portal::{Lesson, Level, Portal};
use crate::slug::Slug;

/// The tasks of one lesson that a member has ticked, and when.
pub type Ticked = BTreeMap<Slug, Timestamp>;

/// What a member has ticked in each lesson.
pub type Ticks = BTreeMap<LessonKey, Ticked>;

/// How many lessons are named as new.
pub const MOST_NEW: usize = 5;

/// How long a visit lasts: whoever comes back later is here another time.
pub const VISIT: SignedDuration = SignedDuration::from_hours(12);

/// What a form changes of a lesson's ticks. Only the difference is written, so that two devices lose nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What is ticked now and was not.
    pub tick: BTreeSet<Slug>,
    /// What was ticked and is no longer.
    pub untick: BTreeSet<Slug>,
}

/// When a member was here: the last time, and the time before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When the last visit began.
    pub at: Timestamp,
    /// When the one before it began, if there was one.
    pub before: Option<Timestamp>,
}

/// One membership before one portal at one instant.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// What there is to open.
    pub portal: &'a Portal,
    /// What decides what is open.
    pub membership: &'a Membership,
    /// When.
    pub now: Timestamp,
    /// The portal's.
    pub zone: TimeZone,
}

/// What a member finds when they arrive.
#[derive(Clone, Debug, PartialEq)]
pub struct Home<'a> {
    /// Where they go on.
    pub go_on: Option<GoOn<'a>>,
    /// Every level, in order.
    pub levels: Vec<LevelProgress<'a>>,
    /// What was released since the visit before, the newest first; at most [`MOST_NEW`].
    pub new: Vec<(LessonAt<'a>, Date)>,
}

/// The lesson in which a member goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoOn<'a> {
    /// The lesson.
    pub at: LessonAt<'a>,
    /// How many of its tasks are ticked.
    pub ticked: usize,
    /// Whether anything of theirs is ticked anywhere: else they begin.
    pub has_begun: bool,
}

/// How far a member is in a level. Counted are the lessons that are open to them and set tasks; such a lesson is done when
/// all of its tasks are ticked, in one of its languages. A lesson without tasks is not counted: there is nothing in it to
/// tick.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelProgress<'a> {
    /// The level.
    pub level: &'a Level,
    /// Whether the membership has it.
    pub is_theirs: bool,
    /// How many lessons are done.
    pub done: usize,
    /// How many lessons are counted.
    pub counted: usize,
    /// Its months, newest first.
    pub months: Vec<MonthOf>,
}

/// A month of a level, as it stands for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthOf {
    /// Which one.
    pub month: ReleaseMonth,
    /// How many lessons it has.
    pub lessons: usize,
    /// The day on which it opens, if that lies ahead.
    pub opens: Option<Date>,
}

impl Change {
    /// What a form asks for in which the tasks `ticked` are ticked, and which was made when `shown` were. Of tasks that are
    /// not among `known` nothing is asked: they have left the lesson since.
    #[must_use]
    pub fn of(known: &[Task], shown: &BTreeSet<&str>, ticked: &BTreeSet<&str>) -> Self {
        let of = |wanted: &BTreeSet<&str>, but: &BTreeSet<&str>| {
            let ids = known.iter().map(|task| &task.id);
            ids.filter(|id| wanted.contains(id.as_str()) && !but.contains(id.as_str())).cloned().collect()
        };
        Self { tick: of(ticked, shown), untick: of(shown, ticked) }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tick.is_empty() && self.untick.is_empty()
    }
}

impl Visit {
    /// The visit that begins at `now`, if the last one, which is `known`, is over.
    #[must_use]
    pub fn begun(known: Option<Self>, now: Timestamp) -> Option<Self> {
        match known {
            None => Some(Self { at: now, before: None }),
            Some(known) if now.duration_since(known.at) >= VISIT => {
                Some(Self { at: now, before: Some(known.at) })
            }
            Some(_) => None,
        }
    }
}

impl<'a> Reader<'a> {
    /// Whether the lesson is open to them: as their pass says, and its own day has come.
    #[must_use]
    pub fn may_open(&self, level: &Level, lesson: &Lesson) -> bool {
        let is_open =
            |schedule| self.membership.opens(level.id, lesson.month, schedule, self.now, &self.zone);
        level.schedule().is_some_and(is_open) && lesson.day.is_none_or(|day| day <= self.today())
    }

    /// What they find when they arrive, with these ticks; the visit before this one began at `since`.
    #[must_use]
    pub fn home(&self, ticks: &Ticks, since: Option<Timestamp>) -> Home<'a> {
        let open: Vec<LessonAt<'a>> = self.open().collect();
        Home {
            go_on: go_on(&open, ticks),
            levels: self.portal.levels.iter().map(|level| self.level(level, &open, ticks)).collect(),
            new: since.map(|since| self.new_since(since, &open)).unwrap_or_default(),
        }
    }

    fn today(&self) -> Date {
        self.zone.to_datetime(self.now).date()
    }

    fn open(&self) -> impl Iterator<Item = LessonAt<'a>> + use<'a, '_> {
        let lessons = self.portal.levels.iter().flat_map(|level| {
            level.lessons.iter().map(move |lesson| LessonAt { level, lesson, translation: None })
        });
        lessons.filter(|at| self.may_open(at.level, at.lesson))
    }

    fn level(&self, level: &'a Level, open: &[LessonAt<'a>], ticks: &Ticks) -> LevelProgress<'a> {
        let with_tasks =
            open.iter().filter(|at| at.level.id == level.id && !at.lesson.tasks.is_empty()).copied();
        let with_tasks: Vec<LessonAt<'a>> = with_tasks.collect();
        LevelProgress {
            level,
            is_theirs: self.membership.levels.holds(level.id),
            done: with_tasks.iter().filter(|at| is_done(at, ticks)).count(),
            counted: with_tasks.len(),
            months: self.months(level),
        }
    }

    fn months(&self, level: &Level) -> Vec<MonthOf> {
        let mut lessons = BTreeMap::new();
        for lesson in &level.lessons {
            *lessons.entry(lesson.month).or_insert(0) += 1;
        }
        let Some(schedule) = level.schedule() else { return Vec::new() };
        let opens = |month| schedule.opens_on(month, self.membership.joined_on(&self.zone));
        let months = lessons.into_iter().rev();
        let month = |(month, lessons)| MonthOf {
            month,
            lessons,
            opens: Some(opens(month)).filter(|day| self.today() < *day),
        };
        months.map(month).collect()
    }

    fn new_since(&self, since: Timestamp, open: &[LessonAt<'a>]) -> Vec<(LessonAt<'a>, Date)> {
        let released = open.iter().filter_map(|at| Some((*at, self.released_on(at)?)));
        let is_new = |(_, day): &(LessonAt<'a>, Date)| {
            self.zone.to_timestamp(day.at(0, 0, 0, 0)).is_ok_and(|midnight| since < midnight)
        };
        let mut new: Vec<_> = released.filter(is_new).collect();
        new.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
        new.truncate(MOST_NEW);
        new
    }

    /// On which day the lesson was released to them.
    fn released_on(&self, at: &LessonAt<'_>) -> Option<Date> {
        let opens = at.level.schedule()?.opens_on(at.lesson.month, self.membership.joined_on(&self.zone));
        Some(at.lesson.day.map_or(opens, |day| opens.max(day)))
    }
}

/// The lesson of the newest tick, as long as a task of it is left; else the first of those that are `open` with a task
/// left; else that lesson again, or the first one.
fn go_on<'a>(open: &[LessonAt<'a>], ticks: &Ticks) -> Option<GoOn<'a>> {
    let newest = |at: &&LessonAt<'a>| ticks.get(&at.key()).and_then(|ticked| ticked.values().max().copied());
    let last = open.iter().filter(|at| newest(at).is_some()).max_by_key(newest);
    let has_left = |at: &&LessonAt<'a>| !at.lesson.tasks.is_empty() && !is_done(at, ticks);
    let unfinished = last.filter(has_left).or_else(|| open.iter().find(has_left));
    let at = *unfinished.or(last).or(open.first())?;
    Some(GoOn { at, ticked: ticked_of(&at.lesson.tasks, &at.key(), ticks), has_begun: last.is_some() })
}

fn is_done(at: &LessonAt<'_>, ticks: &Ticks) -> bool {
    let translated = at.lesson.translations.iter().map(|translation| &translation.tasks);
    std::iter::once(&at.lesson.tasks)
        .chain(translated)
        .any(|tasks| !tasks.is_empty() && ticked_of(tasks, &at.key(), ticks) == tasks.len())
}

fn ticked_of(tasks: &[Task], key: &LessonKey, ticks: &Ticks) -> usize {
    let ticked = ticks.get(key);
    tasks.iter().filter(|task| ticked.is_some_and(|ticked| ticked.contains_key(&task.id))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::EmailAddress;
    use crate::lang::Lang;
    use crate::lesson::Translation;
    use crate::level::{LevelId, LevelSet};
    use crate::membership::MembershipState;
    use crate::money::Currency;
    use crate::portal::{Mva, Seller, ZoneName};
    use crate::release::Release;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn tasks(ids: &[&str]) -> Vec<Task> {
        ids.iter().map(|id| Task { id: slug(id), words: (*id).to_owned() }).collect()
    }

    fn lesson(month: &str, name: &str, ids: &[&str]) -> Lesson {
        Lesson {
            month: ReleaseMonth::parse(month).unwrap(),
            slug: slug(name),
            title: name.to_owned(),
            teased: false,
            summary: None,
            day: None,
            tasks: tasks(ids),
            translations: Vec::new(),
        }
    }

    fn level(number: u8, lessons: Vec<Lesson>) -> Level {
        Level {
            id: LevelId::new(number).unwrap(),
            slug: slug("ro"),
            title: "Ro".to_owned(),
            teaser: "Ro".to_owned(),
            release: Release::Calendar,
            lessons,
        }
    }

    fn portal() -> Portal {
        let mut puls = lesson("2026-09", "puls", &["a"]);
        puls.day = Some(jiff::civil::date(2026, 9, 15));
        let one = vec![
            lesson("2026-08", "pust", &["a", "b"]),
            lesson("2026-08", "lytt", &[]),
            puls,
            lesson("2026-10", "gang", &["a"]),
        ];
        with_levels(vec![level(1, one), level(2, vec![lesson("2026-08", "ord", &["a"])])])
    }

    fn with_levels(levels: Vec<Level>) -> Portal {
        Portal {
            title: "Tydelig".to_owned(),
            lang: Lang::Nb,
            url: "https://tydelig.example".to_owned(),
            time_zone: ZoneName::parse("Europe/Oslo").unwrap(),
            currency: Currency::Nok,
            mva: Mva::None,
            grace_days: 7,
            sample: false,
            seller: Seller {
                name: "Tydelig".to_owned(),
                organisation_number: "999 999 999".to_owned(),
                address: "Oslo".to_owned(),
                email: EmailAddress::parse("hei@tydelig.example").unwrap(),
            },
            audiences: Vec::new(),
            launches: Vec::new(),
            levels,
        }
    }

    fn membership() -> Membership {
        Membership {
            state: MembershipState::Active,
            paid_until: at("2026-12-17T00:00:00Z"),
            levels: LevelSet::Only([LevelId::new(1).unwrap()].into()),
            joined_at: at("2026-08-17T00:00:00Z"),
            grace_days: 7,
            revoked: false,
            disputed: false,
        }
    }

    /// What they find in September, when the lesson of the fifteenth has just come.
    fn home_with<'a>(portal: &'a Portal, membership: &'a Membership, ticks: &Ticks) -> Home<'a> {
        let now = at("2026-09-15T10:00:00Z");
        let reader = Reader { portal, membership, now, zone: TimeZone::UTC };
        reader.home(ticks, Some(at("2026-09-10T10:00:00Z")))
    }

    fn ticks(of: &[(&str, &[(&str, &str)])]) -> Ticks {
        let ticked = |ids: &[(&str, &str)]| ids.iter().map(|(id, when)| (slug(id), at(when))).collect();
        of.iter().map(|(key, ids)| (LessonKey::parse(key).unwrap(), ticked(ids))).collect()
    }

    fn goes_on(ticks: &Ticks) -> String {
        let (portal, membership) = (portal(), membership());
        home_with(&portal, &membership, ticks).go_on.unwrap().at.lesson.title.clone()
    }

    #[test]
    fn a_lesson_opens_with_its_month_its_day_and_what_was_bought() {
        let (portal, membership) = (portal(), membership());
        let open_at = |now: &str| {
            let reader =
                Reader { portal: &portal, membership: &membership, now: at(now), zone: TimeZone::UTC };
            reader.open().map(|at| at.lesson.slug.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(open_at("2026-09-14T23:59:59Z"), ["pust", "lytt"]);
        assert_eq!(open_at("2026-09-15T00:00:00Z"), ["pust", "lytt", "puls"]);
        assert_eq!(open_at("2026-10-01T00:00:00Z"), ["pust", "lytt", "puls", "gang"]);
        assert!(open_at("2027-10-01T00:00:00Z").is_empty(), "it has ended");
    }

    #[test]
    fn one_goes_on_where_one_ticked_last_while_something_is_left_there() {
        assert_eq!(goes_on(&Ticks::new()), "pust");
        let pust = ("1/2026-08/pust", &[("a", "2026-09-12T10:00:00Z")][..]);
        assert_eq!(goes_on(&ticks(&[pust])), "pust");
        let all = ("1/2026-08/pust", &[("a", "2026-09-12T10:00:00Z"), ("b", "2026-09-12T11:00:00Z")][..]);
        assert_eq!(goes_on(&ticks(&[all])), "puls");
        let puls = ("1/2026-09/puls", &[("a", "2026-09-15T09:00:00Z")][..]);
        assert_eq!(goes_on(&ticks(&[pust, puls])), "pust");
        assert_eq!(goes_on(&ticks(&[all, puls])), "puls", "all is done");
    }

    #[test]
    fn a_lesson_is_done_when_all_of_its_tasks_are_ticked_in_one_language() {
        let (mut portal, membership) = (portal(), membership());
        let half =
            ticks(&[("1/2026-08/pust", &[("a", "2026-09-12T10:00:00Z"), ("x", "2026-09-12T10:00:00Z")])]);
        let counted = |portal: &Portal| {
            let level = &home_with(portal, &membership, &half).levels[0];
            (level.done, level.counted)
        };
        assert_eq!(counted(&portal), (0, 2), "what sets no task, and what is not open, does not count");
        let english = Translation { lang: Lang::En, title: "Breath".to_owned(), tasks: tasks(&["x"]) };
        portal.levels[0].lessons[0].translations.push(english);
        assert_eq!(counted(&portal), (1, 2));
    }

    #[test]
    fn months_ahead_have_their_day_and_other_levels_are_not_theirs() {
        let (portal, membership) = (portal(), membership());
        let levels = home_with(&portal, &membership, &Ticks::new()).levels;
        let opens: Vec<_> = levels[0].months.iter().map(|month| month.opens).collect();
        assert_eq!(opens, [Some(jiff::civil::date(2026, 10, 1)), None, None]);
        assert_eq!((levels[0].is_theirs, levels[1].is_theirs, levels[1].counted), (true, false, 0));
    }

    #[test]
    fn new_is_what_was_released_since_the_visit_before() {
        let (portal, membership) = (portal(), membership());
        let new = home_with(&portal, &membership, &Ticks::new()).new;
        let new: Vec<_> = new.iter().map(|(at, day)| (at.lesson.title.as_str(), *day)).collect();
        assert_eq!(new, [("puls", jiff::civil::date(2026, 9, 15))]);
        let reader = Reader {
            portal: &portal,
            membership: &membership,
            now: at("2026-09-15T10:00:00Z"),
            zone: TimeZone::UTC,
        };
        assert!(
            reader.home(&Ticks::new(), None).new.is_empty(),
            "nothing is new to who is here for the first time"
        );
    }

    #[test]
    fn a_visit_begins_half_a_day_after_the_one_before() {
        let first = Visit::begun(None, at("2026-09-15T08:00:00Z"));
        assert_eq!(first, Some(Visit { at: at("2026-09-15T08:00:00Z"), before: None }));
        assert_eq!(Visit::begun(first, at("2026-09-15T19:59:59Z")), None);
        let second = Visit::begun(first, at("2026-09-15T20:00:00Z"));
        assert_eq!(second.and_then(|visit| visit.before), Some(at("2026-09-15T08:00:00Z")));
        assert_eq!(Visit::begun(second, at("2026-09-14T08:00:00Z")), None, "clocks differ");
    }

    #[test]
    fn a_form_changes_what_differs_from_what_it_showed_and_nothing_else() {
        let known = tasks(&["a", "b", "c"]);
        let change = Change::of(&known, &["a", "b", "gone"].into(), &["b", "c", "gone", "other"].into());
        let set = |ids: &[&str]| ids.iter().map(|id| slug(id)).collect::<BTreeSet<_>>();
        assert_eq!(change, Change { tick: set(&["c"]), untick: set(&["a"]) });
        assert!(Change::of(&known, &["a"].into(), &["a"].into()).is_empty());
    }

    #[test]
    fn a_lesson_is_found_by_its_address_in_each_of_its_languages() {
        let mut portal = portal();
        let english = Translation { lang: Lang::En, title: "Breath".to_owned(), tasks: tasks(&["x"]) };
        portal.levels[0].lessons[0].translations.push(english);
        let own = portal.lesson_at("/medlem/1-ro/2026-08/pust/").unwrap();
        assert_eq!(
            (own.title(), own.tasks().len(), own.key().to_string().as_str()),
            ("pust", 2, "1/2026-08/pust")
        );
        let english = portal.lesson_at("/medlem/1-ro/2026-08/en/pust/").unwrap();
        assert_eq!((english.title(), english.tasks().len(), english.key()), ("Breath", 1, own.key()));
        for none in [
            "/medlem/1-ro/2026-08/",
            "/medlem/1-ro/2026-08/pust",
            "/medlem/1-ro/2026-08/nn/pust/",
            "/medlem/1-ro/2026-09/pust/",
            "/",
            "",
        ] {
            assert_eq!(portal.lesson_at(none), None, "{none}");
        }
    }
}
