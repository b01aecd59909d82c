//! The webhook's door: what is forged, stale, cut short, too large, in another charset or said again writes nothing.

use hmac::{Hmac, Mac as _};
use reqwest::Method;
use sha2::Sha256;

use super::{KARI, paid_and_gone, selling};
use crate::browser::Browser;
use crate::page::Page;
use crate::portal::{OPEN, Portal};
use crate::rows::rows;

const WEBHOOK: &str = "/api/payments/webhook";

fn signed(secret: &str, second: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    mac.update(format!("{second}.").as_bytes());
    mac.update(body);
    format!("t={second},v1={:x}", mac.finalize().into_bytes())
}

async fn send(browser: &mut Browser, header: &str, body: Vec<u8>) -> Page {
    let build = |request: reqwest::RequestBuilder| request.header("Stripe-Signature", header).body(body);
    browser.send(Method::POST, WEBHOOK, build).await
}

/// A portal where somebody has paid, and nobody has heard of it; with the event that says so.
async fn unheard() -> (Portal, String) {
    let portal = Portal::with_launches(OPEN, &selling("month")).await;
    let mut desk = super::desk::Desk::of(&portal);
    desk.hold_webhooks().await;
    let (_, back) = paid_and_gone(&portal, KARI).await;
    let session = back.rsplit('=').next().expect("a session").to_owned();
    let event = format!(
        r#"{{"id":"evt_1","type":"checkout.session.completed","data":{{"object":{{"id":"{session}"}}}}}}"#
    );
    (portal, event)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_not_signed_now_by_one_of_our_secrets_is_refused_and_writes_nothing() {
    let (portal, event) = unheard().await;
    let (secret, now) = (portal.webhook_secret(), portal.now().as_second());
    let mut sender = portal.browser();
    let before = rows(&portal).await;
    let good = signed(&secret, now, event.as_bytes());
    let utf16: Vec<u8> = event.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let huge = format!("{event}{}", " ".repeat(1024 * 1024)).into_bytes();
    let cut = event.as_bytes()[..event.len() / 2].to_vec();
    let bad: Vec<(&str, String, Vec<u8>, u16)> = vec![
        ("unsigned", String::new(), event.clone().into_bytes(), 400),
        ("forged", signed("whsec_forged", now, event.as_bytes()), event.clone().into_bytes(), 400),
        ("forged with an empty secret", signed("", now, event.as_bytes()), event.clone().into_bytes(), 400),
        ("stale", signed(&secret, now - 301, event.as_bytes()), event.clone().into_bytes(), 400),
        ("from the future", signed(&secret, now + 301, event.as_bytes()), event.clone().into_bytes(), 400),
        ("another body", good.clone(), event.replace("evt_1", "evt_2").into_bytes(), 400),
        ("cut short on the way", good.clone(), cut.clone(), 400),
        ("cut short before it was signed", signed(&secret, now, &cut), cut, 400),
        ("a megabyte", signed(&secret, now, &huge), huge, 413),
        ("in UTF-16", signed(&secret, now, &utf16), utf16, 400),
        ("another scheme", good.replace("v1=", "v0="), event.clone().into_bytes(), 400),
        ("not an event", signed(&secret, now, b"[]"), b"[]".to_vec(), 400),
        ("an id that is none", signed(&secret, now, ID.as_bytes()), ID.as_bytes().to_vec(), 400),
    ];
    for (what, header, body, status) in bad {
        let answer = send(&mut sender, &header, body).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        assert_eq!(rows(&portal).await, before, "{what} wrote something");
    }
    send(&mut sender, &good, event.into_bytes()).await.must_be(200);
    assert_ne!(rows(&portal).await, before, "the sound one is taken");
}

const ID: &str = r#"{"id":"evt_1#x","type":"checkout.session.completed","data":{"object":{"id":"cs_1"}}}"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_again_is_acknowledged_and_what_is_said_again_later_refused_and_neither_writes() {
    let (portal, event) = unheard().await;
    let (secret, now) = (portal.webhook_secret(), portal.now().as_second());
    let header = signed(&secret, now, event.as_bytes());
    let mut sender = portal.browser();
    send(&mut sender, &header, event.clone().into_bytes()).await.must_be(200);
    let before = rows(&portal).await;
    send(&mut sender, &header, event.clone().into_bytes()).await.must_be(200);
    assert_eq!(rows(&portal).await, before);
    portal.clock_at("2026-08-18T12:05:01");
    send(&mut sender, &header, event.into_bytes()).await.must_be(400);
    assert_eq!(rows(&portal).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_ours_or_not_known_is_acknowledged_and_writes_nothing() {
    let (portal, _) = unheard().await;
    let (secret, now) = (portal.webhook_secret(), portal.now().as_second());
    let mut sender = portal.browser();
    let before = rows(&portal).await;
    for (kind, object) in [
        ("checkout.session.completed", "cs_other"),
        ("customer.subscription.updated", "sub_other"),
        ("invoice.paid", "in_other"),
        ("charge.refunded", "ch_other"),
        ("charge.dispute.created", "dp_other"),
        ("a.kind.of.next.year", "x_1"),
    ] {
        let body = format!(
            r#"{{"id":"evt_o","type":"{kind}","data":{{"object":{{"id":"{object}","payment_intent":"pi_other"}}}}}}"#
        );
        let header = signed(&secret, now, body.as_bytes());
        let answer = send(&mut sender, &header, body.into_bytes()).await;
        assert_eq!(answer.status, 200, "{kind}");
        assert_eq!(rows(&portal).await, before, "{kind} wrote something");
    }
}
