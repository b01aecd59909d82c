//! Whether provider and table agree.

use std::collections::BTreeMap;

use domain::membership::{Closed, MembershipState};
use domain::sale::Sale;
use functions::ledger;
use functions::members::list::{MemberCard, list, sales};
use serde_json::Value;

use super::desk::Desk;
use crate::portal::Portal;

/// Fails unless every subscription is somebody's membership and stands as it does there, the sales records say what the
/// provider's money says, and nobody has paid for two memberships.
pub(crate) async fn must_agree(portal: &Portal) {
    let books = Desk::of(portal).books().await;
    let cards = cards(portal).await;
    for card in cards.iter().filter(|card| card.closed != Some(Closed::Erased)) {
        let entry = ledger::member(portal.running().app(), &card.address).await.expect("a table");
        agree(card, &entry.expect("a member").subscription, &books);
    }
    money_agrees(portal, &books).await;
    nobody_pays_twice(&books);
}

/// Every member.
pub(crate) async fn cards(portal: &Portal) -> Vec<MemberCard> {
    let mut cards = Vec::new();
    list(portal.running().app(), |card| cards.push(card)).await.expect("members");
    cards
}

/// The sales records of the year, in order.
pub(crate) async fn records(portal: &Portal) -> Vec<(u32, Sale)> {
    sales(portal.running().app(), 2026).await.expect("sales records")
}

fn agree(card: &MemberCard, subscription: &str, books: &Value) {
    let all = books["subscriptions"].as_array().expect("subscriptions");
    let Some(there) = all.iter().find(|there| there["id"] == subscription) else {
        // Paid once, or not at all: the creator added them.
        let is_none = ["pi_", "added-"].iter().any(|kind| subscription.starts_with(kind));
        assert!(is_none, "the provider knows no {subscription}");
        return;
    };
    let ends = there["cancel_at_period_end"] == true || !there["cancel_at"].is_null();
    let expected = match there["status"].as_str().expect("a status") {
        "active" if ends => MembershipState::Ending,
        "active" => MembershipState::Active,
        "past_due" => MembershipState::PastDue,
        _ => MembershipState::Ended,
    };
    assert_eq!(card.state, expected, "{}: {there:#}", card.address.as_str());
    let period = &there["items"]["data"][0];
    if card.state == MembershipState::Active {
        assert_eq!(Some(card.paid_until.as_second()), period["current_period_end"].as_i64());
    }
    if card.closed.is_some_and(|closed| closed != Closed::Erased) {
        assert_eq!(there["status"], "canceled", "what was ended here is charged no more");
    }
}

/// The records are numbered from 1 without a gap, and their sum is what the provider has kept.
async fn money_agrees(portal: &Portal, books: &Value) {
    let records = records(portal).await;
    let numbers: Vec<u32> = records.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=u32::try_from(records.len()).expect("few")).collect::<Vec<_>>());
    let ours: i64 = records.iter().map(|(_, sale)| sale.signed()).sum();
    assert_eq!(ours, kept(books), "{records:#?}\n{:#}", books["charges"]);
}

/// What was charged, less what was refunded and what disputes took for good.
fn kept(books: &Value) -> i64 {
    let lost: BTreeMap<&str, i64> = books["disputes"]
        .as_array()
        .expect("disputes")
        .iter()
        .filter(|dispute| dispute["status"] == "lost")
        .map(|dispute| {
            (dispute["charge"].as_str().expect("a charge"), dispute["amount"].as_i64().expect("an amount"))
        })
        .collect();
    let charges = books["charges"].as_array().expect("charges").iter();
    let of_charge = |charge: &Value| {
        let number = |name: &str| charge[name].as_i64().expect("a number");
        let lost = lost.get(charge["id"].as_str().expect("an id")).copied().unwrap_or_default();
        number("amount") - number("amount_refunded") - lost
    };
    charges.filter(|charge| charge["status"] == "succeeded").map(of_charge).sum()
}

/// Of each address, one purchase at most has money left in it.
fn nobody_pays_twice(books: &Value) {
    let address = |id: &Value| {
        let customers = books["customers"].as_array().expect("customers");
        let customer = customers.iter().find(|customer| customer["id"] == *id);
        customer.map(|customer| customer["email"].to_string()).unwrap_or_default()
    };
    let mut running: BTreeMap<String, usize> = BTreeMap::new();
    for subscription in books["subscriptions"].as_array().expect("subscriptions") {
        if ["active", "past_due", "trialing"].contains(&subscription["status"].as_str().unwrap_or_default()) {
            *running.entry(address(&subscription["customer"])).or_default() += 1;
        }
    }
    assert!(running.values().all(|count| *count == 1), "somebody pays by two subscriptions: {running:?}");
}
