//! Bad input: a page or JSON that says what to do, and nothing half-written.

use std::collections::BTreeMap;

use reqwest::Method;

use crate::browser::Browser;
use crate::page::Page;
use crate::portal::{BEFORE, BETWEEN, OPEN, Portal};

const JOIN: &str = "/api/waitlist/join";

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn post_raw(browser: &mut Browser, body: Vec<u8>) -> Page {
    browser
        .send(Method::POST, JOIN, |request| {
            request.header("Content-Type", "application/x-www-form-urlencoded").body(body)
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_malformed_address_is_told_what_is_wrong_with_it() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    let mut told = Vec::new();
    for email in
        ["", "kari", "kari@example", "kari nordmann@example.no", &format!("{}@example.no", "k".repeat(300))]
    {
        let page = visitor.post(JOIN, &fields(&[("email", email), ("consent", "yes")])).await;
        page.must_be(422);
        assert!(page.body.contains("aria-invalid=\"true\""), "{email}");
        told.push(page.text());
    }
    told.sort();
    told.dedup();
    assert_eq!(told.len(), 5, "each mistake has words of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_method_an_unknown_address_and_an_odd_body_are_refused_with_words() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    for (method, path, status) in [
        (Method::GET, JOIN, 405),
        (Method::PUT, JOIN, 405),
        (Method::DELETE, "/api/checkout/hold", 405),
        (Method::GET, "/api/payments/webhook", 405),
        (Method::GET, "/api/waitlist/nothing", 400),
        (Method::POST, "/", 405),
    ] {
        let answer = visitor.send(method.clone(), path, |request| request).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(!answer.body.is_empty(), "{method} {path} says nothing");
    }
    post_raw(&mut visitor, vec![b'a'; 17 * 1024]).await.must_be(413);
    post_raw(&mut visitor, b"email=\xff\xfe&consent=yes".to_vec()).await.must_be(400);
    post_raw(&mut visitor, b"email=%ff%fe&consent=yes".to_vec()).await.must_be(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_posted_from_another_origin_is_refused() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    let form = fields(&[("email", "kari@example.no"), ("consent", "yes")]);
    for (name, value) in [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        let answer =
            visitor.send(Method::POST, JOIN, |request| request.header(name, value).form(&form)).await;
        answer.must_be(403);
    }
    assert!(portal.mails_to("kari@example.no").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_on_a_page_that_sends_no_referrer_is_accepted() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    let form = fields(&[("email", "kari@example.no"), ("consent", "yes")]);
    let answer = visitor
        .send(Method::POST, JOIN, |request| {
            request.header("Origin", "null").header("Sec-Fetch-Site", "same-origin").form(&form)
        })
        .await;
    answer.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_refused_in_json() {
    let portal = Portal::standing_at(BETWEEN).await;
    let mut visitor = portal.browser();
    visitor.accept = "application/json";
    let form = fields(&[("email", "kari@example.no")]);
    let answer = visitor
        .send(Method::POST, "/api/offers/ask", |request| {
            request.header("Sec-Fetch-Site", "same-origin").form(&form)
        })
        .await;
    answer.must_be(409);
    let told: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(told["error"], "not-open");
    assert!(told["message"].as_str().is_some_and(|message| message.len() > 20), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_that_are_unknown_or_not_open_are_not_sold() {
    let portal = Portal::standing_at("2026-08-31T20:30").await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    let form = offers.form("/api/checkout/hold");
    for (launch, offer) in
        [("august", "none"), ("none", "alle"), ("august", "student"), ("../x", "alle"), ("", "")]
    {
        kari.submit(&form.clone().with("launch", launch).with("offer", offer)).await.must_be(400);
    }
    kari.submit(&form.clone().with("launch", "november").with("offer", "medlem")).await.must_be(409);
    portal.stand_at("2026-08-31T21:00").await;
    kari.submit(&form).await.must_be(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_has_changed_is_asked_about_again() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, offers) = portal.proven("kari@example.no").await;
    let stale = offers.form("/api/checkout/hold").with("minor", "9900").with("version", "older");
    let review = kari.submit(&stale).await;
    review.must_be(200).must_say("249 kr");
    assert!(review.path.contains("changed=1"), "{}", review.path);
    let cheap = review.form("/api/checkout/pay").with("terms", "yes").with("minor", "9900");
    kari.submit(&cheap).await.must_be(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_gets_the_same_answer_as_a_members() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid("kari@example.no").await;
    let mut visitor = portal.browser();
    let form = visitor.open("/logg-inn/").await.form("/api/access/link");
    let known = visitor.submit(&form.clone().with("email", "kari@example.no")).await;
    let unknown = visitor.submit(&form.with("email", "ingen@example.no")).await;
    assert_eq!(
        (known.status, known.path.clone(), known.text()),
        (unknown.status, unknown.path.clone(), unknown.text())
    );
    assert!(portal.mails_to("ingen@example.no").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_are_used_up_old_or_made_up_say_so() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid("kari@example.no").await;
    let mut kari = portal.browser();
    let form = kari.open("/logg-inn/").await.form("/api/access/link");
    kari.submit(&form.with("email", "kari@example.no")).await;
    let link = portal.mailed_link("kari@example.no", "/api/access/open").await;
    let button = kari.open(&link).await.form("/api/access/open");
    portal.stand_at("2026-08-18T12:16").await;
    kari.submit(&button).await.must_be(410);
    for token in ["", "x", &"A".repeat(43), "../../etc/passwd"] {
        kari.submit(&button.clone().with("token", token)).await.must_be(410);
    }
}
