//! Each launch pattern in docs/content/pages/sell/launches.md is a portal that sells by it.

use std::fs;

use domain::membership::MembershipState;

use crate::portal::{BEFORE, BETWEEN, LESSON, OPEN, Portal, sample};

const KARI: &str = "kari@example.no";
const OLA: &str = "ola@example.no";
const HOLD: &str = "/api/checkout/hold";

/// The example under this heading.
fn example(heading: &str) -> String {
    let text =
        fs::read_to_string(sample().join("../docs/content/pages/sell/launches.md")).expect("the document");
    let section = text.split("\n## ").find(|section| section.lines().next() == Some(heading));
    let section = section.unwrap_or_else(|| panic!("no section `{heading}`"));
    let yaml = section.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    yaml.expect("an example").to_owned()
}

async fn portal(now: &str, heading: &str) -> Portal {
    Portal::with_launches(now, &example(heading)).await
}

#[test]
fn every_example_has_a_test() {
    let text =
        fs::read_to_string(sample().join("../docs/content/pages/sell/launches.md")).expect("the document");
    let with_example = text.split("\n## ").skip(1).filter(|section| section.contains("```yaml"));
    let tests = include_str!("patterns.rs");
    for heading in with_example.filter_map(|section| section.lines().next()) {
        assert!(tests.contains(&format!("\"{heading}\"")), "`{heading}` is not tested");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_audiences_have_two_prices_and_a_typed_address_gets_neither() {
    let portal = portal(OPEN, "Two audiences, two prices").await;
    portal.import("students", KARI).await;
    portal.proven(KARI).await.1.must_say("199 kr").must_not_say("249 kr");
    portal.proven(OLA).await.1.must_say("249 kr").must_not_say("199 kr");
    portal.browser().open("/api/offers").await.must_say("249 kr").must_not_say("199 kr");
    let (mut ola, offers) = portal.proven(OLA).await;
    let students = offers.form(HOLD).with("offer", "student").with("minor", "19900");
    ola.submit(&students).await.must_be(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_price_is_the_same_for_all() {
    let portal = portal(OPEN, "The same price for all").await;
    portal.proven(KARI).await.1.must_say("249 kr");
    portal.browser().open("/bli-medlem/").await.must_say("249 kr").must_not_say("egen pris");
}

#[tokio::test(flavor = "multi_thread")]
async fn graduates_alone_may_buy() {
    let portal = portal(OPEN, "Only those who took a certain course").await;
    portal.import("graduates", KARI).await;
    portal.proven(KARI).await.1.must_say("199 kr").form(HOLD);
    let (_, offers) = portal.proven(OLA).await;
    offers.must_say("ingen tilbud for adressen din");
    assert!(!offers.has_form(HOLD));
    portal.browser().open("/bli-medlem/").await.must_not_say("199 kr");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mailing_list_alone_is_written_to_and_may_buy() {
    let portal = portal(BEFORE, "Only the e-mail list").await;
    portal.import_to_mail("email-list", KARI).await;
    portal.waiting(OLA).await;
    portal.stand_at("2026-08-17T09:00").await;
    portal.following(KARI, "/api/offers/open").await.1.must_say("219 kr").form(HOLD);
    let to_ola = portal.mails_to(OLA).await;
    assert!(!to_ola.iter().any(|mail| mail.subject.contains("er åpen")), "nothing there is for her");
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_waited_may_buy_a_day_before_the_rest() {
    let portal = portal(BEFORE, "The waitlist a day before the rest").await;
    portal.waiting(KARI).await;
    portal.stand_at("2026-08-16T09:00").await;
    let (mut kari, offers) = portal.following(KARI, "/api/offers/open").await;
    kari.submit(&offers.form(HOLD)).await.must_be(200).must_say("249 kr");
    portal.browser().open("/bli-medlem/").await.form("/api/waitlist/join");
    portal.waiting(OLA).await;
    let (_, none) = portal.proven_by_hand(OLA).await;
    assert!(!none.has_form(HOLD), "who joins today did not wait");
    portal.stand_at("2026-08-17T09:00").await;
    portal.proven(OLA).await.1.form(HOLD);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_number_of_seats_there_is_always_one() {
    let portal = portal(OPEN, "Without a number of seats").await;
    for buyer in ["a@example.no", "b@example.no", "c@example.no"] {
        portal.paid(buyer).await.1.must_be(200);
    }
    portal.browser().open("/api/offers").await.must_not_say("Plasser").form("/api/offers/ask");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_level_or_the_whole_portal_as_the_visitor_chooses() {
    let portal = portal(OPEN, "One level, or the whole portal").await;
    let (mut kari, offers) = portal.proven(KARI).await;
    offers.must_say("Hele portalen").must_say("Bare nivå 1").must_say("Gjelder nivå 1.");
    let first = offers.form(HOLD).with("offer", "ro").with("minor", "9900");
    let review = kari.submit(&first).await;
    review.must_say("99 kr");
    let desk = kari.submit(&review.form("/api/checkout/pay").with("terms", "yes")).await;
    portal.pay(&mut kari, &desk).await.must_be(200);
    let mut kari = portal.signing_in(kari, KARI).await;
    kari.open(LESSON).await.must_be(200);
    kari.open("/medlem/2-budskapet/2026-08/en-setning/").await.must_be(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_the_month_or_by_the_year() {
    let portal = portal(OPEN, "Monthly or yearly").await;
    let (mut kari, offers) = portal.proven(KARI).await;
    offers.must_say("249 kr i måneden").must_say("2 490 kr i året");
    let year = offers.form(HOLD).with("offer", "aar").with("minor", "249000");
    kari.submit(&year).await.must_say("2 490 kr").must_say("18. august 2027");
}

#[tokio::test(flavor = "multi_thread")]
async fn paid_once_opens_for_good() {
    let portal = portal(OPEN, "Paid once").await;
    let (mut kari, offers) = portal.proven(KARI).await;
    let review = kari.submit(&offers.form(HOLD)).await;
    review.must_say("1 490 kr").must_say("én gang").must_not_say("i måneden");
    let mut kari = portal.signed_in(KARI).await;
    portal.stand_at("2026-11-01T12:00").await;
    kari.open(LESSON).await.must_be(200);
    kari.open("/medlem/2-budskapet/2026-08/").await.must_be(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_price_promises_nothing() {
    let portal = portal(OPEN, "Founding, or an ordinary price").await;
    portal
        .proven(KARI)
        .await
        .1
        .must_say("349 kr")
        .must_say("Vanlig pris.")
        .must_not_say("så lenge du er medlem");
    portal.paid(KARI).await.1.must_say("Medlem nummer 1 ").must_not_say("Grunnlegger");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_founder_comes_back_to_their_price_within_the_promised_days_although_all_is_closed() {
    let portal = portal(OPEN, "A founder who comes back").await;
    portal.proven(KARI).await.1.must_say("innen 30 dager, beholder du prisen");
    let mut kari = portal.signed_in(KARI).await;
    portal.let_stand(KARI, MembershipState::Ended, "2026-08-25T12:00").await;
    portal.publish("launches: []\n").await;
    portal.stand_at("2026-09-24T11:00").await;
    let ended = kari.open(LESSON).await;
    ended
        .must_be(403)
        .must_say("Kommer du tilbake før 24. september kl. 12.00, beholder du prisen din: 249 kr i måneden");
    let offers = kari.submit(&ended.form("/api/offers/come-back")).await;
    offers.must_be(200).must_say("Prisen din venter på deg").must_say("249 kr");
    let review = kari.submit(&offers.form(HOLD)).await;
    let desk = kari.submit(&review.form("/api/checkout/pay").with("terms", "yes")).await;
    portal.pay(&mut kari, &desk).await.must_be(200).must_say("Grunnlegger nummer 1 ");
    kari.open(LESSON).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_founder_who_comes_back_takes_no_seat_and_after_the_days_pays_as_others() {
    let portal = portal(OPEN, "A founder who comes back").await;
    let mut kari = portal.signed_in(KARI).await;
    portal.let_stand(KARI, MembershipState::Ended, "2026-08-20T12:00").await;
    portal.stand_at("2026-08-20T13:00").await;
    let ended = kari.open(LESSON).await;
    let offers = kari.submit(&ended.form("/api/offers/come-back")).await;
    kari.submit(&offers.form(HOLD)).await.must_be(200);
    portal.browser().open("/api/offers").await.must_say("99 av 100 ledige nå");
    portal.stand_at(BETWEEN).await;
    kari.open(LESSON).await.must_be(403).must_not_say("beholder du prisen");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_when_is_told_by_the_file() {
    let portal = portal(BEFORE, "What is written, and when").await;
    portal.waiting(KARI).await;
    for now in ["2026-08-17T09:00", "2026-08-28T10:00", "2026-08-31T12:00", "2026-09-01T10:00"] {
        let before = portal.mails_to(KARI).await.len();
        portal.stand_at(now).await;
        assert_eq!(portal.mails_to(KARI).await.len(), before + 1, "{now}");
    }
}
