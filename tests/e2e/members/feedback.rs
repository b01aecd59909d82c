//! What members write about lessons.

use std::collections::BTreeMap;

use domain::address::EmailAddress;
use functions::members::erase::erase;
use functions::members::export::export;
use functions::members::feedback::{FeedbackCard, feedback};
use reqwest::Method;

use super::{KARI, OLA, form, portal};
use crate::page::FilledForm;
use crate::portal::{LESSON, Portal};
use crate::rows::rows;

const FEEDBACK: &str = "/api/members/feedback";

fn writing(text: &str) -> FilledForm {
    FilledForm::to(FEEDBACK).with("lesson", LESSON).with("feedback", text)
}

async fn written(portal: &Portal) -> Vec<FeedbackCard> {
    feedback(portal.running().app(), None).await.expect("a list")
}

/// The rows that hold what a member did, by the beginning of their keys.
async fn rows_of(portal: &Portal, kind: &str) -> Vec<BTreeMap<String, String>> {
    rows(portal).await.into_iter().filter(|row| row["pk"].starts_with(kind)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_in_a_lesson_is_kept_and_read_by_whoever_keeps_the_portal() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let lesson = kari.open(LESSON).await;
    lesson.must_say("Tydelig Eksempel AS leser alt");
    let thanks = kari.submit(&lesson.form(FEEDBACK).with("feedback", "Fint!\r\nMer om pust.")).await;
    thanks.must_be(200).must_say("Takk for at du skrev");
    assert!(thanks.body.contains(&format!("href=\"{LESSON}\"")), "{}", thanks.body);
    let cards = written(&portal).await;
    assert_eq!(cards.len(), 1);
    let card = &cards[0];
    assert_eq!((card.text.as_str(), card.title.as_str()), ("Fint!\nMer om pust.", "Fire rolige pust"));
    assert_eq!(card.lesson.to_string(), "1/2026-08/fire-rolige-pust");
    assert_eq!(card.address.as_ref().map(EmailAddress::as_str), Some(KARI));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_press_keeps_one() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    let (one, two) = (writing("Fint"), writing(" Fint\r\n"));
    let (one, two) = tokio::join!(kari.post(FEEDBACK, &one.fields), laptop.post(FEEDBACK, &two.fields));
    one.must_be(303);
    two.must_be(303);
    assert_eq!(written(&portal).await.len(), 1);
    kari.submit(&writing("Fint, og mer")).await.must_be(200);
    assert_eq!(written(&portal).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_and_too_much_are_told_and_what_was_typed_stays() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    kari.post(FEEDBACK, &writing(" \r\n ").fields).await.must_be(422).must_say("Tilbakemeldingen mangler.");
    let long = format!("</textarea><script>{}", "å".repeat(1_990));
    let page = kari.post(FEEDBACK, &writing(&long).fields).await;
    page.must_be(422).must_say("Skriv høyst 2000 tegn");
    assert!(!page.body.contains("<script>") && page.body.contains("&lt;/textarea&gt;"), "{}", page.body);
    assert_eq!(page.form(FEEDBACK).fields["feedback"].trim_start(), long);
    assert!(written(&portal).await.is_empty());
    kari.submit(&writing(&"å".repeat(2_000))).await.must_be(200);
    assert_eq!(written(&portal).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_other_origins_write_nothing() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let mut stranger = portal.browser();
    let location = stranger.post(FEEDBACK, &writing("x").fields).await.must_be(303).location.clone();
    assert!(location.is_some_and(|location| location.starts_with("/api/access/locked?next=%2Fmedlem%2F")));
    stranger.get(&format!("{FEEDBACK}?lesson={LESSON}")).await.must_be(303);
    let fields = writing("x").fields;
    for (name, value) in [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")] {
        kari.send(Method::POST, FEEDBACK, |request| request.header(name, value).form(&fields))
            .await
            .must_be(403);
    }
    let elsewhere = writing("x").with("lesson", "/medlem/1-ro-i-kroppen/2030-01/senere/");
    kari.post(FEEDBACK, &elsewhere.fields).await.must_be(303);
    assert!(written(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_may_write_so_often_in_a_day() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let mut ola = portal.signed_in(OLA).await;
    for number in 0..20 {
        kari.post(FEEDBACK, &writing(&format!("Nummer {number}")).fields).await.must_be(303);
    }
    kari.post(FEEDBACK, &writing("En til").fields).await.must_be(429);
    ola.post(FEEDBACK, &writing("En til").fields).await.must_be(303);
    portal.clock_at("2026-08-19T12:00");
    kari.post(FEEDBACK, &writing("En til").fields).await.must_be(303);
    assert_eq!(written(&portal).await.len(), 22);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_steers_a_terminal_is_not_kept() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    kari.submit(&writing("a\u{1b}[2J\u{7}b\u{0}\nc")).await.must_be(200);
    assert_eq!(written(&portal).await[0].text, "a[2Jb\nc");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_told_all_that_they_did_and_it_is_erased_with_them() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let mut ola = portal.signed_in(OLA).await;
    for browser in [&mut kari, &mut ola] {
        browser.open("/api/members/home").await.must_be(200);
        browser.submit(&form(&[], &["ut"])).await.must_be(200);
        browser.submit(&writing("Fint")).await.must_be(200);
    }
    let (app, address) = (portal.running().app(), EmailAddress::parse(KARI).expect("an address"));
    let known = export(app, &address).await.expect("an export").expect("something")["membership"].clone();
    assert_eq!(known["ticked_tasks"][0]["task"], "ut");
    assert_eq!(known["ticked_tasks"][0]["lesson"], "1/2026-08/fire-rolige-pust");
    assert_eq!(known["feedback"][0]["text"], "Fint");
    assert_eq!(known["last_visit_at"], "2026-08-18T10:00:00Z");
    assert!(erase(app, &address).await.expect("an erasure"));
    for kind in ["ticks#", "feedback#", "visit#"] {
        assert_eq!(rows_of(&portal, kind).await.len(), 1, "{kind}: of the other alone");
    }
    let left = written(&portal).await;
    assert_eq!(left[0].address.as_ref().map(EmailAddress::as_str), Some(OLA));
}
