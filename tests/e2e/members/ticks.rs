//! Ticked tasks: kept, found on another device, and nobody else's.

use std::collections::BTreeMap;

use functions::members::Deed;
use reqwest::Method;
use serde_json::{Value, json};

use super::{FILE, KARI, OLA, TASKS, finds, form, portal, tasks_of, ticked};
use crate::browser::Browser;
use crate::page::FilledForm;
use crate::portal::{LESSON, OPEN, Portal, launch, sample};
use crate::rows::rows;

const TICKS: &str = "/api/members/ticks?lesson=/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/";

/// As the lesson's script asks.
async fn asks(browser: &mut Browser, form: Option<&FilledForm>) -> (u16, Value) {
    browser.accept = "application/json";
    let page = match form {
        Some(form) => browser.post(&form.action, &form.fields).await,
        None => browser.get(TICKS).await,
    };
    browser.accept = "text/html";
    (page.status, serde_json::from_str(&page.body).unwrap_or(Value::Null))
}

/// The rows of ticks in the table.
async fn kept(portal: &Portal) -> Vec<BTreeMap<String, String>> {
    rows(portal).await.into_iter().filter(|row| row["pk"].starts_with("ticks#")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_ticked_on_one_device_is_ticked_on_the_other() {
    let portal = portal().await;
    let mut phone = portal.signed_in(KARI).await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    let lesson = phone.open(LESSON).await;
    lesson.must_be(200);
    assert!(lesson.body.contains("name=\"tick-ut\" value=\"yes\" form=\"ticks\""), "{}", lesson.body);
    assert!(lesson.body.contains("<label for=\"tick-ut\">Pust <strong>ut</strong> før «møtet»</label>"));
    let saved = phone.submit(&lesson.form(TASKS).with("tick-ut", "yes")).await;
    saved.must_say("Lagret. Slik står det nå.").must_say("2 oppgaver igjen");
    assert_eq!(ticked(&saved), ["ut"]);
    assert_eq!(finds(&mut laptop).await, ["ut"]);
    let page = laptop.open(&tasks_of(LESSON)).await;
    page.must_say("Pust ut før «møtet»").must_say("Ring <mor> & far").must_not_say("Lagret");
    assert!(!page.body.contains("<mor>"), "words are text");
    laptop
        .submit(&page.form(TASKS).with("tick-ring", "yes").with("tick-skriv", "yes"))
        .await
        .must_say("Alt er gjort");
    assert_eq!(finds(&mut phone).await, ["ring", "skriv", "ut"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ticked_can_be_taken_back_and_no_other_tick_with_it() {
    let portal = portal().await;
    let mut phone = portal.signed_in(KARI).await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    phone.submit(&form(&[], &["ut"])).await.must_be(200);
    let stale = laptop.open(&tasks_of(LESSON)).await.form(TASKS);
    phone.submit(&form(&[], &["ring"])).await.must_be(200);
    let mut without = stale;
    without.fields.remove("tick-ut");
    laptop.submit(&without).await.must_be(200);
    assert_eq!(finds(&mut phone).await, ["ring"], "what the old form did not show stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_at_once_lose_no_tick() {
    let portal = portal().await;
    let mut phone = portal.signed_in(KARI).await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    for _ in 0..10 {
        let (one, two) = (form(&["skriv"], &["ut"]), form(&[], &["ring", "skriv"]));
        let (one, two) = tokio::join!(phone.post(TASKS, &one.fields), laptop.post(TASKS, &two.fields));
        one.must_be(303);
        two.must_be(303);
        let found = finds(&mut phone).await;
        assert!(found.starts_with(&["ring".to_owned()]) && found.ends_with(&["ut".to_owned()]), "{found:?}");
        phone.submit(&form(&["ut", "ring", "skriv"], &[])).await.must_be(200);
        assert!(finds(&mut laptop).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_press_ticks_once_and_keeps_when_it_was() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    kari.submit(&form(&[], &["ut"])).await.must_be(200);
    let first = kept(&portal).await;
    portal.clock_at("2026-08-18T13:00");
    kari.submit(&form(&[], &["ut"])).await.must_be(200);
    assert_eq!(kept(&portal).await, first);
    assert_eq!(first.len(), 1);
    assert!(first[0].contains_key("tick_ut") && first[0]["sk"] == "1/2026-08/fire-rolige-pust", "{first:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lessons_script_reads_and_keeps_one_tick_at_a_time() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    assert_eq!(asks(&mut kari, None).await, (200, json!({ "ticked": [] })));
    assert_eq!(asks(&mut kari, Some(&form(&[], &["ut"]))).await, (200, json!({ "kept": true })));
    assert_eq!(asks(&mut kari, Some(&form(&[], &["ring"]))).await.0, 200);
    assert_eq!(asks(&mut kari, None).await, (200, json!({ "ticked": ["ring", "ut"] })));
    assert_eq!(asks(&mut kari, Some(&form(&["ut"], &[]))).await.0, 200);
    assert_eq!(asks(&mut kari, None).await.1, json!({ "ticked": ["ring"] }));
    let lesson = kari.open(LESSON).await;
    let script = lesson.body.split("<script type=\"module\" src=\"").nth(1).expect("a script");
    let (address, rest) = script.split_once('"').expect("an address");
    assert!(rest.starts_with(" integrity=\"sha384-"), "{rest}");
    kari.open(address).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_one_is_led_to_the_locked_page_and_nothing_is_written() {
    let portal = portal().await;
    let mut stranger = portal.browser();
    for page in [
        stranger.get(&tasks_of(LESSON)).await,
        stranger.post(TASKS, &form(&[], &["ut"]).fields).await,
        stranger.get(&tasks_of("/medlem/1-ro-i-kroppen/2026-08/finnes-ikke/")).await,
    ] {
        page.must_be(303);
        let location = page.location.clone().expect("a location");
        assert!(location.starts_with("/api/access/locked?next=%2Fmedlem%2F1-ro"), "{location}");
    }
    for form in [None, Some(&form(&[], &["ut"]))] {
        let (status, body) = asks(&mut stranger, form).await;
        assert_eq!((status, &body["error"]), (403, &json!("not-open-to-you")), "{body}");
    }
    assert!(kept(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_that_the_member_may_not_open_has_no_tasks_for_them() {
    let tasks = "---\ntitle: Senere\n---\n- [ ] Hemmelig oppgave {#senere}\n";
    let files = [
        ("levels/1-ro-i-kroppen/2026-10/01-senere.md", tasks),
        ("levels/2-budskapet/2026-08/05-annet.md", tasks),
        ("launches.yaml", &launch("august", 10, "[1]")),
    ];
    let portal = Portal::with_files(OPEN, &files).await;
    let mut kari = portal.signed_in(KARI).await;
    let elsewhere = ["/medlem/1-ro-i-kroppen/2026-10/senere/", "/medlem/2-budskapet/2026-08/annet/"];
    for lesson in elsewhere {
        let form = FilledForm::to(TASKS).with("lesson", lesson).with("tick-senere", "yes");
        kari.post(TASKS, &form.fields).await.must_be(303);
        kari.open(&tasks_of(lesson)).await.must_be(403).must_not_say("Hemmelig");
    }
    assert!(kept(&portal).await.is_empty());
    portal.stand_at("2026-10-01T00:00").await;
    portal.let_stand(KARI, domain::membership::MembershipState::Active, "2026-11-17T09:00").await;
    kari.open(&tasks_of(elsewhere[0])).await.must_be(200).must_say("Hemmelig");
    portal.act(Deed::Revoke, KARI).await;
    kari.open(&tasks_of(elsewhere[0])).await.must_be(403).must_not_say("Hemmelig");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_not_there_is_refused_and_nonsense_changes_nothing() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    for id in ["borte", "ut ", "UT", "#t", "ut\u{0}", "<script>", "", "-", "tick-ut"] {
        let form = FilledForm::to(TASKS).with("lesson", LESSON).with(&format!("tick-{id}"), "yes");
        let page = kari.post(TASKS, &form.fields).await;
        page.must_be(400);
        assert!(!page.body.contains("<script>"), "{id}");
    }
    for lesson in
        ["", "/", "/medlem/", "//evil.example/", "/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust", "\u{0}"]
    {
        let form = FilledForm::to(TASKS).with("lesson", lesson).with("tick-ut", "yes");
        let location =
            kari.post(TASKS, &form.fields).await.must_be(303).location.clone().expect("a location");
        assert!(location.starts_with("/api/access/locked?next=%2F"), "{location}");
    }
    assert!(kept(&portal).await.is_empty());
    kari.submit(&form(&[], &["borte", "ut"])).await.must_be(200);
    assert_eq!(finds(&mut kari).await, ["ut"], "a task that has left the lesson takes no other with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_origin_ticks_nothing() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let fields = form(&[], &["ut"]).fields;
    for (name, value) in [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")] {
        let page = kari.send(Method::POST, TASKS, |request| request.header(name, value).form(&fields)).await;
        page.must_be(403);
    }
    assert!(kept(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn ticks_are_their_owners_alone_and_outlive_other_tasks() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let mut ola = portal.signed_in(OLA).await;
    kari.submit(&form(&[], &["ut", "skriv"])).await.must_be(200);
    assert!(finds(&mut ola).await.is_empty());
    let changed = "---\ntitle: Fire rolige pust\n---\n- [ ] Noe nytt {#nytt}\n- [ ] Pust helt ut {#ut}\n";
    portal.publish_file(FILE, changed).await;
    let page = kari.open(&tasks_of(LESSON)).await;
    page.must_say("Pust helt ut").must_say("Noe nytt").must_not_say("Skriv ja");
    assert_eq!(ticked(&page), ["ut"]);
    portal.publish_file(FILE, "---\ntitle: Fire rolige pust\n---\nIngen oppgaver.\n").await;
    let location = kari.get(&tasks_of(LESSON)).await.must_be(303).location.clone();
    assert_eq!(location.as_deref(), Some(LESSON));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_in_another_language_has_its_own_tasks() {
    let english =
        "---\ntitle: Four calm breaths\n---\n- [ ] Breathe out {#ut}\n- [ ] Call somebody {#call}\n";
    let own = |path: &str| std::fs::read_to_string(sample().join(path)).expect("a text");
    let site = own("site.yaml").replace("\n# languages: [nb, en]\n", "\nlanguages: [nb, en]\n");
    let files = [
        ("levels/1-ro-i-kroppen/2026-08/01-fire-rolige-pust.en.md", english),
        (FILE, super::PUST),
        ("site.yaml", &site),
        ("pages/index.en.md", &own("pages/index.md")),
    ];
    let portal = Portal::with_files(OPEN, &files).await;
    let mut kari = portal.signed_in(KARI).await;
    let there = "/medlem/1-ro-i-kroppen/2026-08/en/fire-rolige-pust/";
    let form = FilledForm::to(TASKS).with("lesson", there).with("tick-call", "yes").with("tick-ut", "yes");
    let page = kari.submit(&form).await;
    page.must_say("Four calm breaths").must_say("Breathe out");
    assert_eq!(ticked(&page), ["call", "ut"]);
    assert_eq!(finds(&mut kari).await, ["ut"], "an id that both have is one task");
}
