//! What happened, as data: the rows of the table, the steps of the funnel, the rules.

use domain::hold::HoldState;
use domain::money::Interval;

use super::evidence::Evidence;
use super::habits::Background;
use super::person::{Deed, Person};
use super::plan::Plan;
use super::rules::{self, Rule};
use crate::serve::pay_desk::Sale;

/// A rehearsal as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What was played, in one line.
    pub title: String,
    /// The table, in parts.
    pub parts: Vec<Part>,
    /// From the widest to the narrowest.
    pub funnel: Vec<(String, usize)>,
    /// Every rule, broken or not.
    pub rules: Vec<Rule>,
}

/// A part of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub title: &'static str,
    /// Labels and values.
    pub rows: Vec<(String, String)>,
}

impl Report {
    /// How many rules were broken.
    #[must_use]
    pub fn broken(&self) -> usize {
        self.rules.iter().filter(|rule| !rule.broken.is_empty()).count()
    }

    pub(super) fn of(evidence: &Evidence, plan: &Plan) -> Self {
        let launch = &evidence.launch;
        let (people, strangers) = (plan.people, plan.strangers());
        let (faults, seed) = (plan.faults.in_words(), plan.seed);
        Self {
            title: format!(
                "a rehearsal of `{}`: {people} who wait, {strangers} strangers, faults {faults}, seed {seed}",
                launch.id
            ),
            parts: vec![
                waitlist(evidence),
                mails(evidence),
                sales(evidence),
                payments(evidence),
                seats(evidence),
                members(evidence),
                snags(evidence),
                faults_met(evidence),
            ],
            funnel: funnel(evidence),
            rules: rules::all(evidence),
        }
    }
}

fn part<L: Into<String>>(title: &'static str, rows: impl IntoIterator<Item = (L, usize)>) -> Part {
    Part { title, rows: rows.into_iter().map(|(label, count)| (label.into(), count.to_string())).collect() }
}

fn count(evidence: &Evidence, is_counted: impl Fn(&Person) -> bool) -> usize {
    evidence.people.iter().filter(|person| is_counted(person)).count()
}

fn is_waiting(person: &Person) -> bool {
    let waits = person.has(Deed::Confirmed) && person.diary.left_at.is_none();
    waits || person.habits.background == Background::Imported
}

fn waitlist(evidence: &Evidence) -> Part {
    part(
        "waiting",
        [
            ("joined the waitlist", count(evidence, |person| person.has(Deed::Joined))),
            ("confirmed it", count(evidence, |person| person.has(Deed::Confirmed))),
            ("left it", count(evidence, |person| person.diary.left_at.is_some())),
            ("were imported", count(evidence, |person| person.habits.background == Background::Imported)),
        ],
    )
}

fn mails(evidence: &Evidence) -> Part {
    part("mails sent", evidence.world.post.count_by_kind())
}

fn sales(evidence: &Evidence) -> Part {
    let released = evidence.watch.count(HoldState::Released) + evidence.watch.count(HoldState::TakenLate);
    let gave_up = count(evidence, |person| person.has(Deed::GaveUp));
    part(
        "sales page and holds",
        [
            ("saw the sales page", count(evidence, |person| person.has(Deed::Visited))),
            ("held a seat", count(evidence, |person| !person.diary.holds.is_empty())),
            ("holds", evidence.watch.holds.len()),
            ("given up", gave_up),
            ("ended unpaid", released.saturating_sub(gave_up)),
        ],
    )
}

fn payments(evidence: &Evidence) -> Part {
    let late = |sale: &&Sale| sale.payment.as_ref().is_some_and(|paid| paid.late);
    let buyers = count(evidence, |person| !evidence.paid_by(person).is_empty());
    let (all, late) = (evidence.paid().count(), evidence.paid().filter(late).count());
    part(
        "payments",
        [
            ("in time", all - late),
            ("late", late),
            ("a second one, to be given back", all.saturating_sub(buyers)),
            ("saw their receipt", count(evidence, |person| person.has(Deed::SawReceipt))),
        ],
    )
}

fn seats(evidence: &Evidence) -> Part {
    let seats = evidence.watch.seats;
    let limit = evidence.launch.seats.map_or("as many as come".to_owned(), |limit| limit.to_string());
    let rows = [
        ("there are", limit),
        ("used", seats.used.to_string()),
        ("taken", seats.taken.to_string()),
        ("given late", seats.late.to_string()),
    ];
    Part { title: "seats", rows: rows.map(|(label, value)| (label.to_owned(), value)).into() }
}

/// Income a month: what members pay by the month, and a twelfth of what they pay by the year.
fn members(evidence: &Evidence) -> Part {
    let monthly = evidence.members.values().map(|member| match member.interval {
        Interval::Month => u64::from(member.price.minor),
        Interval::Year => u64::from(member.price.minor) / 12,
        Interval::Once => 0,
    });
    let minor: u64 = monthly.sum();
    let currency = evidence.launch.offers.first().map_or("", |offer| offer.price.currency.code());
    let by_year = evidence.members.values().filter(|member| member.interval == Interval::Year).count();
    let mut rows = vec![
        ("members".to_owned(), evidence.members.len().to_string()),
        ("income a month".to_owned(), format!("{}.{:02} {currency}", minor / 100, minor % 100)),
    ];
    if by_year > 0 {
        rows.push(("of them by the year, counted as a twelfth".to_owned(), by_year.to_string()));
    }
    Part { title: "members", rows }
}

fn snags(evidence: &Evidence) -> Part {
    let met = evidence.world.tally().snags;
    part("how often people", met.into_iter().map(|(snag, count)| (snag.words(), whole(count))))
}

fn faults_met(evidence: &Evidence) -> Part {
    let met = evidence.mishaps.iter();
    part("faults on purpose", met.map(|(mishap, count)| (mishap.words(), whole(*count))))
}

fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn funnel(evidence: &Evidence) -> Vec<(String, usize)> {
    let announced =
        |person: &Person| evidence.letters_to(person).iter().any(|letter| letter.is_announcement());
    let steps = [
        ("waiting", count(evidence, is_waiting)),
        ("announced to", count(evidence, announced)),
        ("saw the sales page", count(evidence, |person| person.has(Deed::Visited))),
        ("held a seat", count(evidence, |person| !person.diary.holds.is_empty())),
        ("paid", count(evidence, |person| !evidence.paid_by(person).is_empty())),
    ];
    steps.map(|(label, count)| (label.to_owned(), count)).into()
}
