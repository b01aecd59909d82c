//! A membership's life: renewals, cards that fail, ending it and taking it up again, and what was promised.

use domain::membership::MembershipState;

use super::accord::{cards, must_agree, records};
use super::desk::Desk;
use super::{KARI, fields, opens, selling, subjects, with_member};
use crate::browser::Browser;
use crate::portal::{LESSON, OPEN, Portal};

const ACCOUNT: &str = "/api/account";

/// Stands at this local time, with what is due at the provider done and told.
async fn stand_at(portal: &Portal, desk: &mut Desk, now: &str) {
    portal.clock_at(now);
    desk.due().await;
    portal.stand_at(now).await;
}

async fn change_card(kari: &mut Browser, portal: &Portal, works: &str) {
    let account = kari.open(ACCOUNT).await;
    let visit = kari.submit(&account.form("/api/account/card")).await;
    assert!(visit.path.starts_with(portal.pay_desk_url()), "{}", visit.path);
    kari.post(&format!("{}/card", visit.path), &fields(&[("works", works)])).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_membership_renews_month_by_month_and_each_payment_is_in_the_books() {
    let (portal, _) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    for (now, count) in [("2026-09-18T13:00", 2), ("2026-10-18T13:00", 3), ("2026-11-18T13:00", 4)] {
        stand_at(&portal, &mut desk, now).await;
        let mut kari = portal.signing_in(portal.browser(), KARI).await;
        assert!(opens(&mut kari).await, "{now}");
        assert_eq!(records(&portal).await.len(), count, "{now}");
        must_agree(&portal).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_fails_is_told_and_waited_for_and_a_new_one_opens_again() {
    let portal = Portal::with_files(
        OPEN,
        &[("launches.yaml", &selling("month")), ("site.yaml", &site_with("grace_days: 3\n"))],
    )
    .await;
    let mut kari = portal.signed_in(KARI).await;
    let mut desk = Desk::of(&portal);
    let customer = desk.only_id("customers").await;
    desk.press(&format!("/desk/customers/{customer}/card"), &[("works", "no")]).await;
    stand_at(&portal, &mut desk, "2026-09-18T13:00").await;
    assert_eq!(cards(&portal).await[0].state, MembershipState::PastDue);
    let mail = portal.mails_to(KARI).await.pop().expect("a mail");
    assert!(mail.text.contains("21.\u{a0}september"), "until when one reads on: {}", mail.text);
    assert!(mail.links.iter().any(|link| link.ends_with(ACCOUNT)), "{:?}", mail.links);
    assert!(opens(&mut kari).await, "within the days of grace");

    stand_at(&portal, &mut desk, "2026-09-21T12:01").await;
    kari.open(LESSON).await.must_be(403);
    change_card(&mut kari, &portal, "yes").await;
    assert!(opens(&mut kari).await, "paid for again");
    assert_eq!(records(&portal).await.len(), 2);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_the_clock_from_the_bar_sees_at_once_what_has_become_of_payments_by_then() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let customer = desk.only_id("customers").await;
    desk.press(&format!("/desk/customers/{customer}/card"), &[("works", "no")]).await;
    let moved = fields(&[("now", "2026-09-20T12:00"), ("back", "/")]);
    portal.browser().post("/_terskel/now", &moved).await.must_be(303);
    kari.open(ACCOUNT).await.must_be(200).must_say("ikke fått den siste betalingen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_goes_on_failing_ends_the_membership_and_costs_nothing_more() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let customer = desk.only_id("customers").await;
    desk.press(&format!("/desk/customers/{customer}/card"), &[("works", "no")]).await;
    for now in ["2026-09-18T13:00", "2026-09-21T13:00", "2026-12-18T13:00"] {
        stand_at(&portal, &mut desk, now).await;
    }
    assert_eq!(cards(&portal).await[0].state, MembershipState::Ended);
    assert!(!opens(&mut kari).await);
    assert_eq!(records(&portal).await.len(), 1);
    let subjects = subjects(&portal, KARI).await;
    assert_eq!(subjects.iter().filter(|subject| subject.contains("gikk ikke")).count(), 1, "{subjects:?}");
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_reads_to_the_end_of_the_period_and_is_charged_no_more() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let cancel = kari.open("/api/account/cancel").await;
    cancel.must_be(200).must_say("18. september");
    kari.submit(&cancel.form("/api/account/cancel")).await.must_be(200).must_say("18. september");
    assert_eq!(cards(&portal).await[0].state, MembershipState::Ending);
    must_agree(&portal).await;
    stand_at(&portal, &mut desk, "2026-09-18T11:00").await;
    assert!(opens(&mut kari).await);
    stand_at(&portal, &mut desk, "2026-09-18T12:01").await;
    assert!(!opens(&mut kari).await);
    stand_at(&portal, &mut desk, "2026-12-18T12:00").await;
    assert_eq!(records(&portal).await.len(), 1, "nothing was charged after the end");
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_it_up_again_goes_on_at_the_same_price() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let cancel = kari.open("/api/account/cancel").await;
    let account = kari.submit(&cancel.form("/api/account/cancel")).await;
    kari.submit(&account.form("/api/account/keep")).await.must_be(200);
    assert_eq!(cards(&portal).await[0].state, MembershipState::Active);
    portal.publish(&selling("month").replace("249", "349")).await;
    stand_at(&portal, &mut desk, "2026-09-18T13:00").await;
    assert!(opens(&mut kari).await);
    let records = records(&portal).await;
    assert!(records.iter().all(|(_, sale)| sale.amount.minor == 24_900), "{records:?}");
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_at_the_provider_can_take_it_up_again_here() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let subscription = desk.only_id("subscriptions").await;
    desk.press(&format!("/desk/subscriptions/{subscription}/cancel"), &[("when", "end")]).await;
    let account = kari.open(ACCOUNT).await;
    account.must_say("18. september");
    kari.submit(&account.form("/api/account/keep")).await.must_be(200);
    must_agree(&portal).await;
    assert_eq!(cards(&portal).await[0].state, MembershipState::Active);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_while_a_payment_fails_is_not_charged_for_it_later() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let customer = desk.only_id("customers").await;
    desk.press(&format!("/desk/customers/{customer}/card"), &[("works", "no")]).await;
    stand_at(&portal, &mut desk, "2026-09-18T13:00").await;
    let cancel = kari.open("/api/account/cancel").await;
    kari.submit(&cancel.form("/api/account/cancel")).await.must_be(200);
    desk.press(&format!("/desk/customers/{customer}/card"), &[("works", "yes")]).await;
    stand_at(&portal, &mut desk, "2026-12-18T13:00").await;
    assert_eq!(records(&portal).await.len(), 1, "what was cancelled is charged no more");
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_once_opens_for_good_and_asks_for_nothing_more() {
    let (portal, mut kari) = with_member("once").await;
    let mut desk = Desk::of(&portal);
    let account = kari.open(ACCOUNT).await;
    account.must_be(200).must_say("249 kr");
    account.must_say("Kvitteringen er e-posten du fikk da du bestilte");
    for action in ["/api/account/keep", "/api/account/card"] {
        assert!(!account.actions().contains(&action.to_owned()), "{action} has nothing to show");
    }
    kari.open("/api/account/cancel").await.must_be(200).must_say("249 kr");
    stand_at(&portal, &mut desk, "2026-11-10T12:00").await;
    assert!(opens(&mut kari).await);
    assert_eq!(records(&portal).await.len(), 1);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_says_what_was_promised_when_by_which_launch_and_under_which_terms() {
    let (portal, mut kari) = with_member("month").await;
    portal.publish(&selling("month").replace("249", "349").replace("name: Runde", "name: Høstrunden")).await;
    let account = kari.open(ACCOUNT).await;
    account.must_be(200).must_say("249 kr").must_say("18. august 2026").must_say("Høstrunden");
    account.must_not_say("349 kr");
    let ledger = functions::members::list::promises(portal.running().app()).await.expect("a ledger");
    assert_eq!(ledger.len(), 1);
    assert_eq!((ledger[0].quote.price.minor, ledger[0].quote.founding), (24_900, true));
    account.must_say(&ledger[0].terms_version);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_signed_in_is_asked_to_and_comes_back_to_the_account() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let mut kari = portal.browser();
    let sign_in = kari.open(ACCOUNT).await;
    assert!(sign_in.path.contains("next=%2Fapi%2Faccount"), "{}", sign_in.path);
    kari.submit(&sign_in.form("/api/access/link").with("email", KARI)).await.must_be(200);
    let opened = kari.open(&portal.mailed_link(KARI, "/api/access/open").await).await;
    let account = kari.submit(&opened.form("/api/access/open")).await;
    assert_eq!(account.path, ACCOUNT);
    account.must_be(200).must_say(KARI);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_cannot_be_swapped_at_the_provider() {
    let (_portal, mut kari) = with_member("month").await;
    let account = kari.open(ACCOUNT).await;
    let visit = kari.submit(&account.form("/api/account/card")).await;
    visit.must_be(200);
    let actions = visit.actions();
    assert!(actions.iter().any(|action| action.ends_with("/card")), "{actions:?}");
    assert!(
        actions.iter().all(|action| !action.contains("cancel") && !action.contains("update")),
        "{actions:?}"
    );
}

/// The sample's `site.yaml` with another line for the days of grace.
fn site_with(line: &str) -> String {
    let site = std::fs::read_to_string(crate::portal::sample().join("site.yaml")).expect("a file");
    site.replace("grace_days: 7\n", line)
}
