//! Announcements: each of those whom a launch has an offer for is told once, at its second, and nobody else.

use std::time::{Duration, Instant};

use domain::address::EmailAddress;
use domain::announcement::Occasion;
use domain::slug::Slug;
use functions::announce::{self, Tally};
use functions::app::App;

use crate::portal::{BEFORE, Portal};

const KARI: &str = "kari@example.no";
const OLA: &str = "ola@example.no";
const LINK: &str = "/api/offers/open";

/// A round with a reminder, a last call and an end; those who wait may buy a day before.
const ROUND: &str = "audiences:
  students: { title: Kursdeltakere, description: Gikk kurset. }
launches:
  - id: august
    name: Første runde
    opens: 2026-08-17T09:00
    closes: 2026-08-31T21:00
    seats: 3
    levels: all
    mails: { reminder: 2026-08-28T10:00, last_call: 2026-08-31T12:00, closed: 2026-09-01T10:00 }
    offers:
      - { id: ventet, title: Ventet, audience: waitlist, opens: 2026-08-16T09:00, price: 249, interval: month, founding: true }
      - { id: student, title: Kursdeltaker, audience: students, price: 199, interval: month, founding: true }
      - { id: alle, title: Grunnlegger, audience: everyone, price: 249, interval: month, founding: true }
";

/// The subjects of the mails to this address that tell of a launch.
async fn told(portal: &Portal, address: &str) -> Vec<String> {
    let mails = portal.mails_to(address).await.into_iter().map(|mail| mail.subject);
    let of_launch = |subject: &String| {
        ["er åpen", "fortsatt", "snart", "stengt"].iter().any(|word| subject.contains(word))
    };
    mails.filter(of_launch).collect()
}

/// Announces the opening of `august` by hand, through `app`.
async fn announce(app: &App) -> Tally {
    let august = Slug::parse("august").expect("a name");
    let plans = announce::by_hand(app, &august, Some(Occasion::Opening), None).await.expect("a portal");
    let mut tallies = Vec::new();
    for plan in plans.expect("a plan") {
        let until = Instant::now() + Duration::from_mins(1);
        tallies.push(announce::announce(app, plan, until, &mut |_| {}).await.expect("a walk"));
    }
    tallies.swap_remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_opening_is_told_at_its_second_and_the_link_leads_to_ones_own_offer() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    portal.waiting(KARI).await;
    portal.import_to_mail("students", OLA).await;
    portal.import("students", "per@example.no").await;
    portal.stand_at("2026-08-16T08:59:59").await;
    assert!(told(&portal, KARI).await.is_empty());
    portal.stand_at("2026-08-16T09:00").await;
    assert_eq!(told(&portal, KARI).await, ["Tydelig er åpen"]);
    let (mut kari, offers) = portal.following(KARI, LINK).await;
    offers.must_say("Ventet").must_say("249 kr");
    kari.submit(&offers.form("/api/checkout/hold")).await.must_be(200).must_say("249 kr");

    assert!(told(&portal, OLA).await.is_empty(), "students may buy when everybody may");
    portal.stand_at("2026-08-17T09:00").await;
    assert_eq!(told(&portal, OLA).await, ["Tydelig er åpen"]);
    portal.following(OLA, LINK).await.1.must_say("199 kr");
    assert!(told(&portal, "per@example.no").await.is_empty(), "imported for matching alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_twice_whoever_sweeps_how_often() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    portal.waiting(KARI).await;
    portal.import_to_mail("students", KARI).await;
    for hour in 9..13 {
        portal.stand_at(&format!("2026-08-17T{hour:02}:00")).await;
    }
    announce(portal.running().app()).await;
    assert_eq!(told(&portal, KARI).await, ["Tydelig er åpen"], "though she waits and is a student");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_bought_or_holds_a_seat_is_left_in_peace_and_the_others_are_reminded() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    for address in [KARI, OLA, "liv@example.no"] {
        portal.waiting(address).await;
    }
    portal.stand_at("2026-08-18T12:00").await;
    portal.paid(KARI).await;
    portal.stand_at("2026-08-28T09:50").await;
    portal.ordered(OLA).await;
    portal.stand_at("2026-08-28T10:00").await;
    assert_eq!(told(&portal, KARI).await.len(), 1);
    assert_eq!(told(&portal, OLA).await.len(), 1, "a buyer at the pay desk is not reminded");
    assert_eq!(told(&portal, "liv@example.no").await[1], "Tydelig er fortsatt åpen noen dager");
    portal.stand_at("2026-08-31T12:00").await;
    assert_eq!(told(&portal, OLA).await[1], "Tydelig stenger snart", "the seat was not paid for");
    portal.stand_at("2026-09-01T10:00").await;
    for address in [OLA, "liv@example.no"] {
        assert_eq!(told(&portal, address).await.last().expect("a mail"), "Tydelig er stengt nå");
    }
    assert_eq!(told(&portal, KARI).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sold_out_is_not_advertised() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    portal.waiting(KARI).await;
    portal.stand_at("2026-08-18T12:00").await;
    for buyer in ["a@example.no", "b@example.no", "c@example.no"] {
        portal.paid(buyer).await;
    }
    portal.stand_at("2026-08-28T10:00").await;
    assert_eq!(told(&portal, KARI).await, ["Tydelig er åpen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_that_is_cut_short_is_gone_on_with_and_misses_nobody() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    let people: Vec<String> = (0..25).map(|number| format!("p{number}@example.no")).collect();
    for person in &people {
        portal.waiting(person).await;
    }
    let app = portal.running().app();
    portal.clock_at("2026-08-17T09:00");
    let august = Slug::parse("august").expect("a name");
    let plans = announce::by_hand(app, &august, None, None).await.expect("a portal").expect("a plan");
    let cut_short =
        announce::announce(app, plans[0].clone(), Instant::now(), &mut |_| {}).await.expect("a walk");
    assert!(cut_short.cut_short && cut_short.sent == 0, "{cut_short:?}");
    let dry = announce::dry_run(app, plans[0].clone()).await.expect("a walk");
    assert_eq!(dry.sent, people.len());
    portal.stand_at("2026-08-17T09:00").await;
    for person in &people {
        assert_eq!(told(&portal, person).await.len(), 1, "{person}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_outcome_is_unknown_is_listed_and_settled_by_the_providers_event() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    portal.waiting(KARI).await;
    portal.clock_at("2026-08-17T09:00");
    let app = portal.app_whose_mails_vanish().await;
    assert_eq!(announce(&app).await.unknown, 1);
    portal.stand_at("2026-08-17T09:10").await;
    assert!(told(&portal, KARI).await.is_empty(), "it is not sent again by itself");
    let august = Slug::parse("august").expect("a name");
    let plans = announce::by_hand(&app, &august, None, None).await.expect("a portal").expect("a plan");
    let unknown = announce::unknown(&app, &plans[0]).await.expect("a list");
    assert_eq!(unknown.iter().map(EmailAddress::as_str).collect::<Vec<_>>(), [KARI]);

    assert_eq!(announce::forget_unknown(&app, &plans[0]).await.expect("a list"), 1);
    announce(portal.running().app()).await;
    assert_eq!(told(&portal, KARI).await, ["Tydelig er åpen"], "the creator wanted it sent again");
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_that_come_back_for_good_or_are_called_unwanted_are_the_last() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    for address in [KARI, OLA] {
        portal.waiting(address).await;
    }
    portal.stand_at("2026-08-17T09:00").await;
    let app = portal.running().app();
    let event = |kind: &str, to: &str, more: serde_json::Value| {
        let mail =
            serde_json::json!({ "tags": { "launch": ["august"], "occasion": ["opening"], "to": [to] } });
        serde_json::json!({ "detail": { "eventType": kind, "mail": mail, "bounce": more } }).to_string()
    };
    let bounce = |kind: &str| serde_json::json!({ "bounceType": kind });
    let hash = |address: &str| portal.hash_of(address);
    for told in [
        event("Bounce", &hash(KARI), bounce("Permanent")),
        event("Bounce", &hash(OLA), bounce("Transient")),
        event("Delivery", "nobody", serde_json::Value::Null),
        "nonsense".to_owned(),
    ] {
        announce::told(app, &told).await.expect("an event");
    }
    portal.stand_at("2026-08-28T10:00").await;
    assert_eq!(told(&portal, KARI).await.len(), 1, "her mailbox is gone");
    assert_eq!(told(&portal, OLA).await.len(), 2, "a full mailbox may have room another day");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_walks_through_an_audience_at_a_time() {
    let portal = Portal::with_launches(BEFORE, ROUND).await;
    let people: Vec<String> = (0..40).map(|number| format!("p{number}@example.no")).collect();
    for person in &people {
        portal.waiting(person).await;
    }
    portal.clock_at("2026-08-17T09:00");
    let app = portal.running().app();
    let (one, two) = tokio::join!(announce(app), announce(app));
    assert_eq!(one.sent + two.sent, people.len(), "{one:?} {two:?}");
    assert!(one.elsewhere || two.elsewhere || one.before + two.before > 0, "{one:?} {two:?}");
    for person in &people {
        assert_eq!(told(&portal, person).await.len(), 1, "{person}");
    }
}
