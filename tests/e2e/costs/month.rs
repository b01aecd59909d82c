//! What a month uses, counted from how a portal is used and from what each request costs at the table.

use std::collections::BTreeMap;

use super::prices::decimal;
use super::stories::{STORIES, Story};
use super::usage::{self, Schedule};
use crate::cost::documented_lines;

/// Read and write units of everything that the table in ARCHITECTURE.md names, in thousandths.
pub(super) struct Units(BTreeMap<String, (u128, u128)>);

impl Units {
    pub(super) fn documented() -> Self {
        let unit = |text: &str| decimal(text, 1000);
        let line = |line: Vec<String>| {
            let name = line[0].trim_matches('`').to_owned();
            (name, (unit(&line[4]), unit(&line[5])))
        };
        Self(documented_lines().into_iter().map(line).collect())
    }

    fn of(&self, name: &str) -> (u128, u128) {
        *self.0.get(name).unwrap_or_else(|| panic!("ARCHITECTURE.md does not say what `{name}` costs"))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// What a month uses, in thousandths of what each price is for.
#[derive(Default)]
pub(super) struct Month {
    used: BTreeMap<&'static str, u128>,
    /// Milliseconds that functions work, bytes that they log, and kilobytes that readers get; in thousandths, too.
    work: u128,
    logged: u128,
    sent: u128,
}

impl Month {
    pub(super) fn of_all(members: u128, units: &Units) -> Self {
        let mut month = Self::default();
        for story in &STORIES {
            month.story(story, members, units);
        }
        for schedule in &usage::SCHEDULES {
            month.schedule(schedule, units);
        }
        month.what_stands(members);
        month.settled()
    }

    pub(super) fn of_story(story: &Story, members: u128, units: &Units) -> Self {
        let mut month = Self::default();
        month.story(story, members, units);
        month.settled()
    }

    pub(super) fn of_schedule(schedule: &Schedule, units: &Units) -> Self {
        let mut month = Self::default();
        month.schedule(schedule, units);
        month.settled()
    }

    /// In thousandths.
    pub(super) fn used(&self, key: &str) -> u128 {
        self.used.get(key).copied().unwrap_or(0)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.used.keys().copied()
    }

    fn story(&mut self, story: &Story, members: u128, units: &Units) {
        // So many in a month, in thousandths.
        let times = members * story.often;
        self.requests(story, times, units);
        self.pages(story, times);
        self.mails(times * story.mails, units);
        self.wakings(times * story.wakes_access, usage::GATE, usage::WORK, units);
        self.store_asked(times * story.changes_store);
        self.add("store_calls", times * story.changes_store);
    }

    fn schedule(&mut self, schedule: &Schedule, units: &Units) {
        let times = 1000 * schedule.times();
        self.add("schedules", times);
        self.wakings(times, schedule.does, usage::WORK, units);
        self.started(1000 * usage::STARTS_OF_A_SCHEDULE, units);
    }

    /// What does not depend on what anybody does.
    fn what_stands(&mut self, members: u128) {
        let lists = usage::ADDRESSES_FOR_A_MEMBER * usage::KILOBYTES_OF_AN_ADDRESS;
        let table = gigabytes(1000 * members * (usage::KILOBYTES_OF_A_MEMBER + lists));
        self.add("table_gb", table);
        self.add("recovery_gb", table);
        self.add("bucket_gb", 1000 * usage::BUCKET_GIGABYTES);
        self.add("bucket_puts", 1000 * usage::FILES_PUT);
        self.add("metrics", 1000 * usage::METRICS);
        self.add("alarms", 1000 * usage::ALARMS);
        self.store_asked(1000 * (usage::LOOKS_AT_THE_STORE + usage::STORE_CHANGES));
        self.add("store_calls", 1000 * usage::STORE_CHANGES);
    }

    /// What was counted in smaller parts, in those of its price.
    fn settled(mut self) -> Self {
        self.add("gb_seconds", (self.work * usage::MEGABYTES).div_ceil(1024 * 1000));
        self.add("cdn_gb", gigabytes(self.sent));
        // Logs are kept for as long as a month has.
        self.add("log_gb", self.logged.div_ceil(1_000_000_000));
        self.add("kept_log_gb", self.logged.div_ceil(1_000_000_000));
        self
    }

    fn add(&mut self, key: &'static str, thousandths: u128) {
        *self.used.entry(key).or_default() += thousandths;
    }

    fn units(&mut self, times: u128, (reads, writes): (u128, u128)) {
        self.add("reads", (times * reads).div_ceil(1000));
        self.add("writes", (times * writes).div_ceil(1000));
    }

    fn requests(&mut self, story: &Story, times: u128, units: &Units) {
        for (name, each) in story.does {
            let (times, reaches) = (times * each, usage::REACHES_A_PROVIDER.contains(name));
            let work = if reaches { usage::WORK_WITH_A_PROVIDER } else { usage::WORK };
            if !name.contains(" /api/") {
                self.wakings(times, name, work, units);
                continue;
            }
            self.units(times, units.of(name));
            self.invoked(times, work, units);
            self.started(times * usage::COLD_IN_A_THOUSAND / 1000, units);
            self.add("api_requests", times);
            self.add("cdn_requests", times);
            self.sent += times * usage::KILOBYTES_OF_AN_ANSWER;
            self.logged += times * usage::LOGGED_FOR_A_REQUEST;
        }
    }

    fn pages(&mut self, story: &Story, times: u128) {
        // A pass that has run out is found by the gate, which is asked again when there is a new one.
        let turned_away = story.does.iter().filter(|(name, _)| *name == "GET /api/access/refresh");
        let turned_away: u128 = turned_away.map(|(_, each)| times * each).sum();
        let lessons = times * story.lessons * usage::REQUESTS_FOR_A_PAGE + turned_away;
        let pages = times * story.pages * usage::REQUESTS_FOR_A_PAGE;
        self.add("cdn_requests", lessons + pages);
        self.add("gate_runs", lessons + pages);
        self.add("gate_reads", lessons * usage::READS_FOR_A_LESSON + pages * usage::READS_FOR_A_PAGE);
        let kilobytes =
            story.lessons * usage::KILOBYTES_OF_A_LESSON + story.pages * usage::KILOBYTES_OF_A_PAGE;
        self.sent += times * kilobytes;
        self.add("bucket_gets", (lessons + pages) * usage::FETCHED_IN_A_THOUSAND / 1000);
    }

    fn mails(&mut self, times: u128, units: &Units) {
        self.add("mails", times);
        self.wakings(times, usage::MAIL, usage::WORK_WITH_A_PROVIDER, units);
        let (reads, writes) = usage::UNITS_OF_AN_EVENT;
        let events = times * usage::EVENTS_OF_A_MAIL;
        self.units(events, (1000 * reads, 1000 * writes));
        self.invoked(events, usage::WORK, units);
        self.logged += events * usage::LOGGED_FOR_A_WAKING;
    }

    /// Functions are woken to do what has this line in ARCHITECTURE.md.
    fn wakings(&mut self, times: u128, name: &str, work: u128, units: &Units) {
        self.units(times, units.of(name));
        self.invoked(times, work, units);
        self.logged += times * usage::LOGGED_FOR_A_WAKING;
    }

    /// Each asks whether the snapshot is the newest.
    fn invoked(&mut self, times: u128, work: u128, units: &Units) {
        self.add("invocations", times);
        self.units(times, units.of(usage::SNAPSHOT_AGAIN));
        self.work += times * work;
    }

    fn started(&mut self, times: u128, units: &Units) {
        self.units(times, units.of(usage::SNAPSHOT_COLD));
        self.add("secrets", times * usage::SECRETS);
        self.work += times * usage::START;
    }

    /// What the store holds is two calls: its version, and its entries.
    fn store_asked(&mut self, times: u128) {
        self.add("store_calls", 2 * times);
    }
}

/// Of kilobytes.
fn gigabytes(kilobytes: u128) -> u128 {
    kilobytes.div_ceil(1_000_000)
}
