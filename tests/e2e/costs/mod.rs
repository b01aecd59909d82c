//! What a portal costs its creator. The tables of docs/content/pages/publish/costs.md come from here, and are held against it:
//! `cargo test -p tests costs:: -- --nocapture` prints them anew.

mod month;
mod prices;
mod stories;
mod tables;
mod usage;

use std::collections::BTreeSet;

use crate::documents::document;
use crate::template::Template;
use prices::{DOLLAR, decimal, dollars};
use tables::{Page, SIZES};

#[test]
#[expect(clippy::print_stdout, reason = "the tables are documented by this command")]
fn the_cost_page_says_what_prices_and_measured_units_come_to() {
    let blocks = Page::read().blocks();
    println!("{}", blocks.join("\n\n"));
    let page = document("docs/content/pages/publish/costs.md");
    for block in &blocks {
        assert!(page.contains(block.as_str()), "docs/content/pages/publish/costs.md should say:\n{block}");
    }
    let is_of_table = |line: &&str| line.starts_with('|');
    let told: Vec<&str> = page.lines().filter(is_of_table).collect();
    let printed: Vec<&str> = blocks.iter().flat_map(|block| block.lines()).filter(is_of_table).collect();
    assert_eq!(
        told, printed,
        "docs/content/pages/publish/costs.md has other lines in its tables, or another order"
    );
}

#[test]
fn everything_that_is_used_has_a_price_and_every_price_is_used() {
    let page = Page::read();
    let priced: BTreeSet<&str> = page.list().prices.iter().map(|price| price.key.as_str()).collect();
    let month = page.month(SIZES[0]);
    assert_eq!(month.keys().collect::<BTreeSet<_>>(), priced);
}

#[test]
fn every_measured_request_happens_in_some_story() {
    let page = Page::read();
    let by_themselves = [
        usage::MAIL,
        usage::NO_ERRANDS,
        usage::GATE,
        usage::NO_NEWS,
        usage::SNAPSHOT_AGAIN,
        usage::SNAPSHOT_COLD,
    ];
    let told = stories::STORIES.iter().flat_map(|story| story.does).map(|(name, _)| *name);
    let told: BTreeSet<&str> = told.chain(by_themselves).collect();
    assert_eq!(told, page.units().names().collect());
    assert!(usage::REACHES_A_PROVIDER.iter().all(|name| told.contains(name)));
}

#[test]
fn every_price_and_what_is_free_has_a_source() {
    let list = prices::List::read();
    for price in &list.prices {
        assert!(price.source.starts_with("http"), "{}", price.key);
        assert_eq!(price.free.is_some(), price.free_source.is_some(), "{}", price.key);
    }
    assert!(list.services.iter().all(|service| service.source.starts_with("http")));
}

#[test]
fn money_is_reckoned_in_whole_parts_and_shown_in_cents() {
    assert_eq!(decimal("0.0000133334", DOLLAR), 13_333_400);
    assert_eq!(decimal("1.5", 1000), 1500);
    assert_eq!(
        ["0", "0.004", "0.005", "1234.999"].map(|text| dollars(decimal(text, DOLLAR))),
        ["0", "< 0.01", "0.01", "1,235.00"]
    );
}

#[test]
fn the_clock_the_memory_and_the_alarms_are_the_templates() {
    let template = Template::read();
    let mut rates: Vec<String> = usage::SCHEDULES
        .iter()
        .map(|schedule| match schedule.every_minutes {
            1 => "rate(1 minute)".to_owned(),
            minutes => format!("rate({minutes} minutes)"),
        })
        .collect();
    let schedules = template.all("Scheduler::Schedule");
    let mut told: Vec<&str> = schedules
        .iter()
        .map(|(_, schedule)| schedule["ScheduleExpression"].as_str().expect("a rate"))
        .collect();
    rates.sort();
    told.sort_unstable();
    assert_eq!(told, rates);
    assert_eq!(
        template.at("/Parameters/MemorySize/Default").as_u64().map(u128::from),
        Some(usage::MEGABYTES)
    );
    assert_eq!(template.all("CloudWatch::Alarm").len() as u128, usage::ALARMS);
}
