//! What an attacker types stays text: in HTML, headers, paths, keys and log lines.

use std::collections::BTreeMap;

use crate::portal::{BEFORE, OPEN, Portal};

fn join(email: &str, source: &str) -> BTreeMap<String, String> {
    [("email", email), ("consent", "yes"), ("source", source)]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_field_comes_back_as_text() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut attacker = portal.browser();
    let page = attacker.post("/api/waitlist/join", &join("\"><script>alert(1)</script>", "/")).await;
    page.must_be(422);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_cannot_add_a_header_to_a_mail() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut attacker = portal.browser();
    for email in [
        "a@example.no\r\nBcc: b@example.no",
        "a@example.no%0d%0aBcc:b@example.no",
        "a@example.no,b@example.no",
    ] {
        attacker.post("/api/waitlist/join", &join(email, "/")).await.must_be(422);
    }
    assert!(portal.mails_to("b@example.no").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_to_go_after_signing_in_stays_on_this_origin() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid("kari@example.no").await;
    for next in ["https://evil.example/", "//evil.example/", "/\\evil.example/", "/a\r\nSet-Cookie: x=1"] {
        let mut kari = portal.browser();
        let form = kari.open("/logg-inn/").await.form("/api/access/link");
        kari.submit(&form.with("email", "kari@example.no").with("next", next)).await;
        let link = portal.mailed_link("kari@example.no", "/api/access/open").await;
        let button = kari.open(&link).await.form("/api/access/open");
        let answer = kari.post(&button.action, &button.fields).await;
        assert_eq!(answer.location.as_deref(), Some("/medlem/"), "{next:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_that_are_no_ids_reach_neither_a_key_nor_the_provider() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, _) = portal.ordered("kari@example.no").await;
    for hold in ["x%23y", "..%2F..", "%27%20OR%201%3D1", "%3Cscript%3E"] {
        kari.open(&format!("/api/checkout/review?hold={hold}")).await.must_be(400);
    }
    for session in ["..%2Fcustomers", "cs_1%3Fexpand", "%0d%0a", ""] {
        kari.open(&format!("/api/checkout/success?session={session}")).await.must_be(400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_page_does_not_repeat_what_the_address_says() {
    let portal = Portal::standing_at(OPEN).await;
    let mut attacker = portal.browser();
    let page = attacker.open("/api/access/locked?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
    page.must_be(403);
    assert!(!page.body.contains("<script>alert"));
    assert_eq!(page.form("/api/access/link").fields["next"], "/medlem/");
}
