//! Limits by the hour: nobody's inbox is flooded, and nobody is locked out by it.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::browser::Browser;
use crate::portal::{BEFORE, OPEN, Portal};

const KARI: &str = "kari@example.no";

fn asking(address: &str) -> BTreeMap<String, String> {
    [("email", address), ("consent", "yes")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_five_mails_an_hour_and_the_answer_stays_the_same() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    portal.stand_at("2026-08-18T13:00").await;
    let before = portal.mails_to(KARI).await.len();
    for _ in 0..8 {
        portal.browser().post("/api/access/link", &asking(KARI)).await.must_be(303);
    }
    assert_eq!(portal.mails_to(KARI).await.len(), before + 5);
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let mut kari = portal.browser();
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/access/open")).await.must_be(200);
    portal.stand_at("2026-08-18T14:00").await;
    portal.browser().post("/api/access/link", &asking(KARI)).await.must_be(303);
    assert_eq!(portal.mails_to(KARI).await.len(), before + 6, "the next hour is another");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_beyond_the_limit_leaves_the_code_of_the_last_mail_good() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    portal.stand_at("2026-08-18T13:00").await;
    let mut kari = portal.browser();
    for _ in 0..7 {
        kari.post("/api/access/link", &asking(KARI)).await.must_be(303);
    }
    let code = [("code".to_owned(), portal.newest_code(KARI).await)].into();
    kari.post("/api/access/code", &code).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_asks_for_many_addresses_is_told_to_wait() {
    let portal = Portal::standing_at(BEFORE).await;
    let from = |last| Browser::on_network(portal.browser().origin(), Ipv4Addr::new(127, 9, 9, last));
    let mut attacker = from(1);
    for number in 0..120 {
        let path = ["/api/access/link", "/api/waitlist/join"][number % 2];
        attacker.post(path, &asking(&format!("a{number}@example.no"))).await.must_be(303);
    }
    let refused = attacker.post("/api/waitlist/join", &asking("b@example.no")).await;
    refused.must_be(429).must_say("For mange forsøk");
    from(1).post("/api/access/link", &asking(KARI)).await.must_be(429);
    from(2).post("/api/access/link", &asking(KARI)).await.must_be(303);
    portal.stand_at("2026-08-10T13:00").await;
    attacker.post("/api/waitlist/join", &asking("b@example.no")).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_cannot_try_codes_without_end() {
    let portal = Portal::standing_at(OPEN).await;
    let code = [("code".to_owned(), "123456".to_owned())].into();
    let mut attacker = Browser::on_network(portal.browser().origin(), Ipv4Addr::new(127, 9, 9, 3));
    for _ in 0..60 {
        attacker.post("/api/access/code", &code).await.must_be(410);
    }
    attacker.post("/api/access/code", &code).await.must_be(429);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_cannot_say_to_be_elsewhere() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut attacker = Browser::on_network(portal.browser().origin(), Ipv4Addr::new(127, 9, 9, 4));
    let mut statuses = Vec::new();
    for number in 0..121 {
        let (fields, here) = (asking(&format!("c{number}@example.no")), format!("192.0.2.{number}:1"));
        let answer = attacker.send(reqwest::Method::POST, "/api/access/link", |request| {
            request.header("CloudFront-Viewer-Address", here).form(&fields)
        });
        statuses.push(answer.await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 1);
}
