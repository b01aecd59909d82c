//! What nobody brought word of: the reconciler finds it, repairs it and says so.

use domain::membership::MembershipState;
use functions::reconcile::{Care, by_itself, holds_unresolved};
use functions::sweep::{follow_up, sweep};
use jiff::SignedDuration;

use super::accord::{cards, must_agree, records};
use super::desk::Desk;
use super::{KARI, SELLER, opens, order, reconciled, reviewing, selling, subjects, with_member};
use crate::portal::{OPEN, Portal};

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_of_which_every_word_is_lost_is_found_at_night_and_told_to_the_seller() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    desk.lose_webhooks(100).await;
    portal.clock_at("2026-09-18T13:00");
    desk.due().await;
    // Longer ago than events are looked for.
    portal.stand_at("2026-09-24T04:00").await;
    assert_eq!(records(&portal).await.len(), 1, "nobody has heard of it");
    let app = portal.running().app();
    let report = by_itself(app).await.expect("a reconciliation");
    follow_up(app).await.expect("a follow-up");
    assert_eq!((report.compared, report.repaired), (1, 1), "{report:?}");
    assert_eq!(records(&portal).await.len(), 2);
    assert_eq!(subjects(&portal, SELLER).await.len(), 1);
    must_agree(&portal).await;
    assert!(opens(&mut kari).await);

    let again = by_itself(app).await.expect("a reconciliation");
    assert_eq!(again.compared, 0, "once a night");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_at_the_provider_that_was_not_heard_of_ends_access_within_a_quarter_of_an_hour() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let subscription = desk.only_id("subscriptions").await;
    desk.lose_webhooks(10).await;
    desk.press(&format!("/desk/subscriptions/{subscription}/cancel"), &[("when", "now")]).await;
    assert!(opens(&mut kari).await, "nobody has heard of it");
    let report = reconciled(&portal, Care::Open).await;
    assert!(report.events > 0, "{report:?}");
    assert!(!opens(&mut kari).await);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_and_a_dispute_that_were_not_heard_of_are_found() {
    for button in ["refund", "dispute"] {
        let (portal, mut kari) = with_member("month").await;
        let mut desk = Desk::of(&portal);
        let payment = desk.only_id("payments").await;
        desk.lose_webhooks(10).await;
        desk.press(&format!("/desk/payments/{payment}/{button}"), &[]).await;
        assert!(opens(&mut kari).await);
        reconciled(&portal, Care::Everything).await;
        assert!(!opens(&mut kari).await, "{button}");
        must_agree(&portal).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_provider_cannot_do_now_is_done_when_it_can() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let plan = [("path", "/v1/refunds"), ("method", "POST"), ("fate", "not-done"), ("times", "9")];
    desk.press("/desk/calls", &plan).await;
    let confirm = kari.open("/api/account/withdraw/confirm").await;
    kari.submit(&confirm.form("/api/account/withdraw/confirm")).await.must_be(200);
    assert!(!opens(&mut kari).await, "what is ours is done at once");
    assert_eq!(desk.only("charges").await["amount_refunded"], 0);
    for minutes in ["02", "10", "30"] {
        portal.stand_at(&format!("2026-08-18T12:{minutes}")).await;
    }
    assert_eq!(desk.only("charges").await["amount_refunded"], 24_900);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_cannot_be_settled_is_counted_after_an_hour() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let (_, review) = reviewing(&portal, KARI).await;
    portal.proving(KARI).await.submit(&order(&review)).await.must_be(200);
    let plan =
        [("path", "/v1/checkout/sessions/*"), ("method", "GET"), ("fate", "not-done"), ("times", "100")];
    Desk::of(&portal).press("/desk/calls", &plan).await;
    let app = portal.running().app();
    // It ends after 45 minutes, and the sweeper comes by again and again.
    for (minutes, unresolved) in [(46, 0), (30, 0), (30, 1), (5, 1)] {
        portal.clock_on(SignedDuration::from_mins(minutes));
        sweep(app).await.expect("a sweep");
        assert_eq!(holds_unresolved(app).await.expect("a count"), unresolved, "{minutes}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_that_had_worked_is_found_and_done_once() {
    for (path, method) in [
        ("/v1/customers", "POST"),
        ("/v1/checkout/sessions", "POST"),
        ("/v1/prices", "POST"),
        ("/v1/products", "POST"),
    ] {
        let portal = Portal::with_launches(OPEN, &selling("month")).await;
        let mut desk = Desk::of(&portal);
        let plan = [("path", path), ("method", method), ("fate", "done-unanswered"), ("times", "1")];
        desk.press("/desk/calls", &plan).await;
        let (_, receipt) = portal.paid(KARI).await;
        receipt.must_say("Grunnlegger nummer 1 ");
        let sessions = desk.books().await["sessions"].as_array().expect("sessions").len();
        assert_eq!(sessions, 1, "{path}");
        must_agree(&portal).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_had_worked_and_was_answered_as_a_failure_is_not_made_twice() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let plan = [("path", "/v1/refunds"), ("method", "POST"), ("fate", "done-unanswered"), ("times", "1")];
    desk.press("/desk/calls", &plan).await;
    let confirm = kari.open("/api/account/withdraw/confirm").await;
    kari.submit(&confirm.form("/api/account/withdraw/confirm")).await.must_be(200);
    portal.stand_at("2026-08-18T12:30").await;
    assert_eq!(desk.only("charges").await["amount_refunded"], 24_900);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_that_the_provider_does_not_know_is_reported_and_left_alone() {
    let portal = Portal::standing_at(OPEN).await;
    portal.founder("ola@example.no").await;
    portal.paid(KARI).await;
    let report = reconciled(&portal, Care::Everything).await;
    assert_eq!((report.compared, report.repaired), (1, 0), "{report:?}");
    assert!(cards(&portal).await.iter().all(|card| card.state == MembershipState::Active));
}
