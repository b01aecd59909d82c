//! The minute after opening: far more buyers than seats, all at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use crate::browser::Browser;
use crate::page::{FilledForm, Page};
use crate::portal::{OPEN, Portal, launch, pay_form};

const BUYERS: u32 = 2000;
const SEATS: u32 = 89;
/// So many may hold seats from one network within an hour.
const A_NETWORK: u32 = 30;

/// Holds a seat, as a buyer does who is told that too many are here and tries again.
async fn press(browser: &mut Browser, form: &FilledForm) -> Page {
    loop {
        let page = browser.submit(form).await;
        if page.status != 429 {
            return page;
        }
        page.must_say("mange her akkurat nå");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Everybody presses at once. The browsers that got a seat, on the review page.
async fn rush(portal: &Arc<Portal>, form: &FilledForm) -> Vec<(Browser, Page)> {
    let (mut buyers, mut first) = (Vec::new(), portal.browser());
    for number in 0..BUYERS {
        if number % A_NETWORK == 0 {
            first = portal.browser();
        }
        let mut browser = first.neighbour();
        portal.prove(&mut browser, &format!("buyer{number}@example.no")).await;
        buyers.push(browser);
    }
    let mut presses = JoinSet::new();
    for mut browser in buyers {
        let form = form.clone();
        presses.spawn(async move {
            let page = press(&mut browser, &form).await;
            (browser, page)
        });
    }
    let mut got = Vec::new();
    while let Some(pressed) = presses.join_next().await {
        let (browser, page) = pressed.expect("an answer");
        if page.status == 200 {
            page.must_say("249 kr");
            got.push((browser, page));
        } else {
            // To read two thousand pages as a browser does would take longer than all else.
            assert_eq!(page.status, 409);
            assert!(page.body.contains("plassene er") && page.body.contains("ventelisten"), "{}", page.body);
        }
    }
    got
}

/// The launch's seats as anybody may see them.
async fn facts(portal: &Portal) -> serde_json::Value {
    serde_json::from_str(&portal.browser().open("/api/offers/facts").await.body).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_buyers_get_exactly_the_eighty_nine_seats_there_are_and_all_who_pay_get_in() {
    let portal = Arc::new(Portal::with_launches(OPEN, &launch("august", SEATS, "all")).await);
    let mut first = portal.proving("first@example.no").await;
    let form = first.open("/api/offers/mine").await.form("/api/checkout/hold");
    let got = rush(&portal, &form).await;
    assert_eq!(got.len(), SEATS as usize);
    assert_eq!(facts(&portal).await["seats_left"], 0);
    first.submit(&form).await.must_be(409).must_say("holdt av").form("/api/waitlist/join");

    let desk_url = portal.pay_desk_url().to_owned();
    let mut payments = JoinSet::new();
    for (mut browser, review) in got {
        let desk_url = desk_url.clone();
        payments.spawn(async move {
            let desk = press(&mut browser, &review.form("/api/checkout/pay").with("terms", "yes")).await;
            press(&mut browser, &pay_form(&desk, &desk_url)).await
        });
    }
    let mut numbers = Vec::new();
    while let Some(paid) = payments.join_next().await {
        let receipt = paid.expect("a receipt");
        receipt.must_be(200);
        numbers.push(receipt.number());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=SEATS).collect::<Vec<_>>(), "each founder has a number of their own");
    assert_eq!(facts(&portal).await["phase"], "sold-out");
    first.submit(&form).await.must_be(409).must_say("Alle plassene er tatt");
}
