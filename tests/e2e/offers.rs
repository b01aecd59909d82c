//! Offers: what everybody sees is true within five seconds, and the same for everybody.

use serde_json::Value;

use crate::portal::{BEFORE, OPEN, Portal, launch};

const KARI: &str = "kari@example.no";

async fn facts(portal: &Portal) -> Value {
    serde_json::from_str(&portal.browser().open("/api/offers/facts").await.body).expect("JSON")
}

/// The time that the facts are of is the only thing in them that passes by itself.
fn without_time(body: &str) -> String {
    match body.split_once("\"now\":\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once('"').expect("an end").1),
        None => body.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_everybody_sees_knows_no_cookie_and_is_kept_for_five_seconds() {
    let portal = Portal::standing_at(OPEN).await;
    portal.import("students", KARI).await;
    let (mut kari, _) = portal.proven(KARI).await;
    for path in ["/api/offers", "/api/offers/facts"] {
        let (hers, theirs) = (kari.open(path).await, portal.browser().open(path).await);
        assert_eq!(without_time(&hers.body), without_time(&theirs.body), "{path}");
        for page in [hers, theirs] {
            assert_eq!(page.headers["cache-control"], "public, max-age=5", "{path}");
            assert!(!page.headers.contains_key("set-cookie") && !page.headers.contains_key("vary"), "{path}");
        }
    }
    assert_eq!(kari.open("/api/offers/mine").await.headers["cache-control"], "private, no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_facts_follow_the_launch_through_its_phases() {
    let portal = Portal::with_launches(BEFORE, &launch("august", 1, "all")).await;
    assert_eq!(facts(&portal).await["phase"], "waitlist");
    portal.stand_at("2026-08-17T09:00").await;
    let open = facts(&portal).await;
    assert!(open["now"].as_str().expect("a time").starts_with("2026-08-17T07:00:"), "{open}");
    assert_eq!((&open["phase"], &open["seats_left"]), (&Value::from("open"), &Value::from(1)));
    let (mut kari, desk) = portal.ordered(KARI).await;
    let held = facts(&portal).await;
    assert_eq!(held["phase"], "all-held");
    assert_eq!(held["held_until"], "2026-08-17T07:45:00Z");
    portal.pay(&mut kari, &desk).await.must_be(200);
    let sold_out = facts(&portal).await;
    assert_eq!((&sold_out["phase"], &sold_out["held_until"]), (&Value::from("sold-out"), &Value::Null));
    portal.stand_at("2026-08-31T21:00").await;
    assert_eq!(facts(&portal).await["phase"], "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_every_seat_is_held_the_pages_say_so_and_until_when() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    let (mut kari, desk) = portal.ordered(KARI).await;
    let mut ola = portal.browser();
    let sales = ola.open("/bli-medlem/").await;
    sales.must_say("Alle plassene er holdt av akkurat nå").must_say("Se hvordan det står til nå");
    ola.open("/api/offers").await.must_say("Senest 18. august kl. 12.45");
    ola.open("/").await.must_say("Alle plassene er holdt av").must_not_say("Det er åpent nå");
    let (mut liv, offers) = portal.proven("liv@example.no").await;
    offers.must_say("Senest 18. august kl. 12.45");
    liv.submit(&offers.form("/api/checkout/hold")).await.must_be(409).must_say("holdt av");

    kari.open("/api/offers/mine").await.form("/api/checkout/hold");
    portal.pay(&mut kari, &desk).await.must_be(200);
    ola.open("/bli-medlem/").await.must_say("Alle plassene er tatt").form("/api/waitlist/join");
    ola.open("/").await.must_say("Alle plassene er tatt");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_held_seat_comes_free_the_pages_are_open_again() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    portal.ordered(KARI).await;
    portal.stand_at("2026-08-18T12:46").await;
    portal.browser().open("/bli-medlem/").await.must_not_say("holdt av akkurat").form("/api/offers/ask");
    portal.browser().open("/api/offers").await.must_say("Én ledig nå");
}
