//! Somebody added by hand, erased, or given another address: by the creator's commands, or erased as they ask for themselves.

use std::pin::Pin;
use std::sync::Arc;

use domain::address::EmailAddress;
use domain::membership::Closed;
use domain::slug::Slug;
use functions::failure::Broken;
use functions::members::add::{Added, Addition, add};
use functions::members::erase::erase;
use functions::members::export::export;
use functions::members::readdress::{Readdressed, change_address};
use serde_json::Value;

use super::account::{ERASE, joined, mails, member};
use super::books::{Books, let_all_happen};
use super::lane::Lane;
use super::{Story, lanes, portal, tell};
use crate::money::accord::{cards, must_agree, records};
use crate::money::desk::Desk;
use crate::page::FilledForm;
use crate::portal::{OPEN, Portal};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

/// What the command came to while the fault was there: what passes is not noticed.
fn judged<T>(lane: &Lane, done: Result<T, Broken>) -> Option<T> {
    assert!(done.is_ok() || !lane.fault.passes(), "{:?} at {} failed the command", lane.fault, lane.at);
    done.ok()
}

/// A portal after `story` with every fault, when all has happened that follows. The books of seats and payments cannot be
/// compared any more, for they go by addresses.
async fn commanded(story: Story) -> Arc<Portal> {
    let (portal, webhooks) = portal(OPEN).await;
    tell(lanes(&portal, &webhooks).await, story).await;
    let_all_happen(&portal, &webhooks).await;
    must_agree(&portal).await;
    let books = Books::read(&portal).await;
    assert_eq!(books.of("errand#").count(), 0, "errands wait");
    portal
}

fn adding<'a>(lane: &'a mut Lane, name: &'a str) -> Told<'a> {
    Box::pin(async move {
        let slug = |text: &str| Slug::parse(text).expect("a slug");
        let addition =
            Addition { address: address(name), launch: slug("august"), offer: slug("alle"), until: None };
        let done = lane.work(async |app| add(app, &addition).await).await;
        let done = judged(lane, done);
        let again = add(lane.portal.running().app(), &addition).await.expect("an addition");
        assert!(done.is_none() || again == Added::NotSold, "{name} was added twice");
        lane.follow_up().await;
        assert_eq!(mails(&lane.portal, name, "Du er medlem").await, 1, "{name}");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn adding_somebody() {
    let portal = commanded(adding).await;
    let mut numbers: Vec<u32> = cards(&portal).await.iter().map(|card| card.number).collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "two members have one number");
}

fn erasing<'a>(lane: &'a mut Lane, name: &'a str) -> Told<'a> {
    Box::pin(async move {
        joined(lane, name).await;
        let who = address(name);
        let done = lane.work(async |app| erase(app, &who).await).await;
        judged(lane, done);
        let app = lane.portal.running().app();
        erase(app, &who).await.expect("an erasure");
        assert!(export(app, &who).await.expect("an export").is_none(), "{name} is known");
        lane.follow_up().await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_somebody() {
    let portal = commanded(erasing).await;
    let books = Desk::of(&portal).books().await;
    let all = |kind: &str| books[kind].as_array().expect("a list").clone();
    assert!(all("subscriptions").iter().all(|subscription| subscription["status"] == "canceled"));
    let is_named = |customer: &Value| customer["email"].is_string();
    assert!(!all("customers").iter().any(is_named), "{:#}", books["customers"]);
    assert_eq!(records(&portal).await.len(), all("charges").len(), "bookkeeping keeps its records");
}

fn asking_to_be_erased<'a>(lane: &'a mut Lane, name: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, name).await;
        let form = FilledForm::to(ERASE).with("understood", "yes");
        let worked = lane.press(&mut kari, &form, 303).await;
        lane.follow_up().await;
        assert!(!worked || told_of_erasure(lane, name).await > 0, "{name} was told of an erasure");
        // It is ordered now; or it was ordered before, and they are signed out.
        kari.submit(&form).await;
        assert!(told_of_erasure(lane, name).await > 0, "{name}");
    })
}

async fn told_of_erasure(lane: &Lane, name: &str) -> usize {
    mails(&lane.portal, name, "Vi sletter det vi vet om deg").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_asks_to_be_erased() {
    let portal = commanded(asking_to_be_erased).await;
    let cards = cards(&portal).await;
    assert!(!cards.is_empty(), "members are there to be erased");
    assert!(cards.iter().all(|card| card.closed == Some(Closed::Erased)), "all are erased");
}

fn readdressing<'a>(lane: &'a mut Lane, name: &'a str) -> Told<'a> {
    Box::pin(async move {
        joined(lane, name).await;
        let moved = format!("moved-{name}");
        let (old, new) = (address(name), address(&moved));
        let done = lane.work(async |app| change_address(app, &old, &new).await).await;
        let done = judged(lane, done);
        assert!(done.is_none_or(|done| done == Readdressed::Done));
        let app = lane.portal.running().app();
        let again = change_address(app, &old, &new).await.expect("a change");
        assert!(done.is_none() || again == Readdressed::Nobody);
        assert!(export(app, &new).await.expect("an export").is_some(), "{moved} is nobody");
        lane.follow_up().await;
        for told in [name, &moved] {
            assert_eq!(mails(&lane.portal, told, "Ny e-postadresse").await, 1, "{told}");
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_somebody_another_address() {
    let portal = commanded(readdressing).await;
    let books = Desk::of(&portal).books().await;
    for customer in books["customers"].as_array().expect("customers") {
        assert!(customer["email"].as_str().is_some_and(|email| email.starts_with("moved-")), "{customer:#}");
    }
}
