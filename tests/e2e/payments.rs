//! Payments: late, twice, out of order, forged.

use std::collections::BTreeMap;

use generator::dice::Share;

use crate::portal::{LESSON, OPEN, Portal, launch, pay_form};

/// The sample's seller.
const SELLER: &str = "hei@tydelig.example";

/// Level 1 and level 2, sold to everyone at the same time.
fn two_launches(seats: u32) -> String {
    let (one, two) = (launch("en", 10, "[1]"), launch("to", seats, "[2]"));
    one + two.trim_start_matches("launches:\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_needs_no_webhook_and_a_reload_changes_nothing() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, receipt) = portal.paid("kari@example.no").await;
    let mails = portal.mails_to("kari@example.no").await.len();
    kari.open(&receipt.path).await.must_be(200).must_say("249 kr");
    assert_eq!(portal.mails_to("kari@example.no").await.len(), mails);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_back_and_orders_again_after_paying_sees_the_receipt() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    let review = kari.submit(&offers.form("/api/checkout/hold")).await;
    let order = review.form("/api/checkout/pay").with("terms", "yes");
    let desk = kari.submit(&order).await;
    portal.pay(&mut kari, &desk).await.must_be(200);
    kari.submit(&order).await.must_be(200).must_say("Grunnlegger nummer 1 ");
    kari.open(&review.path).await.must_be(200).must_say("Grunnlegger nummer 1 ");
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
async fn a_payment_that_comes_after_its_seat_was_released_is_honoured_and_reported() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    portal.stand_at("2026-08-18T12:46").await;
    let (_, olas) = portal.paid("ola@example.no").await;
    olas.must_say("Grunnlegger nummer 1 ");

    let action = desk.path.strip_prefix(portal.pay_desk_url()).expect("the pay desk");
    let late = format!("{}{action}?late=1", portal.pay_desk_url());
    let paid = kari.post(&late, &BTreeMap::new()).await;
    let receipt = kari.open(paid.location.as_deref().expect("back to the portal")).await;
    receipt.must_be(200).must_say("Grunnlegger nummer 2 ");
    assert_eq!(portal.mails_to(SELLER).await.len(), 1, "the seller hears of one member more than seats");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_payment_that_every_word_of_was_lost_is_found_within_a_day() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    portal.stand_at("2026-08-18T12:46").await;
    let action = desk.path.strip_prefix(portal.pay_desk_url()).expect("the pay desk");
    let late = format!("{}{action}?late=1", portal.pay_desk_url());
    portal.trouble().begin(Share::ALL, 1);
    kari.post(&late, &BTreeMap::new()).await.must_be(303);
    portal.trouble().end();
    assert_eq!(portal.mails_to(SELLER).await.len(), 0, "nobody has heard of it yet");
    portal.stand_at("2026-08-19T12:46").await;
    assert_eq!(portal.mails_to(SELLER).await.len(), 1, "the seller hears of one member more than seats");
    portal.signing_in(kari, "kari@example.no").await.open(LESSON).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_without_having_paid_reads_what_the_order_costs_before_they_go_on() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    let links = desk.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let back = links.into_iter().find(|link| link.contains("/api/checkout/cancelled")).expect("a way back");
    let back = kari.open(back).await;
    back.must_be(200).must_say("Du har ikke betalt ennå").must_say("249 kr i måneden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_payment_leaves_the_first_membership_as_it_was() {
    let portal = Portal::with_launches(OPEN, &two_launches(1)).await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    let one = kari.submit(&offers.form("/api/checkout/hold")).await;
    let two = kari.submit(&offers.form("/api/checkout/hold").with("launch", "to")).await;
    let first = kari.submit(&one.form("/api/checkout/pay").with("terms", "yes")).await;
    let second = kari.submit(&two.form("/api/checkout/pay").with("terms", "yes")).await;
    portal.pay(&mut kari, &first).await.must_say("Grunnlegger nummer 1 ");
    let told = portal.pay(&mut kari, &second).await;
    told.must_be(200).must_not_say("Grunnlegger nummer");
    kari.open(&told.path).await.must_not_say("Grunnlegger nummer");
    assert_eq!(portal.mails_to(SELLER).await.len(), 1, "the seller must give one payment back");

    let mut kari = portal.signing_in(kari, "kari@example.no").await;
    kari.open("/medlem/1-ro-i-kroppen/2026-08/").await.must_be(200);
    kari.open("/medlem/2-budskapet/2026-08/").await.must_be(403);

    let (mut ola, offers) = portal.proven("ola@example.no").await;
    let to = offers.form("/api/checkout/hold").with("launch", "to");
    ola.submit(&to).await.must_be(200).must_say("249 kr");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_become_a_member_cannot_start_a_second_payment() {
    let portal = Portal::with_launches(OPEN, &two_launches(10)).await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    let one = kari.submit(&offers.form("/api/checkout/hold")).await;
    let two = kari.submit(&offers.form("/api/checkout/hold").with("launch", "to")).await;
    let desk = kari.submit(&one.form("/api/checkout/pay").with("terms", "yes")).await;
    portal.pay(&mut kari, &desk).await.must_be(200);
    kari.submit(&two.form("/api/checkout/pay").with("terms", "yes")).await.must_be(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_who_pay_at_once_all_get_in_with_a_number_of_their_own() {
    let portal = Portal::with_launches(OPEN, &launch("august", 20, "all")).await;
    let mut buyers = Vec::new();
    for number in 0..20 {
        buyers.push(portal.ordered(&format!("buyer{number}@example.no")).await);
    }
    let desk_url = portal.pay_desk_url().to_owned();
    let payments = buyers.into_iter().map(|(mut browser, desk)| {
        let form = pay_form(&desk, &desk_url);
        tokio::spawn(async move { browser.submit(&form).await })
    });
    let mut numbers = Vec::new();
    for payment in payments.collect::<Vec<_>>() {
        let receipt = payment.await.expect("a receipt");
        receipt.must_be(200);
        numbers.push(receipt.number());
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 20, "{numbers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_with_a_wrong_signature_is_refused_and_a_sound_one_is_not() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    let session = desk.path.rsplit('/').next().expect("a session").to_owned();
    let body = format!(
        r#"{{"id":"evt_1","type":"checkout.session.completed","data":{{"object":{{"id":"{session}"}}}}}}"#
    );
    let second = portal.now().as_second();
    for header in ["", "nonsense", &format!("t={second},v1={}", "0".repeat(64)), &format!("t={second}")] {
        let body = body.clone();
        let answer = kari
            .send(reqwest::Method::POST, "/api/payments/webhook", |request| {
                request.header("Stripe-Signature", header).body(body)
            })
            .await;
        answer.must_be(400);
    }
    let events = portal.pay(&mut kari, &desk).await;
    events.must_be(200);
    let list = kari.open(&format!("{}/events.json", portal.pay_desk_url())).await;
    assert!(list.body.contains("\"status\":200"), "the signed ones are taken: {}", list.body);
    assert!(!list.body.contains("\"status\":4"), "{}", list.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_in_another_browser_hears_that_the_payment_is_received() {
    let portal = Portal::standing_at(OPEN).await;
    let (_, receipt) = portal.paid("kari@example.no").await;
    let elsewhere = portal.browser().open(&receipt.path).await;
    elsewhere.must_be(200).must_not_say("kari@example.no").must_not_say("Grunnlegger nummer");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_too_late_is_not_told_to_wait() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    let session = desk.path.rsplit('/').next().expect("a session").to_owned();
    let review = kari.open("/api/offers/mine").await;
    portal.stand_at("2026-08-18T12:42").await;
    kari.open(&format!("/api/checkout/success?session={session}")).await.must_be(410);
    kari.submit(&review.form("/api/checkout/hold")).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_not_sold_a_second_membership() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid("kari@example.no").await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    kari.submit(&offers.form("/api/checkout/hold")).await.must_be(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_a_level_without_lessons_yet_still_gets_in() {
    let portal = Portal::with_launches(OPEN, &launch("august", 10, "[4]")).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    kari.open("/medlem/").await.must_be(200);
    kari.open("/medlem/1-ro-i-kroppen/2026-08/").await.must_be(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_showed_is_honoured_for_one_more_version_and_then_asked_about() {
    let (cheap, dear) = (launch("august", 10, "all"), launch("august", 10, "all").replace("249", "349"));
    let portal = Portal::with_launches(OPEN, &cheap).await;
    let (mut kari, karis) = portal.proven("kari@example.no").await;
    let (mut ola, olas) = portal.proven("ola@example.no").await;
    portal.publish(&dear).await;
    let review = kari.submit(&karis.form("/api/checkout/hold")).await;
    review.must_be(200).must_say("249 kr").must_not_say("349 kr");

    portal.publish(&dear.replace("Runde", "Ny runde")).await;
    let review = ola.submit(&olas.form("/api/checkout/hold")).await;
    review.must_be(200).must_say("Prisen er endret").must_say("349 kr");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_that_was_taken_back_sells_nothing_more() {
    let (kept, gone) = (launch("en", 5, "[1]"), launch("to", 5, "[2]"));
    let portal = Portal::with_launches(OPEN, &gone).await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    portal.publish(&kept).await;
    kari.submit(&offers.form("/api/checkout/hold")).await.must_be(409);
}
