//! The tables of the cost page, as it shows them.

use super::month::{Month, Units};
use super::prices::{DOLLAR, List, Price, decimal, dollars, grouped};
use super::stories::{STORIES, Story};
use super::usage::{self, Schedule};

pub(super) const SIZES: [u128; 4] = [100, 1_000, 10_000, 100_000];

/// The line that our goal leaves out.
const MAIL: &str = "Mail";

/// How many members our goal is about, and what it is.
const GOAL: (u128, u128) = (1_000, DOLLAR);

/// Whether what is free for good is taken off.
#[derive(Clone, Copy)]
enum Free {
    TakenOff,
    Paid,
}

pub(super) struct Page {
    list: List,
    units: Units,
}

impl Page {
    pub(super) fn read() -> Self {
        Self { list: List::read(), units: Units::documented() }
    }

    /// Everything that is printed, in the order of the page: sentences, tables, and where the prices stand.
    pub(super) fn blocks(&self) -> Vec<String> {
        vec![
            self.verdict(),
            self.bill(),
            self.services(),
            self.stories(),
            self.schedules(),
            self.prices(),
            self.footnotes(),
        ]
    }

    pub(super) fn month(&self, members: u128) -> Month {
        Month::of_all(members, &self.units)
    }

    pub(super) fn list(&self) -> &List {
        &self.list
    }

    pub(super) fn units(&self) -> &Units {
        &self.units
    }

    /// What these prices come to.
    fn sum(&self, month: &Month, free: Free, counts: impl Fn(&Price) -> bool) -> u128 {
        let cost = |price: &Price| {
            let used = month.used(&price.key);
            price.of(match free {
                Free::TakenOff => price.beyond_free(used),
                Free::Paid => used,
            })
        };
        self.list.prices.iter().filter(|price| counts(price)).map(cost).sum()
    }

    fn verdict(&self) -> String {
        format!("At {} members a month costs {}", grouped(GOAL.0), self.judged())
    }

    fn judged(&self) -> String {
        let (members, goal) = GOAL;
        let month = self.month(members);
        let costs =
            [Free::TakenOff, Free::Paid].map(|free| self.sum(&month, free, |price| price.line != MAIL));
        let word = match costs.map(|cost| cost < goal) {
            [_, true] => "holds, even where nothing is free",
            [true, false] => "holds with what is free for good, and not without it",
            [false, false] => "does not hold",
        };
        let ([with, without], goal) = (costs.map(dollars), dollars(goal));
        format!(
            "**${with}**, or ${without} if nothing is free.\nOur goal, under ${goal} a month before mail, **{word}**."
        )
    }

    fn bill(&self) -> String {
        let months = SIZES.map(|members| self.month(members));
        let row = |name: &str, free: Free, counts: &dyn Fn(&Price) -> bool| {
            let cells = months.each_ref().map(|month| dollars(self.sum(month, free, counts)));
            format!("| {name} | {} |", cells.join(" | "))
        };
        let mut lines: Vec<&str> = self.list.prices.iter().map(|price| price.line.as_str()).collect();
        lines.dedup();
        let lines = lines.into_iter().filter(|line| *line != MAIL);
        let mut rows: Vec<String> =
            lines.map(|line| row(line, Free::Paid, &|price| price.line == line)).collect();
        rows.push(row("**all of it, by list price**", Free::Paid, &|price| price.line != MAIL));
        rows.push(row("**with what is free for good taken off**", Free::TakenOff, &|price| {
            price.line != MAIL
        }));
        rows.push(row("mail, on top of either", Free::Paid, &|price| price.line == MAIL));
        table(&headed("dollars a month, for so many members"), &rows)
    }

    fn services(&self) -> String {
        let each = decimal(usage::PAID_BY_A_MEMBER, DOLLAR);
        let rows = self.list.services.iter().map(|service| {
            let cost = |members| service.of(members, each).map_or_else(|| "–".to_owned(), dollars);
            let cells = SIZES.map(cost).join(" | ");
            format!("| {} | {cells} | [{}][{}] |", service.name, service.day(), self.number(&service.source))
        });
        let months = SIZES.map(|members| self.month(members));
        let ours = months.each_ref().map(|month| dollars(self.sum(month, Free::TakenOff, |_| true)));
        let ours =
            format!("| Terskel: AWS and mail, the free part taken off | {} | this page |", ours.join(" | "));
        let rows: Vec<String> = rows.chain([ours]).collect();
        table(&[headed("dollars a month, for so many members"), vec!["as of".to_owned()]].concat(), &rows)
    }

    fn stories(&self) -> String {
        let row = |story: &Story| {
            let requests = story.does.iter().filter(|(name, _)| name.contains(" /api/"));
            let requests: u128 = requests.map(|(_, each)| each).sum();
            let month = Month::of_story(story, GOAL.0, &self.units);
            let cost = dollars(self.sum(&month, Free::Paid, |price| price.line != MAIL));
            let (what, often, pages) = (story.what, grouped(story.often), story.lessons + story.pages);
            format!("| {what} | {often} | {pages} | {requests} | {} | {cost} |", story.mails)
        };
        let rows: Vec<String> = STORIES.iter().map(row).collect();
        table(
            &["somebody", "times a month", "pages", "requests", "mails", "dollars"].map(str::to_owned),
            &rows,
        )
    }

    fn schedules(&self) -> String {
        let row = |schedule: &Schedule| {
            let month = Month::of_schedule(schedule, &self.units);
            let cost = dollars(self.sum(&month, Free::Paid, |_| true));
            let (whom, every, times) = (schedule.whom, schedule.every_minutes, grouped(schedule.times()));
            format!("| {whom} | {every} | {times} | {cost} |")
        };
        let rows: Vec<String> = usage::SCHEDULES.iter().map(row).collect();
        let columns = ["the clock wakes", "each so many minutes", "times a month", "dollars"];
        table(&columns.map(str::to_owned), &rows)
    }

    fn prices(&self) -> String {
        let row = |price: &Price| {
            let per = if price.per == 1 { String::new() } else { format!(" for {}", grouped(price.per)) };
            let free = match (price.free, &price.free_source) {
                (Some(free), Some(source)) => format!("[{}][{}]", grouped(free), self.number(source)),
                _ => String::new(),
            };
            let (what, day, source) = (&price.what, price.day(), self.number(&price.source));
            format!("| {what} | ${}{per} | {free} | [{day}][{source}] |", price.dollars)
        };
        let rows: Vec<String> = self.list.prices.iter().map(row).collect();
        table(&["what", "price", "free each month", "as of"].map(str::to_owned), &rows)
    }

    /// Where prices stand, each once.
    fn sources(&self) -> Vec<&str> {
        let prices = self.list.prices.iter();
        let of_prices = prices.flat_map(|price| [Some(&price.source), price.free_source.as_ref()]).flatten();
        let mut sources: Vec<&str> = Vec::new();
        for source in of_prices.chain(self.list.services.iter().map(|service| &service.source)) {
            if !sources.contains(&source.as_str()) {
                sources.push(source);
            }
        }
        sources
    }

    fn footnotes(&self) -> String {
        let sources = self.sources();
        let notes = sources.iter().enumerate().map(|(at, source)| format!("[{}]: {source}", at + 1));
        notes.collect::<Vec<_>>().join("\n")
    }

    fn number(&self, source: &str) -> usize {
        1 + self.sources().iter().position(|known| *known == source).expect("a source")
    }
}

/// A column that says what the lines are, and one for each size.
fn headed(what: &str) -> Vec<String> {
    [vec![what.to_owned()], SIZES.map(grouped).to_vec()].concat()
}

fn table(columns: &[String], rows: &[String]) -> String {
    let head = format!("| {} |\n|{}", columns.join(" | "), " --- |".repeat(columns.len()));
    format!("{head}\n{}", rows.join("\n"))
}
