//! A purchase, whatever becomes of the word of it: in any order, twice, or lost.

use domain::membership::Standing;
use functions::reconcile::Care;

use super::accord::{cards, must_agree, records};
use super::desk::Desk;
use super::{KARI, fields, order, paid_and_gone, reconciled, reviewing, selling, subjects};
use crate::browser::Browser;
use crate::page::Page;
use crate::portal::{OPEN, Portal, pay_form};

/// Every order of these.
fn permutations<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let first = |index: usize| {
        let mut rest = of.to_vec();
        let first = rest.remove(index);
        permutations(&rest).into_iter().map(move |rest| [vec![first.clone()], rest].concat())
    };
    (0..of.len()).flat_map(first).collect()
}

/// Buys with all webhooks held back. The ids of the events that it made.
async fn bought_silently(portal: &Portal, desk: &mut Desk, address: &str) -> Vec<String> {
    let before = desk.events().await.len();
    paid_and_gone(portal, address).await;
    desk.events().await.into_iter().skip(before).map(|(id, _)| id).collect()
}

/// Every member has a mail that confirms the order, and one only.
async fn one_confirmation_each(portal: &Portal) {
    for card in cards(portal).await {
        let subjects = subjects(portal, card.address.as_str()).await;
        let confirmations = subjects.iter().filter(|subject| subject.contains("Velkommen")).count();
        assert_eq!(confirmations, 1, "{}: {subjects:?}", card.address.as_str());
        assert_eq!(card.standing, Standing::Open);
    }
}

async fn in_every_order(interval: &str, wanted: usize) {
    let portal = Portal::with_launches(OPEN, &selling(interval)).await;
    let mut desk = Desk::of(&portal);
    desk.hold_webhooks().await;
    let first = bought_silently(&portal, &mut desk, "buyer0@example.no").await;
    let orders = permutations(&(0..first.len()).collect::<Vec<_>>());
    assert_eq!(orders.len(), wanted, "events of a purchase: {:?}", desk.events().await);
    let mut purchases = vec![first];
    for number in 1..orders.len() {
        purchases.push(bought_silently(&portal, &mut desk, &format!("buyer{number}@example.no")).await);
    }
    for (events, order) in purchases.iter().zip(&orders) {
        let told: Vec<&str> = order.iter().map(|index| events[*index].as_str()).collect();
        desk.tell(&told).await;
    }
    assert_eq!(cards(&portal).await.len(), wanted);
    one_confirmation_each(&portal).await;
    must_agree(&portal).await;
    assert_eq!(records(&portal).await.len(), wanted, "each sale is in the books once");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_whatever_order_a_monthly_purchase_is_told_its_buyer_gets_in_and_once() {
    in_every_order("month", 120).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_whatever_order_a_purchase_for_good_is_told_its_buyer_gets_in_and_once() {
    in_every_order("once", 6).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_event_that_comes_again_changes_nothing() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let mut desk = Desk::of(&portal);
    desk.hold_webhooks().await;
    for number in 0..5 {
        let events = bought_silently(&portal, &mut desk, &format!("buyer{number}@example.no")).await;
        let again = events[number].as_str();
        let told: Vec<&str> = events.iter().map(String::as_str).chain([again, again]).collect();
        desk.tell(&told).await;
        desk.tell(&[again]).await;
    }
    one_confirmation_each(&portal).await;
    must_agree(&portal).await;
    assert_eq!(records(&portal).await.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_events_are_lost_the_reconciler_finds_what_they_said() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let mut desk = Desk::of(&portal);
    desk.hold_webhooks().await;
    for lost in 0_u32..32 {
        let events = bought_silently(&portal, &mut desk, &format!("buyer{lost}@example.no")).await;
        let told = events.iter().enumerate().filter(|(index, _)| lost & (1 << index) == 0);
        let told: Vec<&str> = told.map(|(_, event)| event.as_str()).collect();
        if !told.is_empty() {
            desk.tell(&told).await;
        }
    }
    let report = reconciled(&portal, Care::Open).await;
    assert!(report.events > 0 && report.findings.is_empty(), "{report:?}");
    assert_eq!(cards(&portal).await.len(), 32);
    one_confirmation_each(&portal).await;
    must_agree(&portal).await;
    let again = reconciled(&portal, Care::Everything).await;
    assert_eq!((again.events, again.repaired, again.findings.len()), (0, 0, 0), "nothing is left to do");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_waits_for_a_payment_of_days_asks_again_until_it_is_there() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let mut desk = Desk::of(&portal);
    let (mut kari, review) = reviewing(&portal, KARI).await;
    let page = kari.submit(&order(&review)).await;
    let back = slowly(&mut kari, &portal, &page).await;
    let waiting = kari.open(&back).await;
    waiting.must_be(200).must_not_say("Grunnlegger nummer");
    assert_eq!(waiting.headers["refresh"], "10", "it asks again by itself");
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/arrive"), &[("works", "yes")]).await;
    kari.open(&waiting.path).await.must_be(200).must_say("Grunnlegger nummer 1 ").must_say("249 kr");
    must_agree(&portal).await;
}

/// Pays by a way that takes days. Where the buyer is sent back to.
async fn slowly(buyer: &mut Browser, portal: &Portal, page: &Page) -> String {
    let action = format!("{}?slowly=yes", pay_form(page, portal.pay_desk_url()).action);
    buyer.post(&action, &fields(&[])).await.location.clone().expect("the way back")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_of_days_that_fails_frees_the_seat_and_makes_nobody_a_member() {
    let portal = Portal::with_launches(OPEN, &crate::portal::launch("august", 1, "all")).await;
    let mut desk = Desk::of(&portal);
    let (mut kari, review) = reviewing(&portal, KARI).await;
    let page = kari.submit(&order(&review)).await;
    slowly(&mut kari, &portal, &page).await;
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/arrive"), &[("works", "no")]).await;
    assert!(cards(&portal).await.is_empty());
    let (_, receipt) = portal.paid("ola@example.no").await;
    receipt.must_say("Grunnlegger nummer 1 ");
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_wallet_brings_another_address_is_the_member_who_ordered() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let (mut kari, review) = reviewing(&portal, KARI).await;
    let page = kari.submit(&order(&review)).await;
    let action = format!("{}?wallet=wallet@example.com", pay_form(&page, portal.pay_desk_url()).action);
    let back = kari.post(&action, &fields(&[])).await.location.clone().expect("the way back");
    kari.open(&back).await.must_be(200).must_say("Grunnlegger nummer 1 ").must_say(KARI);
    let cards = cards(&portal).await;
    assert_eq!(cards.iter().map(|card| card.address.as_str()).collect::<Vec<_>>(), [KARI]);
    assert!(portal.mails_to("wallet@example.com").await.is_empty());
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_is_declined_on_the_pay_page_can_be_tried_again() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let (mut kari, review) = reviewing(&portal, KARI).await;
    let page = kari.submit(&order(&review)).await;
    let action = format!("{}?card=declines", pay_form(&page, portal.pay_desk_url()).action);
    kari.post(&action, &fields(&[])).await.must_be(402);
    assert!(cards(&portal).await.is_empty());
    portal.pay(&mut kari, &page).await.must_say("Grunnlegger nummer 1 ");
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pay_page_repeats_what_was_agreed_to() {
    let portal = Portal::with_launches(OPEN, &selling("year")).await;
    let (mut kari, review) = reviewing(&portal, KARI).await;
    review.must_say("249 kr").must_say("året");
    let page = kari.submit(&order(&review)).await;
    page.must_say("249 kr").must_say("året");
}
