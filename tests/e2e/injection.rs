//! What an attacker types stays text: in HTML, headers, paths, keys and log lines.

use std::collections::BTreeMap;

use crate::money::accord::{cards, must_agree};
use crate::money::desk::Desk;
use crate::portal::{BEFORE, OPEN, Portal};
use crate::rows::rows;

const WITHDRAW: &str = "/api/account/withdraw";
const CONFIRM: &str = "/api/account/withdraw/confirm";

/// Forms that mail something to whatever address is typed.
const FORMS: [&str; 2] = ["/api/waitlist/join", WITHDRAW];

fn join(email: &str, source: &str) -> BTreeMap<String, String> {
    fields(&[("email", email), ("consent", "yes"), ("source", source)])
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_field_comes_back_as_text() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut attacker = portal.browser();
    for form in FORMS {
        let page = attacker.post(form, &join("\"><script>alert(1)</script>", "/")).await;
        page.must_be(422);
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
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
        for form in FORMS {
            attacker.post(form, &join(email, "/")).await.must_be(422);
        }
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
        assert_eq!(answer.location.as_deref(), Some("/api/members/home"), "{next:?}");
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
    assert_eq!(page.form("/api/access/link").fields["next"], "/api/members/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_none_reaches_neither_a_key_nor_the_page() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid("kari@example.no").await;
    let (before, mut attacker) = (rows(&portal).await, portal.browser());
    for token in [
        "\"><script>alert(1)</script>",
        "x#y",
        "../withdrawal#sub_1",
        "' OR 1=1",
        "\r\nSet-Cookie: session=1",
        &format!("#{}", "A".repeat(42)),
        &"A".repeat(4000),
    ] {
        let query = BTreeMap::from([("token", token)]);
        let address = reqwest::Url::parse_with_params("http://localhost", query).expect("an address");
        let opened = attacker.open(&format!("{CONFIRM}?{}", address.query().expect("a query"))).await;
        let pressed = attacker.post(CONFIRM, &fields(&[("token", token)])).await;
        for page in [opened, pressed] {
            page.must_be(410);
            assert!(!page.body.contains("alert(1)") && !page.headers.contains_key("set-cookie"), "{token:?}");
        }
    }
    assert_eq!(rows(&portal).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_something_else_withdraws_nothing() {
    let portal = Portal::standing_at(OPEN).await;
    portal.proven("ola@example.no").await;
    portal.paid("kari@example.no").await;
    portal.asked_to_sign_in("kari@example.no").await;
    for path in ["/api/offers/open", "/api/access/open"] {
        let link = portal.mailed_link("kari@example.no", path).await;
        let token = link.split("token=").nth(1).expect("a token");
        let mut thief = portal.browser();
        thief.open(&format!("{CONFIRM}?token={token}")).await.must_be(410);
        thief.post(CONFIRM, &fields(&[("token", token)])).await.must_be(410);
    }
    assert!(cards(&portal).await.iter().all(|card| card.closed.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_a_path_of_the_account_is_refused_and_not_repeated() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    for tail in
        ["/%3Cscript%3Ealert(1)", "%2Fdone", "/..%2F..%2Fcard", "%0d%0aSet-Cookie:%20x=1", ";a=b", "%00"]
    {
        for path in ["/api/account", "/api/account/cancel", "/api/account/card", WITHDRAW, CONFIRM] {
            for page in [
                kari.get(&format!("{path}{tail}")).await,
                kari.post(&format!("{path}{tail}"), &fields(&[])).await,
            ] {
                assert!((400..500).contains(&page.status), "{path}{tail}: {}", page.status);
                assert!(
                    !page.body.contains("<script>alert") && !page.headers.contains_key("set-cookie"),
                    "{path}{tail}: {:?} {}",
                    page.headers,
                    page.body
                );
            }
        }
    }
    kari.open("/api/account").await.must_be(200);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_odd_characters_is_the_same_in_pages_mails_and_at_the_provider() {
    let portal = Portal::standing_at(OPEN).await;
    for address in ["o'neil&hold=1@example.no", "{{7*7}}@example.no", "a%26b+c?d#e@example.no"] {
        let mut odd = portal.signed_in(address).await;
        for path in ["/api/account", CONFIRM] {
            odd.open(path).await.must_be(200).must_say(address);
        }
        let books = Desk::of(&portal).books().await;
        let customers = books["customers"].as_array().expect("customers");
        assert_eq!(customers.iter().filter(|customer| customer["email"] == address).count(), 1, "{address}");
    }
    must_agree(&portal).await;
}
