//! Where members arrive.

use domain::membership::MembershipState::Ended;
use reqwest::Method;

use super::{FILE, KARI, OLA, PUST, form, portal};
use crate::portal::{LESSON, OPEN, Portal, launch};
use crate::rows::{Row, rows};

const HOME: &str = "/api/members/home";

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_arrives_there_and_is_shown_where_to_begin() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let home = kari.open(HOME).await;
    home.must_be(200).must_say("Velkommen inn").must_say("Begynn her").must_say("Fire rolige pust");
    home.must_say("Grunnlegger nummer 1").must_say("0 av 4 leksjoner gjort").must_not_say("Nytt siden sist");
    assert!(home.body.contains(&format!("href=\"{LESSON}\"")), "{}", home.body);
    assert_eq!(home.headers["cache-control"], "private, no-store");
    let mut laptop = portal.browser();
    let locked = laptop.open(HOME).await;
    locked.must_be(403);
    let sent = laptop.submit(&locked.form("/api/access/link").with("email", KARI)).await;
    sent.must_be(200);
    let opened = laptop.open(&portal.mailed_link(KARI, "/api/access/open").await).await;
    let arrived = laptop.submit(&opened.form("/api/access/open")).await;
    arrived.must_be(200).must_say("Nivåene dine");
    assert_eq!(arrived.path, HOME);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_goes_on_where_one_left_and_finished_lessons_count() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    kari.submit(&form(&[], &["ut", "ring"])).await.must_be(200);
    kari.open(HOME)
        .await
        .must_say("Fortsett der du slapp")
        .must_say("2 av 3 oppgaver gjort")
        .must_say("Du er her");
    kari.submit(&form(&[], &["skriv"])).await.must_be(200);
    let home = kari.open(HOME).await;
    home.must_say("1 av 4 leksjoner gjort").must_say("Hva hjertebanken vil deg").must_not_say("Begynn her");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_what_came_since_the_visit_before() {
    let lesson = "---\ntitle: Helt nytt\nrelease: 2026-08-22\n---\nTekst.\n";
    let files = [(FILE, PUST), ("levels/1-ro-i-kroppen/2026-08/09-nytt.md", lesson)];
    let portal = Portal::with_files(OPEN, &files).await;
    let mut kari = portal.signed_in(KARI).await;
    kari.open(HOME).await.must_not_say("Nytt siden sist");
    portal.stand_at("2026-08-18T18:00").await;
    kari.open(HOME).await.must_not_say("Nytt siden sist");
    portal.stand_at("2026-08-21T12:00").await;
    kari.open(HOME).await.must_not_say("Helt nytt");
    portal.stand_at("2026-08-22T12:00").await;
    for _ in 0..2 {
        kari.open(HOME).await.must_say("Velkommen tilbake").must_say("Nytt siden sist").must_say("Helt nytt");
    }
    portal.stand_at("2026-08-23T12:00").await;
    kari.open(HOME).await.must_not_say("Helt nytt");
}

/// What is kept of visits.
async fn visits(portal: &Portal) -> Vec<Row> {
    rows(portal).await.into_iter().filter(|row| row["pk"].starts_with("visit#")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_for_the_headers_visits_nothing() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let before = visits(&portal).await;
    portal.clock_at("2026-08-19T12:00");
    kari.send(Method::HEAD, HOME, |request| request).await.must_be(200);
    assert_eq!(visits(&portal).await, before);
    kari.open(HOME).await.must_be(200);
    assert_ne!(visits(&portal).await, before, "another visit has begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_closed_stands_there_with_its_day_and_its_lessons_are_not_named() {
    let later = "---\ntitle: Hemmelig senere\n---\nTekst.\n";
    let files = [
        ("levels/1-ro-i-kroppen/2026-10/01-senere.md", later),
        ("launches.yaml", &launch("august", 10, "[1]")),
    ];
    let portal = Portal::with_files(OPEN, &files).await;
    let mut kari = portal.signed_in(KARI).await;
    let home = kari.open(HOME).await;
    home.must_be(200)
        .must_say("Åpner 1. oktober")
        .must_say("Ikke i medlemskapet ditt")
        .must_not_say("Hemmelig");
    assert!(!home.body.contains("/medlem/2-budskapet/"), "{}", home.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn for_whom_it_has_ended_it_is_said_why() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let mut ola = portal.signed_in(OLA).await;
    portal.let_stand(KARI, Ended, "2026-08-18T11:00").await;
    kari.open(HOME).await.must_be(403).must_say("Medlemskapet er avsluttet");
    ola.open(HOME).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_signpost_behind_the_gate_leads_there() {
    let portal = portal().await;
    let mut kari = portal.signed_in(KARI).await;
    let signpost = kari.open("/medlem/").await;
    signpost.must_be(200);
    assert!(signpost.body.contains(&format!("href=\"{HOME}\"")), "{}", signpost.body);
}
