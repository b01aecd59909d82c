//! What the provider tells of a membership's life: renewals, payments that fail, ends, refunds and disputes.
//!
//! Each is heard with a fault, and told once more without.

use std::pin::Pin;
use std::sync::Arc;

use domain::address::EmailAddress;
use domain::membership::{Closed, MembershipState, Standing};
use functions::members::export::export;
use serde_json::Value;
use tokio::task::JoinSet;

use super::account::{joined, mails};
use super::fault::Fault;
use super::lane::Lane;
use super::webhooks::{LostWebhooks, Webhook, deliver};
use super::{books, lanes, portal, somebody, tell, with_every_fault};
use crate::money::accord::{cards, must_agree, records};
use crate::money::desk::Desk;
use crate::portal::{OPEN, Portal};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Whether what was told has had its effect on this address's member.
type Happened = for<'a> fn(&'a Portal, &'a str) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

const SELLER: &str = "hei@tydelig.example";

/// What a member pays by: the ids of the subscription and of its first payment.
pub(super) async fn paying(lane: &Lane, address: &str) -> (String, String) {
    let (_, hold) = joined(lane, address).await;
    let completed = lane.webhooks.about(&hold, "checkout.session.completed");
    let event: Value = serde_json::from_str(&completed.body).expect("JSON");
    let session = &event["data"]["object"];
    let books = Desk::of(&lane.portal).books().await;
    let payments = books["payments"].as_array().expect("payments");
    let payment = payments.iter().find(|payment| payment["customer"] == session["customer"]);
    let id = |value: &Value| value.as_str().expect("an id").to_owned();
    (id(&session["subscription"]), id(&payment.expect("a payment")["id"]))
}

/// The membership of this address, as it is told to its member.
async fn membership(portal: &Portal, address: &str) -> Value {
    let address = EmailAddress::parse(address).expect("an address");
    let known = export(portal.running().app(), &address).await.expect("a table").expect("somebody");
    known["membership"].clone()
}

/// Hears it with the fault, and once more without. What was acknowledged has happened, and does not happen again.
async fn hear_twice(lane: &mut Lane, webhook: &Webhook, address: &str, happened: Happened) {
    let heard = lane.hear(webhook).await;
    lane.follow_up().await;
    let is_done = happened(&lane.portal, address).await;
    assert!(!heard || is_done, "{:?} at {}: acknowledged and forgotten", lane.fault, lane.at);
    deliver(&mut lane.portal.browser(), webhook).await;
    lane.follow_up().await;
    assert!(happened(&lane.portal, address).await, "{:?} at {}", lane.fault, lane.at);
}

fn ending<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (subscription, _) = paying(lane, address).await;
        let path = format!("/desk/subscriptions/{subscription}/cancel");
        Desk::of(&lane.portal).press(&path, &[("when", "now")]).await;
        let webhook = lane.webhooks.about(&subscription, "customer.subscription.deleted");
        hear_twice(lane, &webhook, address, |portal, address| {
            Box::pin(async { membership(portal, address).await["state"] == "ended" })
        })
        .await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_that_a_subscription_has_ended() {
    let (portal, _) = with_every_fault(OPEN, ending).await;
    must_agree(&portal).await;
    assert!(cards(&portal).await.iter().all(|card| card.state == MembershipState::Ended));
}

fn refunding<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (_, payment) = paying(lane, address).await;
        Desk::of(&lane.portal).press(&format!("/desk/payments/{payment}/refund"), &[]).await;
        let webhook = lane.webhooks.about(&payment, "charge.refunded");
        hear_twice(lane, &webhook, address, |portal, address| {
            Box::pin(async { mails(portal, address, "er betalt tilbake").await == 1 })
        })
        .await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_of_a_refund() {
    let (portal, _) = with_every_fault(OPEN, refunding).await;
    must_agree(&portal).await;
    let cards = cards(&portal).await;
    assert_eq!(records(&portal).await.len(), 2 * cards.len(), "a sale and its refund, for each");
    for card in cards {
        assert_eq!(card.closed, Some(Closed::Refunded));
        assert_eq!(mails(&portal, card.address.as_str(), "er betalt tilbake").await, 1, "told again");
    }
}

async fn is_disputed(portal: &Portal, address: &str) -> bool {
    let cards = cards(portal).await;
    let card = cards.iter().find(|card| card.address.as_str() == address);
    card.is_some_and(|card| card.standing == Standing::Disputed)
}

fn disputing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (_, payment) = paying(lane, address).await;
        Desk::of(&lane.portal).press(&format!("/desk/payments/{payment}/dispute"), &[]).await;
        let webhook = lane.webhooks.about(&payment, "charge.dispute.created");
        hear_twice(lane, &webhook, address, |portal, address| Box::pin(is_disputed(portal, address))).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_of_a_dispute() {
    let (portal, _) = with_every_fault(OPEN, disputing).await;
    must_agree(&portal).await;
    let cards = cards(&portal).await;
    assert!(cards.iter().all(|card| card.standing == Standing::Disputed));
    assert_eq!(records(&portal).await.len(), cards.len(), "no money has gone back yet");
    assert_eq!(
        mails(&portal, SELLER, "krever en betaling tilbake").await,
        cards.len(),
        "one report for each"
    );
}

/// So many calls are made at most to hear of something.
const MOST_CALLS: usize = 13;

/// Lanes in which everybody whom a story may be about has been a member for a month, and what is due at the provider has
/// happened; nobody has heard of it.
async fn a_month_later(card_works: &str) -> (Arc<Portal>, LostWebhooks, Vec<Lane>) {
    let (portal, webhooks) = portal(OPEN).await;
    let mut joining = JoinSet::new();
    for lane in lanes(&portal, &webhooks).await {
        joining.spawn(async move {
            for at in 1..=MOST_CALLS {
                joined(&lane, &somebody(lane.fault, at)).await;
            }
            lane
        });
    }
    let lanes = joining.join_all().await;
    let mut desk = Desk::of(&portal);
    for customer in desk.books().await["customers"].as_array().expect("customers") {
        let path = format!("/desk/customers/{}/card", customer["id"].as_str().expect("an id"));
        desk.press(&path, &[("works", card_works)]).await;
    }
    portal.clock_at("2026-09-18T13:00");
    desk.due().await;
    (portal, webhooks, lanes)
}

/// The newest webhook of this kind about this address's customer.
async fn newest(lane: &Lane, address: &str, kind: &str) -> Webhook {
    let customer = membership(&lane.portal, address).await["payment_provider"]["customer"].clone();
    lane.webhooks.newest_about(customer.as_str().expect("an id"), kind)
}

async fn is_booked_twice(portal: &Portal, address: &str) -> bool {
    membership(portal, address).await["sales_records"].as_array().map(Vec::len) == Some(2)
}

fn renewing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let webhook = newest(lane, address, "invoice.paid").await;
        hear_twice(lane, &webhook, address, |portal, address| Box::pin(is_booked_twice(portal, address)))
            .await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_of_a_renewal() {
    let (portal, webhooks, lanes) = a_month_later("yes").await;
    tell(lanes, renewing).await;
    books::balance(&portal, &webhooks).await;
    must_agree(&portal).await;
    let people = MOST_CALLS * Fault::ALL.len();
    assert_eq!(records(&portal).await.len(), 2 * people, "two payments of each are in the books");
}

fn failing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let webhook = newest(lane, address, "invoice.payment_failed").await;
        hear_twice(lane, &webhook, address, |portal, address| {
            Box::pin(async { mails(portal, address, "gikk ikke gjennom").await == 1 })
        })
        .await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_that_a_payment_failed() {
    let (portal, webhooks, lanes) = a_month_later("no").await;
    tell(lanes, failing).await;
    books::balance(&portal, &webhooks).await;
    must_agree(&portal).await;
    for card in cards(&portal).await {
        assert_eq!(card.state, MembershipState::PastDue);
        assert_eq!(mails(&portal, card.address.as_str(), "gikk ikke gjennom").await, 1, "told again");
    }
    assert_eq!(records(&portal).await.len(), MOST_CALLS * Fault::ALL.len());
}
