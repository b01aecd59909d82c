//! How long access lasts. The table in ARCHITECTURE.md has a line for each of these.

use domain::membership::MembershipState::{Active, Ended, Ending};
use functions::members::Deed;

use crate::browser::Browser;
use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari@example.no";
const PAID_UNTIL: &str = "2026-09-17T09:00";

async fn opens(browser: &mut Browser) -> bool {
    browser.open(LESSON).await.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_reads_on_until_the_paid_period_ends_and_not_a_second_longer() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    portal.let_stand(KARI, Ending, PAID_UNTIL).await;
    portal.stand_at("2026-09-17T08:59:59").await;
    assert!(opens(&mut kari).await, "the pass of the last second");
    portal.stand_at(PAID_UNTIL).await;
    let ended = kari.open(LESSON).await;
    ended.must_be(403).must_say("Medlemskapet er avsluttet").must_say("17. september 2026");
    assert!(ended.path.starts_with("/api/access/refresh"), "it is said why: {}", ended.path);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_in_the_last_minutes_has_no_longer_either() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    portal.let_stand(KARI, Ending, "2026-08-18T12:02").await;
    portal.stand_at("2026-08-18T12:01:59").await;
    assert!(opens(&mut kari).await, "a new pass is given without noticing");
    portal.stand_at("2026-08-18T12:02").await;
    assert!(!opens(&mut kari).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_that_does_not_come_is_waited_for_for_seven_days() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    portal.let_stand(KARI, Active, PAID_UNTIL).await;
    portal.stand_at("2026-09-24T08:59:59").await;
    assert!(opens(&mut kari).await);
    portal.stand_at("2026-09-24T09:00").await;
    kari.open(LESSON).await.must_be(403).must_say("Vi har ikke fått betalingen").must_say("Skriv til oss");
    portal.let_stand(KARI, Active, "2026-10-17T09:00").await;
    assert!(opens(&mut kari).await, "a payment that comes late opens at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_membership_that_the_provider_ended_is_closed_within_seconds() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    assert!(opens(&mut kari).await);
    let pass = kari.cookies["pass"].clone();
    portal.let_stand(KARI, Ended, PAID_UNTIL).await;
    kari.open(LESSON).await.must_be(403).must_say("Medlemskapet er avsluttet").must_not_say("17. september");
    let mut thief = portal.browser();
    thief.cookies.insert("pass".to_owned(), pass);
    assert!(!opens(&mut thief).await, "the pass alone is void");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_declared_void_lasts_ten_minutes_without_its_session() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    kari.cookies.remove("session");
    portal.stand_at("2026-08-18T12:09:59").await;
    assert!(opens(&mut kari).await);
    portal.stand_at("2026-08-18T12:10").await;
    assert!(!opens(&mut kari).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_closes_this_browser_at_once_and_no_other() {
    let portal = Portal::standing_at(OPEN).await;
    let mut phone = portal.signed_in(KARI).await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    let copied = phone.cookies.clone();
    let home = phone.open("/medlem/").await;
    phone.submit(&home.form("/api/access/sign-out")).await.must_be(200);
    assert!(!opens(&mut phone).await);
    assert!(opens(&mut laptop).await, "the other browser gets a new pass without noticing");
    let mut thief = portal.browser();
    thief.cookies = copied;
    assert!(!opens(&mut thief).await, "what was copied from the browser is void too");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_everywhere_closes_every_browser_at_once() {
    let portal = Portal::standing_at(OPEN).await;
    let mut phone = portal.signed_in(KARI).await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    let devices = laptop.open("/api/access/sessions").await;
    laptop.submit(&devices.form("/api/access/sign-out-everywhere")).await.must_be(200);
    assert!(!opens(&mut phone).await && !opens(&mut laptop).await);
    portal.stand_at("2026-08-18T12:00:01").await;
    let mut laptop = portal.signing_in(laptop, KARI).await;
    assert!(opens(&mut laptop).await, "signing in again opens again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_device_is_closed_from_another_which_reads_on() {
    let portal = Portal::standing_at(OPEN).await;
    let mut lost = portal.signed_in(KARI).await;
    portal.stand_at("2026-08-18T12:01").await;
    let mut laptop = portal.signing_in(portal.browser(), KARI).await;
    let devices = laptop.open("/api/access/sessions").await;
    devices.must_be(200).must_say("Denne enheten").must_say("18. august kl. 12.00");
    laptop.submit(&devices.form("/api/access/end-session")).await.must_be(200);
    assert!(!opens(&mut lost).await);
    assert!(opens(&mut laptop).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn access_that_the_creator_withdraws_ends_within_seconds_until_it_is_given_back() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    assert!(opens(&mut kari).await);
    portal.act(Deed::Revoke, KARI).await;
    kari.open(LESSON).await.must_be(403).must_say("Tilgangen din er trukket tilbake");
    portal.stand_at("2026-08-18T12:01").await;
    let (mut again, _, code) = portal.asked_to_sign_in(KARI).await;
    again.post("/api/access/code", &[("code".to_owned(), code)].into()).await.must_be(303);
    assert!(!opens(&mut again).await, "signing in does not help");
    portal.act(Deed::Restore, KARI).await;
    assert!(opens(&mut kari).await && opens(&mut again).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_moved_back_has_signed_nobody_out_yet() {
    let portal = Portal::standing_at(OPEN).await;
    let kari = portal.signed_in(KARI).await;
    portal.stand_at("2026-08-20T12:00").await;
    portal.act(Deed::SignOut, KARI).await;
    portal.stand_at("2026-08-18T12:01").await;
    let mut again = portal.signing_in(kari, KARI).await;
    assert!(opens(&mut again).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_pays_for_access_that_was_withdrawn() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    portal.let_stand(KARI, Ended, "2026-08-18T11:00").await;
    portal.act(Deed::Revoke, KARI).await;
    let (mut kari, offers) = portal.proven(KARI).await;
    kari.submit(&offers.form("/api/checkout/hold")).await.must_be(403).must_say("trukket tilbake");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_lasts_ninety_days() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    portal.let_stand(KARI, Active, "2027-08-18T12:00").await;
    // In local time the clocks go back in between.
    portal.stand_at("2026-11-16T10:59:59").await;
    assert!(opens(&mut kari).await);
    portal.stand_at("2026-11-16T11:00").await;
    kari.cookies.remove("pass");
    let locked = kari.open(LESSON).await;
    locked.must_be(403);
    assert!(locked.has_form("/api/access/link") && !kari.cookies.contains_key("session"));
}
