//! Seats: held once, given back once, never sold twice.

use crate::portal::{OPEN, Portal, launch};

fn launches(seats: u32) -> String {
    launch("august", seats, "all")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_seat_goes_to_one_buyer_and_comes_free_when_it_is_given_up() {
    let portal = Portal::with_launches(OPEN, &launches(1)).await;
    let (mut kari, karis) = portal.proven("kari@example.no").await;
    let (mut ola, olas) = portal.proven("ola@example.no").await;
    let review = kari.submit(&karis.form("/api/checkout/hold")).await;
    review.must_be(200);
    ola.submit(&olas.form("/api/checkout/hold")).await.must_be(409);

    kari.submit(&review.form("/api/checkout/give-up")).await.must_be(200);
    ola.submit(&olas.form("/api/checkout/hold")).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_is_not_paid_comes_free_after_forty_five_minutes() {
    let portal = Portal::with_launches(OPEN, &launches(1)).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    let (mut ola, olas) = portal.proven("ola@example.no").await;
    portal.stand_at("2026-08-18T12:44").await;
    ola.submit(&olas.form("/api/checkout/hold")).await.must_be(409);
    portal.stand_at("2026-08-18T12:46").await;
    ola.submit(&olas.form("/api/checkout/hold")).await.must_be(200);
    kari.open(&desk.path).await.must_say("Tiden er ute");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_who_presses_twice_holds_one_seat() {
    let portal = Portal::with_launches(OPEN, &launches(2)).await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    let first = kari.submit(&offers.form("/api/checkout/hold")).await;
    let second = kari.submit(&offers.form("/api/checkout/hold")).await;
    assert_eq!(first.path, second.path);
    portal.proven("ola@example.no").await.1.must_say("Én ledig nå");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_who_orders_again_while_paying_keeps_seat_and_pay_page() {
    let portal = Portal::with_launches(OPEN, &launches(1)).await;
    let (mut kari, desk) = portal.ordered("kari@example.no").await;
    let offers = kari.open("/api/offers/mine").await;
    portal.stand_at("2026-08-18T12:15").await;
    kari.submit(&offers.form("/api/checkout/hold")).await.must_be(200);
    portal.pay(&mut kari, &desk).await.must_be(200).must_say("Grunnlegger nummer 1 ");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_last_seat_is_paid_the_page_says_sold_out_without_a_build() {
    let portal = Portal::with_launches(OPEN, &launches(1)).await;
    let (mut ola, olas) = portal.proven("ola@example.no").await;
    portal.paid("kari@example.no").await;
    let sales = portal.browser().open("/bli-medlem/").await;
    assert!(!sales.has_form("/api/offers/ask"), "{}", sales.text());
    ola.submit(&olas.form("/api/checkout/hold")).await.must_be(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_buyers_at_once_get_exactly_the_five_seats_there_are() {
    let portal = Portal::with_launches(OPEN, &launches(5)).await;
    let mut buyers = Vec::new();
    for number in 0..12 {
        buyers.push(portal.proven(&format!("buyer{number}@example.no")).await);
    }
    let attempts = buyers.into_iter().map(|(mut browser, offers)| {
        tokio::spawn(async move { browser.submit(&offers.form("/api/checkout/hold")).await.status })
    });
    let mut statuses = Vec::new();
    for attempt in attempts.collect::<Vec<_>>() {
        statuses.push(attempt.await.expect("an answer"));
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200; 5], vec![409; 7]].concat());
}
