//! Ending a membership, taking it up again, withdrawing; and money that goes back by other hands.

use std::pin::Pin;
use std::sync::Arc;

use functions::reconcile::{Care, reconcile};
use functions::sweep::{follow_up, sweep};
use tokio::task::JoinSet;

use super::buying::{hold_of, paid};
use super::fault::Fault;
use super::lane::Lane;
use super::with_every_fault;
use crate::browser::Browser;
use crate::money::accord::{must_agree, records};
use crate::money::desk::Desk;
use crate::page::FilledForm;
use crate::portal::{LESSON, OPEN, Portal};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

const CANCEL: &str = "/api/account/cancel";
const KEEP: &str = "/api/account/keep";
const WITHDRAW: &str = "/api/account/withdraw";
const CONFIRM: &str = "/api/account/withdraw/confirm";

/// A member who has bought, and signed in.
async fn member(lane: &Lane, address: &str) -> Browser {
    let (mut browser, _, back) = paid(lane, address).await;
    browser.open(&back).await.must_be(200);
    lane.portal.signing_in(browser, address).await
}

async fn has_form(browser: &mut Browser, action: &str) -> bool {
    browser.open("/api/account").await.actions().contains(&action.to_owned())
}

fn cancelling<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        let worked = lane.press(&mut kari, &FilledForm::to(CANCEL), 303).await;
        assert!(!worked || has_form(&mut kari, KEEP).await, "{address} was told that it ends");
        kari.submit(&FilledForm::to(CANCEL)).await.must_be(200);
        assert!(has_form(&mut kari, KEEP).await);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_a_membership() {
    let (portal, _) = with_every_fault(OPEN, cancelling).await;
    must_agree(&portal).await;
}

fn keeping<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        kari.submit(&FilledForm::to(CANCEL)).await.must_be(200);
        lane.press(&mut kari, &FilledForm::to(KEEP), 303).await;
        kari.submit(&FilledForm::to(KEEP)).await.must_be(200);
        assert!(!has_form(&mut kari, KEEP).await);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_a_membership_up_again() {
    let (portal, _) = with_every_fault(OPEN, keeping).await;
    must_agree(&portal).await;
}

fn asking_to_withdraw<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        lane.portal.founder(address).await;
        let mut browser = lane.portal.browser();
        let form = FilledForm::to(WITHDRAW).with("email", address);
        let worked = lane.press(&mut browser, &form, 303).await;
        lane.follow_up().await;
        assert!(!worked || !lane.portal.mails_to(address).await.is_empty(), "{address} was told of a mail");
        browser.submit(&form).await.must_be(200);
        lane.portal.mailed_link(address, CONFIRM).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_the_link_to_withdraw_by() {
    with_every_fault(OPEN, asking_to_withdraw).await;
}

fn withdrawing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = member(lane, address).await;
        let before = lane.portal.mails_to(address).await.len();
        lane.press(&mut kari, &FilledForm::to(CONFIRM), 303).await;
        kari.submit(&FilledForm::to(CONFIRM)).await.must_be(200);
        kari.open(LESSON).await.must_be(403);
        assert_eq!(lane.portal.mails_to(address).await.len(), before + 1, "{address} has one receipt");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawing_from_a_purchase() {
    let (portal, _) = with_every_fault(OPEN, withdrawing).await;
    everything_is_given_back_once(&portal).await;
}

async fn everything_is_given_back_once(portal: &Portal) {
    must_agree(portal).await;
    let books = Desk::of(portal).books().await;
    for charge in books["charges"].as_array().expect("charges") {
        assert_eq!(charge["amount_refunded"], charge["amount"]);
        assert_eq!(
            charge["refunds"]["data"].as_array().or(charge["refunds"].as_array()).map(Vec::len),
            Some(1)
        );
    }
    assert_eq!(records(portal).await.len(), 2 * books["charges"].as_array().expect("charges").len());
}

/// The payment of whoever has this address.
async fn payment_of(desk: &mut Desk, address: &str) -> String {
    let books = desk.books().await;
    let find = |kind: &str, name: &str, value: &str| {
        let all = books[kind].as_array().expect("a list");
        let found = all.iter().find(|entry| entry[name] == value).expect("an entry");
        found["id"].as_str().expect("an id").to_owned()
    };
    let customer = find("customers", "email", address);
    find("payments", "customer", &customer)
}

/// Money goes back by this button, which the portal hears of by an event of this kind.
async fn hearing_of_money(lane: &mut Lane, address: &str, button: &str, kind: &str) {
    let mut kari = member(lane, address).await;
    let mut desk = Desk::of(&lane.portal);
    let payment = payment_of(&mut desk, address).await;
    desk.press(&format!("/desk/payments/{payment}/{button}"), &[]).await;
    let webhook = lane.webhooks.about(&payment, kind);
    let heard = lane.hear(&webhook).await;
    lane.follow_up().await;
    assert!(
        !heard || kari.open(LESSON).await.status == 403,
        "{address} reads on after what was acknowledged"
    );
    super::webhooks::deliver(&mut lane.portal.browser(), &webhook).await;
    lane.follow_up().await;
    kari.open(LESSON).await.must_be(403);
}

fn hearing_of_a_refund<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(hearing_of_money(lane, address, "refund", "charge.refunded"))
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_of_a_refund_in_full() {
    let (portal, _) = with_every_fault(OPEN, hearing_of_a_refund).await;
    everything_is_given_back_once(&portal).await;
}

fn hearing_of_a_dispute<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(hearing_of_money(lane, address, "dispute", "charge.dispute.created"))
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_that_the_bank_asks_for_the_money() {
    let (portal, _) = with_every_fault(OPEN, hearing_of_a_dispute).await;
    must_agree(&portal).await;
}

fn hearing_of_a_bill<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (_, review, _) = paid(lane, address).await;
        let webhook = lane.webhooks.about(&hold_of(&review), "invoice.paid");
        lane.hear(&webhook).await;
        super::webhooks::deliver(&mut lane.portal.browser(), &webhook).await;
        lane.follow_up().await;
        assert_eq!(lane.portal.mails_to(address).await.len(), 1, "{address} has one confirmation");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hearing_of_a_bill_before_anything_else() {
    let (portal, _) = with_every_fault(OPEN, hearing_of_a_bill).await;
    must_agree(&portal).await;
}

/// What is done apart from any request.
#[derive(Clone, Copy)]
enum Apart {
    /// The errands of a withdrawal: a refund, the end of a subscription, the books.
    Errands,
    /// A reconciliation of everything after a purchase that nobody heard of.
    Reconciling,
}

/// So many calls of it fail, one after the other; each time for somebody else.
const CALLS: usize = 12;

async fn apart(fault: Fault, what: Apart) {
    let (portal, webhooks) = super::portal(OPEN).await;
    let mut lane = Lane::open(&portal, &webhooks, fault).await;
    for at in 1..=CALLS {
        let address = format!("apart-{at}@example.no");
        lane.at = usize::MAX;
        match what {
            Apart::Errands => {
                let mut kari = member(&lane, &address).await;
                assert!(lane.press(&mut kari, &FilledForm::to(CONFIRM), 303).await);
            }
            Apart::Reconciling => {
                paid(&lane, &address).await;
            }
        }
        lane.at = at;
        // What it could not do is left for the next time.
        match what {
            Apart::Errands => {
                lane.work(async |app| follow_up(app).await.is_err()).await;
            }
            Apart::Reconciling => {
                lane.work(async |app| reconcile(app, Care::Everything).await.is_err()).await;
            }
        }
    }
    in_the_end(&portal, what).await;
}

async fn in_the_end(portal: &Arc<Portal>, what: Apart) {
    let app = portal.running().app();
    for later in ["2026-08-18T12:10", "2026-08-18T12:20", "2026-08-18T12:40"] {
        portal.clock_at(later);
        if matches!(what, Apart::Reconciling) {
            reconcile(app, Care::Everything).await.expect("a reconciliation");
        }
        sweep(app).await.expect("a sweep");
    }
    match what {
        Apart::Errands => everything_is_given_back_once(portal).await,
        Apart::Reconciling => {
            must_agree(portal).await;
            assert_eq!(records(portal).await.len(), CALLS);
        }
    }
}

async fn with_each_fault(what: Apart) {
    let mut lanes = JoinSet::new();
    for fault in Fault::ALL {
        lanes.spawn(apart(fault, what));
    }
    while let Some(lane) = lanes.join_next().await {
        lane.expect("a lane that ends well");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn errands_at_the_provider_are_done_once_however_they_fail() {
    with_each_fault(Apart::Errands).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reconciliation_that_fails_is_made_good_by_the_next() {
    with_each_fault(Apart::Reconciling).await;
}
