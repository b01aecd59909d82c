//! The waitlist, and proving an address.

use std::pin::Pin;

use super::books::Books;
use super::lane::Lane;
use super::with_every_fault;
use crate::browser::Browser;
use crate::page::FilledForm;
use crate::portal::{BEFORE, OPEN};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

async fn join_form(browser: &mut Browser, address: &str) -> FilledForm {
    let form = browser.open("/").await.form("/api/waitlist/join");
    form.with("email", address).with("consent", "yes")
}

/// Somebody who has asked to be told, and the button of the link in the mail.
async fn pending(lane: &Lane, address: &str) -> (Browser, FilledForm) {
    let mut browser = lane.portal.browser();
    let form = join_form(&mut browser, address).await;
    browser.submit(&form).await.must_be(200);
    let link = lane.portal.mailed_link(address, "/api/waitlist/confirm").await;
    let button = browser.open(&link).await.form("/api/waitlist/confirm");
    (browser, button)
}

fn joining<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut browser = lane.portal.browser();
        let form = join_form(&mut browser, address).await;
        let worked = lane.press(&mut browser, &form, 303).await;
        lane.follow_up().await;
        assert!(!worked || !lane.portal.mails_to(address).await.is_empty(), "{address} was told of a mail");
        browser.submit(&form).await.must_be(200);
        let link = lane.portal.mailed_link(address, "/api/waitlist/confirm").await;
        let button = browser.open(&link).await.form("/api/waitlist/confirm");
        browser.submit(&button).await.must_be(200);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_the_waitlist() {
    let (portal, _) = with_every_fault(BEFORE, joining).await;
    let books = Books::read(&portal).await;
    assert!(books.of("waitlist#").all(|(_, row)| row["state"] == "confirmed"));
}

fn confirming<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, button) = pending(lane, address).await;
        let worked = lane.press(&mut browser, &button, 303).await;
        lane.follow_up().await;
        assert!(!worked || lane.portal.mails_to(address).await.len() == 2, "{address} was not welcomed");
        browser.submit(&button).await.must_be(200);
        assert_eq!(lane.portal.mails_to(address).await.len(), 2, "{address} is welcomed once");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn confirming_an_entry() {
    with_every_fault(BEFORE, confirming).await;
}

fn leaving<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let (mut browser, button) = pending(lane, address).await;
        browser.submit(&button).await.must_be(200);
        let link = lane.portal.mailed_link(address, "/api/waitlist/leave").await;
        let button = browser.open(&link).await.form("/api/waitlist/leave");
        lane.press(&mut browser, &button, 303).await;
        browser.submit(&button).await.must_be(200);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_the_waitlist() {
    let (portal, _) = with_every_fault(BEFORE, leaving).await;
    let books = Books::read(&portal).await;
    assert!(books.of("waitlist#").all(|(_, row)| row["state"] == "left"));
}

fn asking<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut browser = lane.portal.browser();
        let form = browser.open("/bli-medlem/").await.form("/api/offers/ask").with("email", address);
        let worked = lane.press(&mut browser, &form, 303).await;
        lane.follow_up().await;
        assert!(!worked || !lane.portal.mails_to(address).await.is_empty(), "{address} was told of a mail");
        browser.submit(&form).await.must_be(200);
        lane.portal.mailed_link(address, "/api/offers/open").await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_ones_price() {
    with_every_fault(OPEN, asking).await;
}

fn proving<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut browser = lane.portal.browser();
        let form = browser.open("/bli-medlem/").await.form("/api/offers/ask").with("email", address);
        browser.submit(&form).await.must_be(200);
        let link = lane.portal.mailed_link(address, "/api/offers/open").await;
        let button = browser.open(&link).await.form("/api/offers/open");
        if lane.press(&mut browser, &button, 303).await {
            browser.open("/api/offers/mine").await.must_be(200).must_say(address);
        }
        browser.submit(&button).await.must_be(200).must_say(address);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn proving_an_address() {
    with_every_fault(OPEN, proving).await;
}
