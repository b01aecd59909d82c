//! From a held seat to a paid one, and back.

use std::pin::Pin;

use super::books::Books;
use super::lane::Lane;
use super::with_every_fault;
use crate::browser::Browser;
use crate::page::{FilledForm, Page};
use crate::portal::{OPEN, pay_form};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// A buyer on the review page of their held seat.
pub(super) async fn held(lane: &Lane, address: &str) -> (Browser, Page) {
    let mut browser = lane.portal.proving(address).await;
    let review = browser.submit(&lane.hold_form).await;
    review.must_be(200);
    (browser, review)
}

pub(super) fn order(review: &Page) -> FilledForm {
    review.form("/api/checkout/pay").with("terms", "yes")
}

pub(super) fn hold_of(review: &Page) -> String {
    review.form("/api/checkout/pay").fields["hold"].clone()
}

/// A buyer who has paid, whom nobody but the provider knows of yet; and where the provider sends them.
pub(super) async fn paid(lane: &Lane, address: &str) -> (Browser, Page, String) {
    let (mut browser, review) = held(lane, address).await;
    let desk = browser.submit(&order(&review)).await;
    desk.must_be(200);
    let form = pay_form(&desk, lane.portal.pay_desk_url());
    let back = browser.post(&form.action, &form.fields).await.location.clone().expect("back to the portal");
    (browser, review, back)
}

/// The number on the receipt, which is there when the buyer looks again, and stays.
async fn receipt(browser: &mut Browser, back: &str) -> u32 {
    let receipt = browser.open(back).await;
    receipt.must_be(200);
    receipt.number()
}

fn holding<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut browser = lane.portal.proving(address).await;
        let form = lane.hold_form.clone();
        lane.press(&mut browser, &form, 303).await;
        browser.submit(&form).await.must_be(200).must_say("249 kr");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn holding_a_seat() {
    let (portal, _) = with_every_fault(OPEN, holding).await;
    let books = Books::read(&portal).await;
    let holds: Vec<&str> = books.of("hold#").map(|(_, row)| row["address"].as_str()).collect();
    let buyers: std::collections::BTreeSet<&str> = holds.iter().copied().collect();
    assert_eq!(holds.len(), buyers.len(), "somebody held two seats");
}

fn ordering<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, review) = held(lane, address).await;
        lane.press(&mut browser, &order(&review), 303).await;
        let desk = browser.submit(&order(&review)).await;
        desk.must_be(200);
        let again = browser.submit(&order(&review)).await;
        assert_eq!(desk.path, again.path, "one hold is paid in one session");
        lane.portal.pay(&mut browser, &desk).await.must_be(200).number();
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn placing_the_order() {
    with_every_fault(OPEN, ordering).await;
}

fn coming_back<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, _, back) = paid(lane, address).await;
        lane.open_page(&mut browser, &back, 200).await;
        let number = receipt(&mut browser, &back).await;
        assert_eq!(receipt(&mut browser, &back).await, number);
        assert_eq!(lane.portal.mails_to(address).await.len(), 1, "{address} has one confirmation");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_back_from_the_provider() {
    with_every_fault(OPEN, coming_back).await;
}

fn hearing_of_a_payment<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (_, review, _) = paid(lane, address).await;
        let webhook = lane.webhooks.about(&hold_of(&review), "checkout.session.completed");
        let heard = lane.hear(&webhook).await;
        lane.follow_up().await;
        let confirmed = lane.portal.mails_to(address).await.len();
        assert!(!heard || confirmed == 1, "{address} heard nothing of what was acknowledged");
        super::webhooks::deliver(&mut lane.portal.browser(), &webhook).await;
        lane.follow_up().await;
        assert_eq!(lane.portal.mails_to(address).await.len(), 1, "{address} has one confirmation");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_that_somebody_paid() {
    with_every_fault(OPEN, hearing_of_a_payment).await;
}

fn hearing_of_a_subscription<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, review, back) = paid(lane, address).await;
        receipt(&mut browser, &back).await;
        let webhook = lane.webhooks.about(&hold_of(&review), "customer.subscription.created");
        lane.hear(&webhook).await;
        super::webhooks::deliver(&mut lane.portal.browser(), &webhook).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_of_a_subscription_that_is_known() {
    with_every_fault(OPEN, hearing_of_a_subscription).await;
}

fn giving_up<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, review) = held(lane, address).await;
        let desk = browser.submit(&order(&review)).await;
        let form = review.form("/api/checkout/give-up");
        lane.press(&mut browser, &form, 303).await;
        browser.submit(&form).await.must_be(200).must_say("ledig igjen");
        browser.open(&desk.path).await.must_say("Tiden er ute");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_a_seat_back() {
    let (portal, _) = with_every_fault(OPEN, giving_up).await;
    let books = Books::read(&portal).await;
    assert!(books.of("hold#").all(|(_, row)| row["state"] == "released"));
    assert!(books.of("seats#").all(|(_, row)| row["used"] == "0"));
}

fn giving_up_what_is_paid<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, review, back) = paid(lane, address).await;
        let form = review.form("/api/checkout/give-up");
        lane.press(&mut browser, &form, 303).await;
        browser.submit(&form).await.must_be(200).number();
        receipt(&mut browser, &back).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_a_seat_back_that_is_paid() {
    let (portal, _) = with_every_fault(OPEN, giving_up_what_is_paid).await;
    let books = Books::read(&portal).await;
    assert!(books.of("hold#").all(|(_, row)| row["state"] == "taken"));
}
