//! Payments: late, twice, out of order, forged.

use std::collections::BTreeMap;

use crate::portal::{OPEN, Portal};

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_needs_no_webhook_and_a_reload_changes_nothing() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, receipt) = portal.paid("kari@example.no").await;
    let mails = portal.mails_to("kari@example.no").await.len();
    kari.open(&receipt.path).await.must_be(200).must_say("249 kr");
    assert_eq!(portal.mails_to("kari@example.no").await.len(), mails);
}

#[tokio::test(flavor = "multi_thread")]
async fn founders_are_numbered_in_the_order_they_paid() {
    let portal = Portal::standing_at(OPEN).await;
    for (number, address) in [(1, "a@example.no"), (2, "b@example.no"), (3, "c@example.no")] {
        let (_, receipt) = portal.paid(address).await;
        receipt.must_say(&format!("Grunnlegger nummer {number} "));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_comes_after_its_seat_was_released_is_honoured() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    portal.stand_at("2026-08-18T12:46").await;
    portal.browser().open("/api/offers").await;
    let action = desk.path.strip_prefix(portal.pay_desk_url()).expect("the pay desk");
    let late = format!("{}{action}?late=1", portal.pay_desk_url());
    let paid = kari.post(&late, &BTreeMap::new()).await;
    let receipt = kari.open(&paid.location.expect("back to the portal")).await;
    receipt.must_be(200).must_say("249 kr");
    assert!(portal.mails_to("kari@example.no").await.iter().any(|mail| mail.text.contains("249\u{a0}kr")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_with_a_wrong_signature_is_refused() {
    let portal = Portal::standing_at(OPEN).await;
    let mut forger = portal.browser();
    for header in ["", "t=1,v1=00", "nonsense"] {
        let answer = forger
            .send(reqwest::Method::POST, "/api/payments/webhook", |request| {
                request.header("Stripe-Signature", header).body(r#"{"id":"evt_1","type":"invoice.paid"}"#)
            })
            .await;
        answer.must_be(400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_one_buyer_is_not_shown_to_another() {
    let portal = Portal::standing_at(OPEN).await;
    let (_, receipt) = portal.paid("kari@example.no").await;
    portal.browser().open(&receipt.path).await.must_be(410).must_not_say("kari@example.no");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_not_sold_a_second_membership() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid("kari@example.no").await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    kari.submit(&offers.form("/api/checkout/hold")).await.must_be(409);
}
