//! Limits: nobody's inbox is flooded, and nobody is locked out by it.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::browser::Browser;
use crate::portal::{BEFORE, OPEN, Portal};

const KARI: &str = "kari@example.no";
const LINK: &str = "/api/access/link";
const WITHDRAW: &str = "/api/account/withdraw";

fn asking(address: &str) -> BTreeMap<String, String> {
    [("email", address), ("consent", "yes")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_five_sign_in_mails_a_quarter_and_the_answer_stays_the_same() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let before = portal.mails_to(KARI).await.len();
    for _ in 0..8 {
        let mut stranger = portal.browser();
        stranger.post(LINK, &asking(KARI)).await.must_be(303);
        assert!(stranger.cookies.contains_key("asked"), "nor does the cookie tell");
    }
    assert_eq!(portal.mails_to(KARI).await.len(), before + 5);
    portal.stand_at("2026-08-18T12:14:59").await;
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let mut kari = portal.browser();
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/access/open")).await.must_be(200);
    portal.stand_at("2026-08-18T12:15").await;
    portal.browser().post(LINK, &asking(KARI)).await.must_be(303);
    assert_eq!(portal.mails_to(KARI).await.len(), before + 6, "when the link is over, the limit is too");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_one_kind_of_mail_in_somebodys_name_keeps_no_other_from_them() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    for path in ["/api/waitlist/join", "/api/offers/ask"] {
        for _ in 0..8 {
            portal.browser().post(path, &asking(KARI)).await.must_be(303);
        }
    }
    let before = portal.mails_to(KARI).await.len();
    portal.browser().post(LINK, &asking(KARI)).await.must_be(303);
    assert_eq!(portal.mails_to(KARI).await.len(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_beyond_the_limit_leaves_the_code_of_the_last_mail_good() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let mut kari = portal.browser();
    for _ in 0..7 {
        kari.post(LINK, &asking(KARI)).await.must_be(303);
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
        attacker.post(LINK, &asking(&format!("a{number}@example.no"))).await.must_be(303);
    }
    attacker.post(LINK, &asking("b@example.no")).await.must_be(429).must_say("For mange forsøk");
    from(1).post(LINK, &asking(KARI)).await.must_be(429);
    from(2).post(LINK, &asking(KARI)).await.must_be(303);
    attacker.post("/api/waitlist/join", &asking("b@example.no")).await.must_be(303);
    portal.stand_at("2026-08-10T13:00").await;
    attacker.post(LINK, &asking("b@example.no")).await.must_be(303);
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
async fn codes_for_an_address_cannot_be_tried_without_end_from_many_networks() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let wrong: BTreeMap<_, _> = [("code".to_owned(), "000000".to_owned())].into();
    for hour in 13..18 {
        portal.stand_at(&format!("2026-08-18T{hour}:00")).await;
        let (mut attacker, _, _) = portal.asked_to_sign_in(KARI).await;
        for _ in 0..4 {
            attacker.post("/api/access/code", &wrong).await;
        }
    }
    portal.stand_at("2026-08-18T18:00").await;
    let (mut kari, _, code) = portal.asked_to_sign_in(KARI).await;
    kari.post("/api/access/code", &[("code".to_owned(), code)].into()).await.must_be(410);
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/access/open")).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_cannot_say_to_be_elsewhere() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut attacker = Browser::on_network(portal.browser().origin(), Ipv4Addr::new(127, 9, 9, 4));
    let mut statuses = Vec::new();
    for number in 0..121 {
        let (fields, here) = (asking(&format!("c{number}@example.no")), format!("192.0.2.{number}:1"));
        let answer = attacker.send(reqwest::Method::POST, LINK, |request| {
            request.header("CloudFront-Viewer-Address", here).form(&fields)
        });
        statuses.push(answer.await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_five_mails_to_withdraw_by_an_hour_and_each_of_them_works() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let before = portal.mails_to(KARI).await.len();
    let mut answers = Vec::new();
    for _ in 0..8 {
        let answer = portal.browser().post(WITHDRAW, &asking(KARI)).await;
        answers.push((answer.status, answer.location.clone()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let mails = portal.mails_to(KARI).await.split_off(before);
    assert_eq!(mails.len(), 5);
    let mut kari = portal.browser();
    for mail in &mails {
        let link = mail.links.iter().find(|link| link.contains("/withdraw/confirm")).expect("a link");
        assert!(kari.open(link).await.must_be(200).has_form("/api/account/withdraw/confirm"));
    }
    portal.stand_at("2026-08-18T13:00").await;
    portal.browser().post(WITHDRAW, &asking(KARI)).await.must_be(303);
    assert_eq!(portal.mails_to(KARI).await.len(), before + 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_to_withdraw_in_somebodys_name_keeps_no_sign_in_from_them_nor_the_reverse() {
    let portal = Portal::standing_at(OPEN).await;
    for (address, flooded, wanted) in [(KARI, WITHDRAW, LINK), ("ola@example.no", LINK, WITHDRAW)] {
        portal.paid(address).await;
        for _ in 0..8 {
            portal.browser().post(flooded, &asking(address)).await.must_be(303);
        }
        let before = portal.mails_to(address).await.len();
        portal.browser().post(wanted, &asking(address)).await.must_be(303);
        assert_eq!(portal.mails_to(address).await.len(), before + 1, "{wanted}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_asks_to_withdraw_for_many_addresses_is_told_to_wait() {
    let portal = Portal::standing_at(OPEN).await;
    let from = |last| Browser::on_network(portal.browser().origin(), Ipv4Addr::new(127, 9, 9, last));
    let mut attacker = from(5);
    for number in 0..120 {
        attacker.post(WITHDRAW, &asking(&format!("d{number}@example.no"))).await.must_be(303);
    }
    attacker.post(WITHDRAW, &asking(KARI)).await.must_be(429).must_say("For mange forsøk");
    from(6).post(WITHDRAW, &asking(KARI)).await.must_be(303);
}
