//! The waitlist: asked for, confirmed, remembered, left.

use std::collections::BTreeMap;

use reqwest::Method;

use crate::browser::Browser;
use crate::page::Page;
use crate::portal::{BEFORE, BETWEEN, OPEN, Portal};

const KARI: &str = "kari@example.no";

fn joining(address: &str) -> BTreeMap<String, String> {
    [("email", address), ("consent", "yes"), ("source", "/artikler/")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

/// What the creator sees of those who wait.
async fn list(portal: &Portal) -> Vec<functions::waitlist::Waiting> {
    let mut waiting = Vec::new();
    functions::waitlist::list(portal.running().app(), |entry| waiting.push(entry)).await.expect("a list");
    waiting
}

/// Presses the button of the newest confirmation mail.
async fn confirm(portal: &Portal, address: &str) -> (Browser, Page) {
    let mut browser = portal.browser();
    let link = portal.mailed_link(address, "/api/waitlist/confirm").await;
    let button = browser.open(&link).await;
    let page = browser.submit(&button.form("/api/waitlist/confirm")).await;
    (browser, page)
}

async fn wait(portal: &Portal, address: &str) {
    portal.browser().post("/api/waitlist/join", &joining(address)).await.must_be(303);
    confirm(portal, address).await.1.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_is_on_the_list_once_they_confirm_with_what_led_them_there() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut kari = portal.browser();
    let origin = kari.origin().to_owned();
    let from = format!("{origin}/artikler/si-noe-i-motet/?utm_campaign=Host_2026&x=1");
    let answer = kari.send(Method::POST, "/api/waitlist/join", |request| {
        request.header("Referer", from).header("Origin", origin).form(&joining(KARI))
    });
    answer.await.must_be(303);
    assert!(list(&portal).await.is_empty(), "a pending entry does not count");
    confirm(&portal, KARI).await.1.must_be(200).must_say("ventelisten");
    let waiting = list(&portal).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].address.as_str(), waiting[0].source.as_str()), (KARI, "/artikler/"));
    assert_eq!(waiting[0].campaign.as_deref(), Some("host-2026"));
    assert!(waiting[0].seen.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_nobody_confirms_is_gone_after_seven_days() {
    let portal = Portal::standing_at("2026-08-01T12:00").await;
    portal.browser().post("/api/waitlist/join", &joining(KARI)).await.must_be(303);
    portal.stand_at("2026-08-08T12:00").await;
    let link = portal.mailed_link(KARI, "/api/waitlist/confirm").await;
    let mut kari = portal.browser();
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/waitlist/confirm")).await.must_be(410);
    assert!(list(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_again_changes_nothing_and_tells_nobody_who_is_on_the_list() {
    let portal = Portal::standing_at(BEFORE).await;
    wait(&portal, KARI).await;
    let mails = portal.mails_to(KARI).await.len();
    let mut answers = Vec::new();
    for address in [KARI, "ola@example.no"] {
        let answer = portal.browser().post("/api/waitlist/join", &joining(address)).await;
        answers.push((answer.status, answer.location.clone(), answer.body.clone()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(portal.mails_to(KARI).await.len(), mails, "who is on the list is not written to");
    assert_eq!(list(&portal).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_program_leaves_with_one_click_and_without_a_cookie() {
    let portal = Portal::standing_at(BEFORE).await;
    wait(&portal, KARI).await;
    let link = portal.mailed_link(KARI, "/api/waitlist/leave").await;
    let mut mail_program = portal.browser();
    let one_click = mail_program.send(Method::POST, &link, |request| {
        request.form(&BTreeMap::from([("List-Unsubscribe", "One-Click")]))
    });
    one_click.await.must_be(303);
    assert!(list(&portal).await.is_empty());
    let mut kari = portal.browser();
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/waitlist/leave")).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_programs_are_told_how_one_click_ends_the_mails_that_can_be_ended_and_nothing_of_the_others() {
    let portal = Portal::standing_at(BEFORE).await;
    wait(&portal, KARI).await;
    portal.stand_at(OPEN).await;
    portal.signed_in(KARI).await;
    let mut that_end = Vec::new();
    for mail in portal.mails_to(KARI).await {
        let leave = mail.links.iter().find(|link| link.contains("/api/waitlist/leave"));
        // RFC 8058, section 3.1.
        let told = leave.map(|link| [format!("<{link}>"), "List-Unsubscribe=One-Click".to_owned()]);
        let told = told.map_or([None, None], |headers| headers.map(Some));
        assert_eq!(mail.unsubscribe, told, "{}", mail.subject);
        that_end.extend(leave.map(|_| mail.subject));
    }
    assert_eq!(that_end, ["Du står på ventelisten til Tydelig", "Tydelig er åpen"]);
    assert_eq!(
        portal.mails_to(KARI).await.len(),
        6,
        "besides those: one to confirm, two for prices and the order, one to sign in"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_stays_left_alone_although_a_stranger_types_the_address_again() {
    let portal = Portal::standing_at("2026-08-01T12:00").await;
    portal.import_to_mail("students", KARI).await;
    wait(&portal, KARI).await;
    let leave = portal.mailed_link(KARI, "/api/waitlist/leave").await;
    let mut kari = portal.browser();
    let button = kari.open(&leave).await;
    kari.submit(&button.form("/api/waitlist/leave")).await.must_be(200);
    portal.browser().post("/api/waitlist/join", &joining(KARI)).await.must_be(303);
    let mails = portal.mails_to(KARI).await.len();
    portal.stand_at(OPEN).await;
    assert_eq!(portal.mails_to(KARI).await.len(), mails, "neither as a student nor as one who waits");

    wait(&portal, KARI).await;
    portal.stand_at("2026-11-16T09:00").await;
    portal.mailed_link(KARI, "/api/offers/open").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_launch_that_opens_while_somebody_waits_is_remembered() {
    let portal = Portal::standing_at(BEFORE).await;
    wait(&portal, KARI).await;
    portal.stand_at(OPEN).await;
    wait(&portal, "sen@example.no").await;
    portal.stand_at(BETWEEN).await;
    portal.stand_at("2026-11-16T09:00").await;
    portal.stand_at("2026-11-17T09:00").await;
    let seen: BTreeMap<String, Vec<String>> = list(&portal)
        .await
        .into_iter()
        .map(|entry| (entry.address.as_str().to_owned(), entry.seen))
        .collect();
    assert_eq!(seen[KARI], ["august", "november"]);
    assert_eq!(seen["sen@example.no"], ["november"], "august was open already");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_and_is_told_as_a_student_before_the_rest_has_seen_the_launch_too() {
    let launches = "audiences:
  students: { title: Kursdeltakere, description: Gikk kurset. }
launches:
  - id: august
    name: Runde
    opens: 2026-08-17T09:00
    closes: 2026-08-31T21:00
    levels: all
    offers:
      - { id: student, title: A, audience: students, opens: 2026-08-16T09:00, price: 199, interval: month, founding: true }
      - { id: alle, title: B, audience: everyone, price: 249, interval: month, founding: true }
";
    let portal = Portal::with_launches(BEFORE, launches).await;
    portal.import_to_mail("students", KARI).await;
    wait(&portal, KARI).await;
    portal.stand_at("2026-08-16T09:00").await;
    portal.stand_at("2026-08-17T09:00").await;
    assert_eq!(list(&portal).await[0].seen, ["august"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_while_a_launch_is_open_leads_to_the_offers() {
    let portal = Portal::standing_at(OPEN).await;
    portal.browser().post("/api/waitlist/join", &joining(KARI)).await.must_be(303);
    let (_, offers) = confirm(&portal, KARI).await;
    assert_eq!(offers.path, "/api/offers/mine");
    offers.must_be(200).must_say("249 kr").form("/api/checkout/hold");
    assert_eq!(list(&portal).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_with_the_form_brings_its_readers_until_it_opens_and_then_leads_them_to_the_offers() {
    const ARTICLE: &str = "/artikler/fem-minutter-til-festen/";
    let portal = Portal::standing_at(BEFORE).await;
    let mut kari = portal.browser();
    let form = kari.open(ARTICLE).await.must_be(200).form("/api/waitlist/join");
    kari.submit(&form.with("email", KARI).with("consent", "yes")).await.must_be(200);
    confirm(&portal, KARI).await.1.must_be(200);
    let waiting = list(&portal).await;
    assert_eq!(waiting.iter().map(|entry| entry.source.as_str()).collect::<Vec<_>>(), [ARTICLE]);
    portal.stand_at(OPEN).await;
    let open = portal.browser().open(ARTICLE).await;
    open.must_say("Se prisene og bli med");
    assert!(!open.actions().contains(&"/api/waitlist/join".to_owned()), "{:?}", open.actions());
}
