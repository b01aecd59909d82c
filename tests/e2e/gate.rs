//! Gated pages stay closed to whoever has no right to them.

use domain::calendar::{MonthRange, ReleaseMonth};
use domain::level::LevelId;
use domain::pass::{Claims, PassKey};
use domain::slug::Slug;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::browser::Browser;
use crate::portal::{LESSON, OPEN, Portal};

const OPEN_INSTANT: &str = "2026-08-18T10:00:00Z";

fn pass(secret: [u8; 32], issued: Timestamp, level: u8) -> String {
    let month = ReleaseMonth::parse("2026-08").expect("a month");
    let level = LevelId::new(level).expect("a level");
    let claims = Claims::new(
        "somebody".to_owned(),
        issued,
        &TimeZone::UTC,
        [(level, MonthRange(month, month))].into(),
    );
    PassKey::new(Slug::parse("k1").expect("a name"), secret).sign(&claims)
}

async fn opens(browser: &mut Browser, path: &str) -> bool {
    match browser.open(path).await.status {
        200 => true,
        403 => false,
        other => panic!("{path} answered {other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_without_a_pass_ends_at_the_locked_page() {
    let portal = Portal::standing_at(OPEN).await;
    let mut visitor = portal.browser();
    for path in [
        LESSON,
        "/medlem/",
        "/medlem/1-ro-i-kroppen/2026-08/",
        "/medlem/1-ro-i-kroppen/2026-08/nervelogg.csv",
    ] {
        let locked = visitor.open(path).await;
        locked.must_be(403);
        assert_eq!(locked.form("/api/access/link").fields["next"], path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_locked_page_names_a_lesson_only_if_it_is_teased() {
    let portal = Portal::standing_at(OPEN).await;
    let mut visitor = portal.browser();
    visitor.open(LESSON).await.must_say("Fire rolige pust");
    let secret = "/medlem/1-ro-i-kroppen/2026-08/hva-hjertebanken-vil-deg/";
    visitor.open(secret).await.must_be(403).must_not_say("hjertebanken");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_opens_its_own_level_for_ten_minutes() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    assert!(opens(&mut kari, LESSON).await);
    let pass = kari.cookies["pass"].clone();
    kari.cookies.remove("session");
    assert!(opens(&mut kari, LESSON).await, "the pass alone opens");
    portal.stand_at("2026-08-18T12:11").await;
    kari.cookies.insert("pass".to_owned(), pass);
    assert!(!opens(&mut kari, LESSON).await, "an expired pass does not");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_pass_is_refreshed_for_a_session_without_the_reader_noticing() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    portal.stand_at("2026-08-18T12:11").await;
    let before = kari.cookies["pass"].clone();
    let lesson = kari.open(LESSON).await;
    lesson.must_be(200);
    assert_eq!(lesson.path, LESSON);
    assert_ne!(kari.cookies["pass"], before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_month_opens_at_midnight_for_who_is_already_reading() {
    let portal = Portal::standing_at("2026-08-31T20:59").await;
    let mut kari = portal.signed_in("kari@example.no").await;
    portal.stand_at("2026-08-31T23:55").await;
    kari.open("/medlem/").await.must_be(200);
    portal.stand_at("2026-09-01T00:01").await;
    let next_month = kari.open("/medlem/1-ro-i-kroppen/2026-09/").await;
    next_month.must_be(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signed_in_in_another_tab_reads_on_in_the_first() {
    let portal = Portal::standing_at(OPEN).await;
    let (mut kari, _) = portal.paid("kari@example.no").await;
    for wish in [LESSON, "/medlem/"] {
        kari.cookies.retain(|name, _| name == "proof");
        let locked = kari.open(wish).await.path.clone();
        kari = portal.signing_in(kari, "kari@example.no").await;
        let read = kari.open(&locked).await;
        read.must_be(200);
        assert_eq!(read.path, wish);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_is_not_promised() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    let nothing = kari.open("/medlem/1-ro-i-kroppen/2099-01/finnes-ikke/").await;
    nothing.must_be(403).must_not_say("2099");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_ends_with_the_day_is_followed_by_another_without_a_loop() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    portal.stand_at("2026-08-18T23:59:56").await;
    kari.open(LESSON).await.must_be(200);
    let to_refresh = format!("/api/access/refresh?next={LESSON}");
    let first = kari.cookies["pass"].clone();
    // The edge's clock is ahead: it finds the pass over, and sends the reader here again.
    portal.stand_at("2026-08-18T23:59:57").await;
    let again = kari.get(&to_refresh).await;
    assert!(again.status == 403 || kari.cookies["pass"] != first, "{}", again.status);
    portal.stand_at("2026-08-19T00:00:05").await;
    kari.open(LESSON).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_with_drip_opens_its_months_on_the_members_own_day() {
    let level = "---\ntitle: Ro\nteaser: Ro i kroppen.\nrelease: drip\n---\nRo.\n";
    let lesson = "---\ntitle: Senere\n---\nDette kommer senere.\n";
    let files =
        [("levels/1-ro-i-kroppen/index.md", level), ("levels/1-ro-i-kroppen/2026-09/01-senere.md", lesson)];
    let portal = Portal::with_files(OPEN, &files).await;
    let later = "/medlem/1-ro-i-kroppen/2026-09/senere/";
    let mut kari = portal.signed_in("kari@example.no").await;
    assert!(opens(&mut kari, LESSON).await);
    portal.stand_at("2026-09-17T23:59:59").await;
    kari.open(later).await.must_be(403).must_say("åpner for deg 18. september 2026").must_not_say("Senere");
    portal.stand_at("2026-09-18T00:00").await;
    kari.open(later).await.must_be(200).must_say("Dette kommer senere.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_that_begins_while_one_reads_opens_without_waiting_for_the_next_pass() {
    let portal = Portal::with_files(OPEN, &[]).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    let fresh = "/medlem/4-salen/2026-08/hallo/";
    kari.open(fresh).await.must_be(403);
    let lesson = "---\ntitle: Hallo\n---\nSalen er åpen.\n";
    portal.publish_file("levels/4-salen/2026-08/01-hallo.md", lesson).await;
    kari.open(fresh).await.must_be(404);
    assert!(kari.open("/medlem/").await.status == 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_pass_opens_nothing() {
    let portal = Portal::standing_at(OPEN).await;
    let now: Timestamp = OPEN_INSTANT.parse().expect("an instant");
    let mut forger = portal.browser();
    forger.cookies.insert("pass".to_owned(), pass([1; 32], now, 1));
    assert!(!opens(&mut forger, LESSON).await);
    assert!(!opens(&mut forger, "/medlem/").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_membership_of_one_level_does_not_open_another() {
    let launches = "launches:
  - id: august
    name: Første runde
    opens: 2026-08-17T09:00
    closes: 2026-08-31T21:00
    levels: [2]
    offers:
      - { id: alle, title: Grunnlegger, audience: everyone, price: 249, interval: month, founding: true }
";
    let portal = Portal::with_launches(OPEN, launches).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    assert!(opens(&mut kari, "/medlem/2-budskapet/2026-08/").await);
    assert!(!opens(&mut kari, LESSON).await);
    assert!(!opens(&mut kari, "/medlem/3-strukturen/2026-08/talekart.pdf").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gated_file_cannot_be_had_by_another_spelling() {
    let portal = Portal::standing_at(OPEN).await;
    let mut visitor = portal.browser();
    let spellings = [
        "/private/medlem/index.html",
        "/_variant/august.open/index.html",
        "/%6dedlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/",
        "/medlem%2f1-ro-i-kroppen/2026-08/fire-rolige-pust/",
        "/MEDLEM/1-ro-i-kroppen/2026-08/fire-rolige-pust/",
        "//medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/",
        "/om/%2e%2e/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/",
        "/%252e%252e/private/medlem/index.html",
        "/snapshot.json",
        "/public/../snapshot.json",
    ];
    for spelling in spellings {
        let answer = visitor.open(spelling).await;
        assert!(matches!(answer.status, 400 | 403 | 404), "{spelling} answered {}", answer.status);
        answer.must_not_say("Oppgaver");
    }
}
