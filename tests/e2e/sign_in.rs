//! Signing in: by the link on any device, by the code in the browser that asked, and by nothing else.

use std::collections::BTreeMap;

use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari@example.no";
const CODE: &str = "/api/access/code";

fn typed(code: &str) -> BTreeMap<String, String> {
    [("code".to_owned(), code.to_owned())].into()
}

/// A code that is not this one.
fn other_than(code: &str) -> String {
    let number: u32 = code.parse().expect("six digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_signs_in_the_browser_that_asked_and_uses_up_the_link() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let mut kari = portal.browser();
    let locked = kari.open(LESSON).await;
    let sent = kari.submit(&locked.form("/api/access/link").with("email", KARI)).await;
    let code = portal.newest_code(KARI).await;
    let lesson = kari.submit(&sent.form(CODE).with("code", &format!("{} {}", &code[..3], &code[3..]))).await;
    lesson.must_be(200).must_say("Oppgaver");
    assert_eq!(lesson.path, LESSON);
    assert!(!kari.cookies.contains_key("asked"));
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let mut other = portal.browser();
    let button = other.open(&link).await;
    other.submit(&button.form("/api/access/open")).await.must_be(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_uses_up_the_code() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut asked, _, code) = portal.asked_to_sign_in(KARI).await;
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let mut phone = portal.browser();
    let button = phone.open(&link).await;
    phone.submit(&button.form("/api/access/open")).await.must_be(200);
    asked.post(CODE, &typed(&code)).await.must_be(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_worth_nothing_in_another_browser() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (_, _, code) = portal.asked_to_sign_in(KARI).await;
    portal.browser().post(CODE, &typed(&code)).await.must_be(410);
    let (mut other, _, _) = portal.asked_to_sign_in("ola@example.no").await;
    other.post(CODE, &typed(&code)).await.must_be(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_codes_are_the_last_ones() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut kari, _, code) = portal.asked_to_sign_in(KARI).await;
    let wrong = typed(&other_than(&code));
    for left in ["4 forsøk", "3 forsøk", "2 forsøk", "ett forsøk"] {
        kari.post(CODE, &wrong).await.must_be(422).must_say(left);
    }
    kari.post(CODE, &wrong).await.must_be(410);
    kari.post(CODE, &typed(&code)).await.must_be(410).must_say("Koden gjelder ikke lenger");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_code_costs_no_attempt() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut kari, _, code) = portal.asked_to_sign_in(KARI).await;
    for nonsense in ["", "12345", "abcdef", "' OR 1=1", "<script>"] {
        let page = kari.post(CODE, &typed(nonsense)).await;
        page.must_be(422).must_say("Koden har seks sifre");
        assert!(!page.body.contains("<script>alert"), "{nonsense}");
    }
    kari.post(CODE, &typed(&code)).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn link_and_code_are_good_for_a_quarter_of_an_hour() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut kari, _, code) = portal.asked_to_sign_in(KARI).await;
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let button = kari.open(&link).await;
    portal.stand_at("2026-08-18T12:15").await;
    kari.post(CODE, &typed(&code)).await.must_be(410);
    kari.submit(&button.form("/api/access/open")).await.must_be(410).must_say("Lenken virker ikke lenger");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_is_answered_word_for_word_as_a_members() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut kari, known, _) = portal.asked_to_sign_in(KARI).await;
    let (mut ola, unknown, _) = portal.asked_to_sign_in("ola@example.no").await;
    assert_eq!(known.body, unknown.body);
    let names = |browser: &crate::browser::Browser| browser.cookies.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kari), names(&ola));
    assert!(portal.mails_to("ola@example.no").await.is_empty());
    for _ in 0..5 {
        let (known, unknown) =
            (kari.post(CODE, &typed("000000")).await, ola.post(CODE, &typed("000000")).await);
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_devices_is_for_its_member_alone() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    let mut ola = portal.signed_in("ola@example.no").await;
    portal.stand_at("2026-08-18T12:01").await;
    let mut phone = portal.signing_in(portal.browser(), KARI).await;
    let form = phone.open("/api/access/sessions").await.form("/api/access/end-session");
    ola.submit(&form).await.must_be(200);
    kari.open(LESSON).await.must_be(200);
    ola.open("/api/access/sessions").await.must_not_say("Logg ut\n").must_say("Denne enheten");
    let visitor = portal.browser().open("/api/access/sessions").await;
    visitor.must_be(403);
    assert_eq!(visitor.form("/api/access/link").fields["next"], "/api/access/sessions");
}
