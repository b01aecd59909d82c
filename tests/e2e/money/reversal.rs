//! Money that goes back by other hands: refunds in the provider's dashboard, disputes, and payments one too many.

use domain::membership::{Closed, Standing};
use domain::sale::SaleKind;
use functions::reconcile::Care;

use super::accord::{cards, must_agree, records};
use super::desk::Desk;
use super::{KARI, SELLER, opens, order, reconciled, reviewing, selling, subjects, with_member};
use crate::portal::{OPEN, Portal, launch};

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_in_full_ends_the_membership_and_its_charges() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/refund"), &[]).await;
    assert!(!opens(&mut kari).await);
    assert_eq!(cards(&portal).await[0].closed, Some(Closed::Refunded));
    assert_eq!(desk.only("subscriptions").await["status"], "canceled");
    let kinds: Vec<SaleKind> = records(&portal).await.iter().map(|(_, sale)| sale.kind).collect();
    assert_eq!(kinds, [SaleKind::Sale, SaleKind::Refund]);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_back_takes_the_tax_along_that_was_in_it_then() {
    let site = std::fs::read_to_string(crate::portal::sample().join("site.yaml")).expect("a file");
    let with_rate = |rate: &str| site.replace("mva: none\n", &format!("mva: {rate}\n"));
    let portal = Portal::with_files(OPEN, &[("site.yaml", &with_rate("25"))]).await;
    portal.paid(KARI).await;
    portal.publish_file("site.yaml", &with_rate("15")).await;
    let mut desk = Desk::of(&portal);
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/refund"), &[]).await;
    let tax: Vec<Option<i64>> = records(&portal).await.iter().map(|(_, sale)| sale.tax()).collect();
    assert_eq!(tax, [Some(4_980), Some(-4_980)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_in_part_is_a_gesture_and_ends_nothing() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let payment = desk.only_id("payments").await;
    for _ in 0..2 {
        desk.press(&format!("/desk/payments/{payment}/refund"), &[("amount", "5000")]).await;
    }
    assert!(opens(&mut kari).await);
    assert_eq!(records(&portal).await.len(), 3);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_closes_the_door_until_it_is_won() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/dispute"), &[]).await;
    assert!(!opens(&mut kari).await);
    assert_eq!(cards(&portal).await[0].standing, Standing::Disputed);
    assert_eq!(portal.mails_to(SELLER).await.len(), 1, "an answer is wanted of the seller");
    let dispute = desk.only_id("disputes").await;
    desk.press(&format!("/desk/disputes/{dispute}/close"), &[("won", "yes")]).await;
    assert!(opens(&mut kari).await);
    assert_eq!(records(&portal).await.len(), 1);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_that_is_lost_ends_the_membership_and_is_in_the_books() {
    let (portal, mut kari) = with_member("month").await;
    let mut desk = Desk::of(&portal);
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/dispute"), &[]).await;
    let dispute = desk.only_id("disputes").await;
    desk.press(&format!("/desk/disputes/{dispute}/close"), &[("won", "no")]).await;
    assert!(!opens(&mut kari).await);
    assert_eq!(cards(&portal).await[0].closed, Some(Closed::ChargedBack));
    let kinds: Vec<SaleKind> = records(&portal).await.iter().map(|(_, sale)| sale.kind).collect();
    assert_eq!(kinds, [SaleKind::Sale, SaleKind::Chargeback]);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_bought_once_ends_with_its_refund_too() {
    let (portal, mut kari) = with_member("once").await;
    let mut desk = Desk::of(&portal);
    let payment = desk.only_id("payments").await;
    desk.press(&format!("/desk/payments/{payment}/refund"), &[]).await;
    assert!(!opens(&mut kari).await);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_payment_is_given_back_by_itself_and_its_subscription_ended() {
    let (one, two) = (launch("en", 10, "[1]"), launch("to", 10, "[2]"));
    let launches = one + two.trim_start_matches("launches:\n");
    let portal = Portal::with_launches(OPEN, &launches).await;
    let (mut kari, first) = reviewing(&portal, KARI).await;
    let offers = kari.open("/api/offers/mine").await;
    let second = kari.submit(&offers.form("/api/checkout/hold").with("launch", "to")).await;
    let first = kari.submit(&order(&first)).await;
    let second = kari.submit(&order(&second)).await;
    portal.pay(&mut kari, &first).await.must_say("Grunnlegger nummer 1 ");
    portal.pay(&mut kari, &second).await.must_be(200).must_not_say("Grunnlegger nummer");
    let books = Desk::of(&portal).books().await;
    let running = books["subscriptions"].as_array().expect("two").iter().filter(|s| s["status"] == "active");
    assert_eq!(running.count(), 1);
    let refunded: i64 = books["charges"]
        .as_array()
        .expect("two")
        .iter()
        .map(|charge| charge["amount_refunded"].as_i64().expect("an amount"))
        .sum();
    assert_eq!(refunded, 24_900);
    assert_eq!(subjects(&portal, SELLER).await.len(), 1);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_that_two_come_upon_at_once_is_reported_once() {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let mut desk = Desk::of(&portal);
    for number in 1..=4 {
        portal.paid(&format!("buyer{number}@example.no")).await;
    }
    desk.lose_webhooks(100).await;
    for payment in desk.books().await["payments"].as_array().expect("payments") {
        let path = format!("/desk/payments/{}/dispute", payment["id"].as_str().expect("an id"));
        desk.press(&path, &[]).await;
    }
    let run = || reconciled(&portal, Care::Everything);
    tokio::join!(run(), run(), run());
    assert_eq!(subjects(&portal, SELLER).await.len(), 4);
    must_agree(&portal).await;
}
