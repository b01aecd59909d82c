//! The whole road once: from the landing page to a lesson.

use crate::portal::{BEFORE, LESSON, OPEN, Portal};

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_joins_the_waitlist_buys_as_a_student_and_opens_a_lesson() {
    let portal = Portal::standing_at(BEFORE).await;
    portal.import("students", "kari@example.no").await;
    let mut kari = portal.browser();

    let landing = kari.open("/").await;
    let join = landing.form("/api/waitlist/join");
    assert!(!join.fields.contains_key("consent"), "the consent box must be unticked");
    let unticked = kari.submit(&join.clone().with("email", "kari@example.no")).await;
    unticked.must_be(422);
    assert_eq!(portal.mails_to("kari@example.no").await.len(), 0);
    kari.submit(&join.with("email", "kari@example.no").with("consent", "yes")).await.must_be(200);

    let link = portal.mailed_link("kari@example.no", "/api/waitlist/confirm").await;
    let confirm = kari.open(&link).await;
    kari.submit(&confirm.form("/api/waitlist/confirm")).await.must_be(200);
    assert_eq!(portal.mails_to("kari@example.no").await.len(), 2, "a confirmation is answered by a welcome");

    assert!(!kari.open("/bli-medlem/").await.has_form("/api/offers/ask"), "nothing is for sale yet");
    portal.stand_at(OPEN).await;
    let sales = kari.open("/bli-medlem/").await;
    sales.must_say("249 kr").must_not_say("199 kr");

    let asked = kari.submit(&sales.form("/api/offers/ask").with("email", "kari@example.no")).await;
    asked.must_be(200);
    kari.open("/api/offers/mine").await.must_not_say("199 kr");
    let link = portal.mailed_link("kari@example.no", "/api/offers/open").await;
    let open = kari.open(&link).await;
    let offers = kari.submit(&open.form("/api/offers/open")).await;
    offers.must_say("199 kr").must_say("100 av 100 ledige nå");

    let review = kari.submit(&offers.form("/api/checkout/hold")).await;
    review.must_be(200).must_say("199 kr");
    kari.open("/api/offers/mine").await.must_say("99 av 100 ledige nå");
    let without_terms = kari.submit(&review.form("/api/checkout/pay")).await;
    without_terms.must_be(422);
    let desk = kari.submit(&review.form("/api/checkout/pay").with("terms", "yes")).await;
    desk.must_be(200).must_say("199,00 NOK");
    assert!(desk.path.starts_with(portal.pay_desk_url()), "the buyer pays at {}", desk.path);

    let receipt = portal.pay(&mut kari, &desk).await;
    receipt.must_be(200).must_say("Grunnlegger nummer 1 ").must_say("199 kr i måneden så lenge du er medlem");
    let mails = portal.mails_to("kari@example.no").await;
    let order = mails.last().expect("an order confirmation");
    assert!(order.text.contains("199\u{a0}kr"), "{}", order.text);
    let portal_url = portal.browser().origin().to_owned();
    assert!(order.links.iter().all(|link| link.starts_with(&portal_url)), "{:?}", order.links);
    assert!(order.text.contains("Tydelig Eksempel AS"), "the seller must be named: {}", order.text);

    let mut events = portal.browser();
    let list = events.open(&format!("{}/events", portal.pay_desk_url())).await;
    let resent: Vec<String> =
        list.actions().into_iter().filter(|action| action.ends_with("/resend")).collect();
    assert!(!resent.is_empty(), "{}", list.text());
    for action in resent {
        events.post(&format!("{}{action}", portal.pay_desk_url()), &[].into()).await.must_be(303);
    }
    assert_eq!(
        portal.mails_to("kari@example.no").await.len(),
        mails.len(),
        "a webhook sent twice changes nothing"
    );

    let locked = kari.open(LESSON).await;
    locked.must_be(403);
    let sent = kari.submit(&locked.form("/api/access/link").with("email", "kari@example.no")).await;
    sent.must_be(200);
    let link = portal.mailed_link("kari@example.no", "/api/access/open").await;
    portal.browser().open(&link).await.must_be(200);
    let button = kari.open(&link).await;
    assert!(!kari.cookies.contains_key("session"), "opening the link must consume nothing");
    let lesson = kari.submit(&button.form("/api/access/open")).await;
    assert_eq!(lesson.path, LESSON, "the reader ends where they wanted to go");
    lesson.must_be(200).must_say("Oppgaver");

    let again = portal.browser().submit(&button.form("/api/access/open")).await;
    again.must_be(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_launch_opens_and_closes_at_its_second_without_a_build() {
    let portal = Portal::standing_at("2026-08-17T08:59:59").await;
    let mut browser = portal.browser();
    assert!(browser.open("/").await.has_form("/api/waitlist/join"));
    assert!(!browser.open("/bli-medlem/").await.has_form("/api/offers/ask"));
    portal.stand_at("2026-08-17T09:00").await;
    assert!(browser.open("/bli-medlem/").await.has_form("/api/offers/ask"));
    portal.stand_at("2026-08-31T21:00").await;
    assert!(!browser.open("/bli-medlem/").await.has_form("/api/offers/ask"));
    assert!(browser.open("/").await.has_form("/api/waitlist/join"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_the_waitlist_can_leave_it_with_one_click_from_anywhere() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut ola = portal.browser();
    let join = ola.open("/").await.form("/api/waitlist/join");
    ola.submit(&join.with("email", "ola@example.no").with("consent", "yes")).await.must_be(200);
    let link = portal.mailed_link("ola@example.no", "/api/waitlist/confirm").await;
    let button = ola.open(&link).await.form("/api/waitlist/confirm");
    ola.submit(&button).await.must_be(200);
    ola.submit(&button).await.must_be(200);
    assert_eq!(portal.mails_to("ola@example.no").await.len(), 2, "a second press changes nothing");

    let leave = portal.mailed_link("ola@example.no", "/api/waitlist/leave").await;
    let one_click = [("List-Unsubscribe".to_owned(), "One-Click".to_owned())];
    let mut provider = portal.browser();
    let left = provider
        .send(reqwest::Method::POST, &leave, |request| {
            request.form(&one_click).header("Origin", "https://mail.example")
        })
        .await;
    left.must_be(303);
    ola.submit(&button).await.must_be(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_signs_out_and_the_gate_closes() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    let home = kari.open("/medlem/").await;
    home.must_be(200);
    kari.submit(&home.form("/api/access/sign-out")).await.must_be(200);
    assert!(kari.cookies.keys().all(|name| name == "proof"), "{:?}", kari.cookies.keys());
    kari.open(LESSON).await.must_be(403);
}
