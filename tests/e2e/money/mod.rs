//! Money, from the purchase to the last refund, with a provider that misbehaves. In the end provider and table agree,
//! nobody is charged twice, and access follows payment.

pub(crate) mod accord;
pub(crate) mod desk;
mod ending;
mod forged;
mod healing;
mod life;
mod own_data;
mod purchase;
mod reversal;
mod withdrawal;

use std::collections::BTreeMap;

use functions::reconcile::{Care, Report, reconcile};
use functions::sweep::follow_up;

use crate::browser::Browser;
use crate::page::{FilledForm, Page};
use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari@example.no";
/// The sample's seller.
const SELLER: &str = "hei@tydelig.example";

/// A launch of one offer for everyone, at 249 kr as often as `interval` says.
fn selling(interval: &str) -> String {
    format!(
        "launches:
  - id: august
    name: Runde
    opens: 2026-08-17T09:00
    closes: 2026-08-31T21:00
    levels: all
    offers:
      - {{ id: alle, title: Grunnlegger, audience: everyone, price: 249, interval: {interval}, founding: true }}
"
    )
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// One run of the reconciler, and what follows from what it wrote.
async fn reconciled(portal: &Portal, care: Care) -> Report {
    let app = portal.running().app();
    let report = reconcile(app, care).await.expect("a reconciliation");
    follow_up(app).await.expect("a follow-up");
    report
}

async fn opens(browser: &mut Browser) -> bool {
    browser.open(LESSON).await.status == 200
}

/// The subjects of the mails to this address, the oldest first.
async fn subjects(portal: &Portal, address: &str) -> Vec<String> {
    portal.mails_to(address).await.into_iter().map(|mail| mail.subject).collect()
}

/// A buyer on the review page of their held seat, without a mail.
async fn reviewing(portal: &Portal, address: &str) -> (Browser, Page) {
    let mut browser = portal.proving(address).await;
    let offers = browser.open("/api/offers/mine").await;
    let review = browser.submit(&offers.form("/api/checkout/hold")).await;
    review.must_be(200);
    (browser, review)
}

fn order(review: &Page) -> FilledForm {
    review.form("/api/checkout/pay").with("terms", "yes")
}

/// A buyer who has paid and closed the browser before it came back; and where it would have come back to.
async fn paid_and_gone(portal: &Portal, address: &str) -> (Browser, String) {
    let (mut browser, review) = reviewing(portal, address).await;
    let page = browser.submit(&order(&review)).await;
    page.must_be(200);
    let form = crate::portal::pay_form(&page, portal.pay_desk_url());
    let back = browser.post(&form.action, &form.fields).await;
    (browser, back.location.clone().expect("the way back"))
}

/// A portal that sells so, with a member who has signed in.
async fn with_member(interval: &str) -> (Portal, Browser) {
    let portal = Portal::with_launches(OPEN, &selling(interval)).await;
    let kari = portal.signed_in(KARI).await;
    (portal, kari)
}
