//! People who leave for good, are added by hand, or move: what the creator's commands do to money and access.

use domain::address::EmailAddress;
use domain::slug::Slug;
use functions::members::add::{Added, Addition, add};
use functions::members::erase::erase;
use functions::members::export::export;
use functions::members::readdress::{Readdressed, change_address};
use functions::sweep::follow_up;

use super::accord::{cards, must_agree, records};
use super::desk::Desk;
use super::{KARI, opens, with_member};
use crate::portal::Portal;
use crate::rows::{Row, rows};

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

pub(super) async fn settle(portal: &Portal) {
    follow_up(portal.running().app()).await.expect("a follow-up");
}

/// Nothing names Kari any more, here or at the provider, and her one sale is in the books.
pub(super) async fn is_nowhere_but_in_the_books(portal: &Portal) {
    let left = rows(portal).await;
    let soon = portal.now().as_second() + 15 * 24 * 3600;
    let vanishes =
        |row: &Row| row.get("ttl").and_then(|ttl| ttl.parse().ok()).is_some_and(|ttl: i64| ttl < soon);
    let is_named = |row: &&Row| row.values().any(|value| value.contains("kari")) && !vanishes(row);
    let named: Vec<&Row> = left.iter().filter(is_named).collect();
    assert!(named.is_empty(), "besides links that vanish by themselves: {named:#?}");
    assert_eq!(records(portal).await.len(), 1, "bookkeeping keeps its records");
    let books = Desk::of(portal).books().await;
    assert!(!books["customers"].to_string().contains("kari"), "{}", books["customers"]);
    assert_eq!(books["subscriptions"][0]["status"], "canceled");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_is_nowhere_but_in_the_books_under_an_id() {
    let (portal, mut kari) = with_member("month").await;
    let app = portal.running().app();
    assert!(erase(app, &address(KARI)).await.expect("an erasure"));
    settle(&portal).await;
    assert!(!opens(&mut kari).await);
    is_nowhere_but_in_the_books(&portal).await;
    assert!(export(app, &address(KARI)).await.expect("an export").is_none());
    assert!(!erase(app, &address(KARI)).await.expect("an erasure"), "there is nothing left to erase");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_tells_a_person_everything_that_is_known_of_them() {
    let (portal, _) = with_member("month").await;
    let known = export(portal.running().app(), &address(KARI)).await.expect("an export").expect("a member");
    let membership = &known["membership"];
    assert_eq!(membership["promises"][0]["offer"]["price"]["minor"], 24_900);
    assert_eq!(membership["sales_records"][0]["number"], 1);
    assert_eq!(membership["signed_in_on"].as_array().expect("sessions").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_their_address_keeps_number_price_and_session() {
    let (portal, mut kari) = with_member("month").await;
    let (old, new) = (address(KARI), address("kari.ny@example.no"));
    let app = portal.running().app();
    assert_eq!(change_address(app, &old, &new).await.expect("a change"), Readdressed::Done);
    settle(&portal).await;
    assert!(opens(&mut kari).await);
    kari.open("/api/account").await.must_say("kari.ny@example.no").must_say("249 kr");
    assert_eq!(Desk::of(&portal).only("customers").await["email"], "kari.ny@example.no");
    assert_eq!(change_address(app, &old, &new).await.expect("a change"), Readdressed::Nobody);
    portal.paid("ola@example.no").await;
    let taken = change_address(app, &new, &address("ola@example.no")).await.expect("a change");
    assert_eq!(taken, Readdressed::Taken);
    must_agree(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_added_by_hand_gets_in_until_the_day_and_pays_nothing_here() {
    let (portal, _) = with_member("month").await;
    let app = portal.running().app();
    let until = Some("2026-09-01T00:00:00+02:00".parse().expect("an instant"));
    let slug = |text: &str| Slug::parse(text).expect("a slug");
    let addition =
        Addition { address: address("ola@example.no"), launch: slug("august"), offer: slug("alle"), until };
    assert_eq!(add(app, &addition).await.expect("an addition"), Added::Member(2));
    assert_eq!(add(app, &addition).await.expect("an addition"), Added::NotSold);
    let nothing = Addition { offer: slug("ingen"), address: address("per@example.no"), ..addition };
    assert_eq!(add(app, &nothing).await.expect("an addition"), Added::NoOffer);
    settle(&portal).await;
    let mut ola = portal.signing_in(portal.browser(), "ola@example.no").await;
    assert!(opens(&mut ola).await);
    ola.open("/api/account").await.must_be(200).must_say("ola@example.no");
    portal.stand_at("2026-09-01T00:00").await;
    assert!(!opens(&mut ola).await);
    assert_eq!(cards(&portal).await.len(), 2);
}
