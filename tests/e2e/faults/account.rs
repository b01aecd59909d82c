//! What a member does in the account, and the right of withdrawal.

use std::pin::Pin;

use domain::membership::{Closed, MembershipState};

use super::lane::Lane;
use super::{buying, with_every_fault};
use crate::browser::Browser;
use crate::money::accord::{cards, must_agree, records};
use crate::money::desk::Desk;
use crate::page::FilledForm;
use crate::portal::{OPEN, Portal};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

const CANCEL: &str = "/api/account/cancel";
const KEEP: &str = "/api/account/keep";
const CARD: &str = "/api/account/card";
const EXPORT: &str = "/api/account/export";
pub(super) const ERASE: &str = "/api/account/erase";
pub(super) const WITHDRAW: &str = "/api/account/withdraw";
pub(super) const CONFIRM: &str = "/api/account/withdraw/confirm";

/// Somebody who has paid and become a member.
pub(super) async fn joined(lane: &Lane, address: &str) -> (Browser, String) {
    let (mut browser, review, back) = buying::paid(lane, address).await;
    browser.open(&back).await.must_be(200).number();
    (browser, buying::hold_of(&review))
}

/// Somebody who has paid and signed in.
pub(super) async fn member(lane: &Lane, address: &str) -> Browser {
    let (browser, _) = joined(lane, address).await;
    lane.portal.signing_in(browser, address).await
}

/// How many mails to this address have a subject with these words.
pub(super) async fn mails(portal: &Portal, address: &str, words: &str) -> usize {
    let mails = portal.mails_to(address).await;
    mails.iter().filter(|mail| mail.subject.contains(words)).count()
}

/// What was charged of everybody has gone back once.
async fn all_is_given_back(portal: &Portal) {
    let books = Desk::of(portal).books().await;
    for charge in books["charges"].as_array().expect("charges") {
        assert_eq!((&charge["amount"], &charge["amount_refunded"]), (&24_900.into(), &24_900.into()));
        assert_eq!(charge["refunds"]["data"].as_array().map_or(1, Vec::len), 1, "{charge:#}");
    }
}

fn looking<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        lane.open_page(&mut kari, "/api/account", 200).await;
        kari.open("/api/account").await.must_be(200).must_say(address).must_say("18. september");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_the_account() {
    with_every_fault(OPEN, looking).await;
}

fn taking_along<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        lane.open_page(&mut kari, EXPORT, 200).await;
        kari.open(EXPORT).await.must_be(200).must_say(address);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_along_what_is_known() {
    with_every_fault(OPEN, taking_along).await;
}

fn changing_the_card<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        lane.press(&mut kari, &FilledForm::to(CARD), 303).await;
        let visit = kari.submit(&FilledForm::to(CARD)).await;
        assert!(visit.path.starts_with(lane.portal.pay_desk_url()), "{} ({})", visit.path, visit.status);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn going_to_change_the_card() {
    let (portal, _) = with_every_fault(OPEN, changing_the_card).await;
    must_agree(&portal).await;
}

fn cancelling<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        lane.press(&mut kari, &FilledForm::to(CANCEL), 303).await;
        kari.submit(&FilledForm::to(CANCEL)).await.must_be(200).must_say("18. september");
        assert_eq!(mails(&lane.portal, address, "er sagt opp").await, 1, "{address}");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_the_membership() {
    let (portal, _) = with_every_fault(OPEN, cancelling).await;
    must_agree(&portal).await;
    for card in cards(&portal).await {
        assert_eq!(card.state, MembershipState::Ending);
        assert_eq!(mails(&portal, card.address.as_str(), "er sagt opp").await, 1, "told again");
    }
}

fn keeping<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        kari.submit(&FilledForm::to(CANCEL)).await.must_be(200);
        lane.press(&mut kari, &FilledForm::to(KEEP), 303).await;
        kari.submit(&FilledForm::to(KEEP)).await.must_be(200);
        assert_eq!(mails(&lane.portal, address, "fortsetter").await, 1, "{address}");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_the_membership_up_again() {
    let (portal, _) = with_every_fault(OPEN, keeping).await;
    must_agree(&portal).await;
    assert!(cards(&portal).await.iter().all(|card| card.state == MembershipState::Active));
}

fn asking_to_withdraw<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        joined(lane, address).await;
        let mut browser = lane.portal.browser();
        let form = FilledForm::to(WITHDRAW).with("email", address);
        let worked = lane.press(&mut browser, &form, 303).await;
        lane.follow_up().await;
        assert!(!worked || mails(&lane.portal, address, "angrer").await > 0, "{address} was told of a mail");
        browser.submit(&form).await.must_be(200);
        let link = lane.portal.mailed_link(address, CONFIRM).await;
        assert!(browser.open(&link).await.must_be(200).actions().contains(&CONFIRM.to_owned()));
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_the_link_to_withdraw_by() {
    let (portal, _) = with_every_fault(OPEN, asking_to_withdraw).await;
    must_agree(&portal).await;
    assert!(cards(&portal).await.iter().all(|card| card.closed.is_none()), "asking withdraws nothing");
}

fn withdrawing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        joined(lane, address).await;
        let mut browser = lane.portal.browser();
        browser.submit(&FilledForm::to(WITHDRAW).with("email", address)).await.must_be(200);
        let link = lane.portal.mailed_link(address, CONFIRM).await;
        let form = browser.open(&link).await.form(CONFIRM);
        let worked = lane.press(&mut browser, &form, 303).await;
        lane.follow_up().await;
        let receipts = mails(&lane.portal, address, "Kvittering").await;
        assert!(!worked || receipts == 1, "{address} withdrew without a receipt");
        browser.submit(&form).await.must_be(200);
        assert_eq!(mails(&lane.portal, address, "Kvittering").await, 1, "{address}");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn confirming_a_withdrawal() {
    let (portal, _) = with_every_fault(OPEN, withdrawing).await;
    must_agree(&portal).await;
    all_is_given_back(&portal).await;
    let cards = cards(&portal).await;
    assert!(cards.iter().all(|card| card.closed == Some(Closed::Withdrawn)));
    assert_eq!(records(&portal).await.len(), 2 * cards.len(), "a sale and what went back, for each");
}
