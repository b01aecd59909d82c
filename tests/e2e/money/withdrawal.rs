//! The right of withdrawal: without signing in, for fourteen days, with a receipt and the money back.

use super::accord::{cards, must_agree, records};
use super::desk::Desk;
use super::{KARI, fields, opens, order, reviewing, selling, with_member};
use crate::browser::Browser;
use crate::page::Page;
use crate::portal::{LESSON, OPEN, Portal};

const WITHDRAW: &str = "/api/account/withdraw";
const CONFIRM: &str = "/api/account/withdraw/confirm";

/// A stranger's browser, from the footer of the front page to the page behind the mailed link.
async fn asked(portal: &Portal, address: &str) -> (Browser, Page) {
    let mut browser = portal.browser();
    let front = browser.open("/").await;
    assert!(front.body.contains(&format!("href=\"{WITHDRAW}\"")), "the footer leads there");
    let form = browser.open(WITHDRAW).await;
    browser.submit(&form.form(WITHDRAW).with("email", address)).await.must_be(200);
    let link = portal.mailed_link(address, CONFIRM).await;
    let page = browser.open(&link).await;
    (browser, page)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_withdraws_gets_everything_back_a_receipt_and_no_more_charges() {
    let (portal, mut kari) = with_member("month").await;
    portal.stand_at("2026-08-25T12:00").await;
    let (mut browser, confirm) = asked(&portal, KARI).await;
    confirm.must_be(200).must_say("249 kr").must_say("1. september 2026");
    assert!(opens(&mut kari).await, "opening the link does nothing yet");
    browser.submit(&confirm.form(CONFIRM)).await.must_be(200);
    assert!(!opens(&mut kari).await, "access has ended");
    let receipt = portal.mails_to(KARI).await.pop().expect("a receipt");
    let text = receipt.text.replace('\u{a0}', " ");
    assert!(text.contains("249 kr") && text.contains("25. august"), "{text}");
    let mut desk = Desk::of(&portal);
    assert_eq!(desk.only("charges").await["amount_refunded"], 24_900);
    assert_eq!(desk.only("subscriptions").await["status"], "canceled");
    assert_eq!(records(&portal).await.len(), 2, "a sale and what went back");
    must_agree(&portal).await;

    browser.submit(&confirm.form(CONFIRM)).await.must_be(200);
    assert_eq!(desk.only("charges").await["amount_refunded"], 24_900, "pressed twice, once given back");
    assert_eq!(records(&portal).await.len(), 2);
    let (_, again) = asked(&portal, KARI).await;
    again.must_say("Kjøpet er angret fra før");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_for_an_immediate_start_pays_for_the_days_that_went_by() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let (mut kari, review) = reviewing(&portal, KARI).await;
    let page = kari.submit(&order(&review).with("immediate", "yes")).await;
    portal.pay(&mut kari, &page).await.must_be(200);
    portal.stand_at("2026-08-28T12:00").await;
    let (mut browser, confirm) = asked(&portal, KARI).await;
    // Ten of thirty-one days: 249 kr × 21/31, rounded up.
    confirm.must_say("168,68 kr");
    browser.submit(&confirm.form(CONFIRM)).await.must_be(200);
    assert_eq!(Desk::of(&portal).only("charges").await["amount_refunded"], 16_868);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_the_asking_counts_and_not_that_of_reading_the_mail() {
    let (portal, _) = with_member("month").await;
    portal.stand_at("2026-09-01T23:50").await;
    let (mut browser, _) = asked(&portal, KARI).await;
    portal.stand_at("2026-09-05T12:00").await;
    let confirm = browser.open(&portal.mailed_link(KARI, CONFIRM).await).await;
    browser.submit(&confirm.form(CONFIRM)).await.must_be(200);
    assert_eq!(Desk::of(&portal).only("charges").await["amount_refunded"], 24_900);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_fourteen_days_it_is_said_that_the_right_is_over() {
    let (portal, mut kari) = with_member("month").await;
    portal.stand_at("2026-09-02T00:00").await;
    let (_, told) = asked(&portal, KARI).await;
    told.must_be(200);
    assert!(told.actions().iter().all(|action| action != CONFIRM), "there is no button");
    assert!(opens(&mut kari).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_address_gets_the_same_answer_and_no_mail() {
    let (portal, _) = with_member("month").await;
    let mut browser = portal.browser();
    let form = browser.open(WITHDRAW).await.form(WITHDRAW);
    let known = browser.submit(&form.clone().with("email", KARI)).await;
    let unknown = browser.submit(&form.with("email", "stranger@example.no")).await;
    assert_eq!((known.status, &known.path, known.text()), (unknown.status, &unknown.path, unknown.text()));
    assert!(portal.mails_to("stranger@example.no").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_needs_no_mail() {
    let (portal, mut kari) = with_member("month").await;
    let mails = portal.mails_to(KARI).await.len();
    let confirm = kari.open(WITHDRAW).await;
    assert_eq!(confirm.path, CONFIRM);
    kari.submit(&confirm.form(CONFIRM)).await.must_be(200);
    kari.open(LESSON).await.must_be(403);
    assert_eq!(portal.mails_to(KARI).await.len(), mails + 1, "the receipt");
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_once_is_given_back_whole() {
    let (portal, mut kari) = with_member("once").await;
    let confirm = kari.open(CONFIRM).await;
    kari.submit(&confirm.form(CONFIRM)).await.must_be(200);
    assert_eq!(Desk::of(&portal).only("charges").await["amount_refunded"], 24_900);
    assert!(!opens(&mut kari).await);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_withdrew_may_buy_again_and_has_no_price_kept() {
    let (portal, mut kari) = with_member("month").await;
    let confirm = kari.open(CONFIRM).await;
    kari.submit(&confirm.form(CONFIRM)).await.must_be(200);
    let (mut again, desk) = portal.ordered(KARI).await;
    portal.pay(&mut again, &desk).await.must_be(200);
    assert!(opens(&mut kari).await);
    assert_eq!(cards(&portal).await[0].closed, None);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_made_up_link_withdraws_nothing() {
    let (portal, mut kari) = with_member("month").await;
    let mut stranger = portal.browser();
    let made_up = "A".repeat(43);
    stranger.open(&format!("{CONFIRM}?token={made_up}")).await.must_be(410);
    stranger.post(CONFIRM, &fields(&[("token", &made_up)])).await.must_be(410);
    stranger.post(CONFIRM, &fields(&[])).await.must_be(410);
    assert!(opens(&mut kari).await);
}
