//! Rehearsals: the honest sweeper keeps every rule whatever goes wrong around it, and one with a fault is noticed.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use domain::slug::Slug;
use functions::app::App;
use functions::sweep::sweep;
use functions::tryout::{SweeperFault, sweep_with};
use generator::cli::{self, Cli};
use generator::diagnostics::Colour;
use generator::dice::Share;
use generator::rehearse::{Plan, Rates, Rehearsal, rehearse};

use crate::portal::{copy, launch, sample, write};

/// Whoever holds a seat: `pay` of them pay in time, and close the page before the receipt.
fn rates(pay: u8) -> Rates {
    let (all, pay) = (Share::ALL, Share::percent(pay));
    let none = Share::NONE;
    Rates {
        visit: all,
        order: all,
        pay,
        leave_the_tab: all,
        give_up: none,
        pay_late: none,
        ..Rates::default()
    }
}

fn plan(people: u32, faults: u8, seed: u64) -> Plan {
    Plan {
        launch: Some(Slug::parse("august").expect("a name")),
        people,
        strangers: Some(people / 5),
        faults: Share::percent(faults),
        seed,
        rates: Rates::default(),
    }
}

async fn rehearsed(plan: &Plan) -> Rehearsal {
    rehearse(&sample(), plan, &sweep).await.expect("a rehearsal")
}

/// The names of the rules that were broken by a sweeper with this fault, when so many of a hundred pay and so much of a
/// hundred goes wrong.
async fn broken_by(fault: SweeperFault, pay: u8, people: u32, faults: u8) -> Vec<&'static str> {
    let plan = Plan { rates: rates(pay), ..plan(people, faults, 3) };
    let sweeper = async |app: &App| sweep_with(app, fault).await;
    let rehearsal = rehearse(&sample(), &plan, &sweeper).await.expect("a rehearsal");
    let broken = rehearsal.report.rules.iter().filter(|rule| !rule.broken.is_empty());
    broken.map(|rule| rule.name).collect()
}

fn terskel(arguments: &[&str]) -> String {
    let cli = Cli::try_parse_from(["terskel"].iter().chain(arguments)).expect("a command");
    format!("{:?}", cli::run(cli, Colour::None))
}

/// Fails unless every tag is closed in its order, and nothing else stands outside of the root.
fn must_be_well_formed(svg: &str) {
    let mut open = Vec::new();
    for part in svg.trim().split('<').skip(1) {
        let tag = part.split_once('>').expect("a whole tag").0;
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{svg}"),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().expect("a name")),
        }
        assert!(tag.matches('"').count().is_multiple_of(2), "{tag}");
    }
    assert!(open.is_empty() && svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_portal_is_rehearsed_with_a_fifth_of_all_going_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let svg = folder.path().join("funnel.svg");
    let (content, file) = (sample(), svg.clone());
    let ended = tokio::task::spawn_blocking(move || {
        let (content, svg) = (content.to_str().expect("a path"), file.to_str().expect("a path"));
        terskel(&["rehearse", content, "--faults", "0.2", "--people", "24", "--strangers", "6", "--svg", svg])
    });
    assert_eq!(ended.await.expect("an end"), format!("{:?}", ExitCode::SUCCESS));
    let drawn = std::fs::read_to_string(&svg).expect("a drawing");
    must_be_well_formed(&drawn);
    assert!(drawn.contains("<title") && drawn.contains("saw the sales page"), "{drawn}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_rule_breaks_when_there_are_more_buyers_than_seats() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&sample(), folder.path());
    write(&folder.path().join("launches.yaml"), &launch("august", 3, "[1]"));
    let rehearsal = rehearse(folder.path(), &plan(16, 30, 5), &sweep).await.expect("a rehearsal");
    let table = rehearsal.table();
    assert_eq!(rehearsal.report.broken(), 0, "{table}");
    assert!(table.contains("sold out") || table.contains("all seats were held"), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_plays_the_same_people() {
    let row = |rehearsal: &Rehearsal, label: &str| {
        let rows = rehearsal.report.parts.iter().flat_map(|part| part.rows.clone());
        rows.into_iter().find(|(name, _)| name == label).map(|(_, value)| value)
    };
    let (one, other) = (rehearsed(&plan(6, 0, 7)).await, rehearsed(&plan(6, 0, 7)).await);
    for label in ["joined the waitlist", "held a seat", "holds", "in time", "income a month"] {
        assert!(row(&one, label).is_some(), "{label}");
        assert_eq!(row(&one, label), row(&other, label), "{label}");
    }
    assert_eq!((one.report.broken(), one.funnel()), (0, other.funnel()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweeper_that_does_not_ask_the_provider_is_noticed() {
    let broken = broken_by(SweeperFault::ReleasesUnasked, 100, 48, 60).await;
    assert!(broken.contains(&"who paid in time has a seat of the launch"), "{broken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweeper_that_releases_nothing_is_noticed() {
    let broken = broken_by(SweeperFault::NeverReleases, 0, 12, 0).await;
    assert!(broken.contains(&"no hold outlives its time"), "{broken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweeper_that_gives_seats_back_twice_is_noticed() {
    let broken = broken_by(SweeperFault::ReleasesTwice, 50, 12, 0).await;
    assert!(broken.contains(&"seats are counted as the holds ended"), "{broken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_that_does_not_exist_is_told_with_those_that_do() {
    let missing = Plan { launch: Slug::parse("augst").ok(), ..plan(1, 0, 1) };
    let refused = rehearse(&sample(), &missing, &sweep).await.expect_err("a refusal").to_string();
    assert!(refused.contains("there is no launch `augst`"), "{refused}");
    assert!(refused.contains("did you mean `august`?"), "{refused}");
    let nowhere = rehearse(Path::new("no/such/folder"), &plan(1, 0, 1), &sweep).await;
    assert_eq!(nowhere.expect_err("a refusal").exit_code(), 1);
}

#[test]
fn arguments_that_make_no_sense_are_told() {
    for (arguments, told) in [
        (["--faults", "20"], "write a share from 0 to 1, as in 0.2"),
        (["--faults", "NaN"], "write a share from 0 to 1"),
        (["--people", "many"], "--people"),
        (["--launch", "Første runde"], "is not a plain name"),
    ] {
        let refused = Cli::try_parse_from(["terskel", "rehearse"].into_iter().chain(arguments));
        let refused = refused.expect_err("a refusal").to_string();
        assert!(refused.contains(told), "{arguments:?}: {refused}");
    }
}
