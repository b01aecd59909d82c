//! Signing in and out, and passes.

use std::pin::Pin;

use super::lane::Lane;
use super::with_every_fault;
use crate::browser::Browser;
use crate::page::FilledForm;
use crate::portal::{LESSON, OPEN};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// A member's browser that has just asked for a link: the form of the code, and the button of the link.
async fn asked(lane: &Lane, address: &str) -> (Browser, FilledForm, FilledForm) {
    let (mut browser, sent, code) = lane.portal.asked_to_sign_in(address).await;
    let link = lane.portal.mailed_link(address, "/api/access/open").await;
    let button = browser.open(&link).await.form("/api/access/open");
    (browser, sent.form("/api/access/code").with("code", &code), button)
}

/// A sign-in whose answer was lost is used up all the same. Then, and only then, a new one is asked for; it works.
async fn sign_in_at_last(lane: &Lane, mut browser: Browser, form: &FilledForm, worked: bool, address: &str) {
    let again = browser.submit(form).await;
    let mut browser = match again.status {
        200 => {
            assert!(!worked, "{address} signed in twice by one mail");
            browser
        }
        410 if worked => browser,
        _ => {
            again.must_be(410);
            assert!(
                !lane.fault.passes() && !lane.fault.is_rush(),
                "{address} lost a link to {:?}",
                lane.fault
            );
            lane.portal.signing_in(lane.portal.browser(), address).await
        }
    };
    browser.open(LESSON).await.must_be(200);
    browser.submit(form).await.must_be(410);
}

fn asking<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        lane.portal.founder(address).await;
        let mut browser = lane.portal.browser();
        let form = browser.open("/logg-inn/").await.form("/api/access/link").with("email", address);
        let worked = lane.press(&mut browser, &form, 303).await;
        lane.follow_up().await;
        assert!(!worked || !lane.portal.mails_to(address).await.is_empty(), "{address} was told of a mail");
        browser.submit(&form).await.must_be(200);
        let link = lane.portal.mailed_link(address, "/api/access/open").await;
        let button = browser.open(&link).await.form("/api/access/open");
        browser.submit(&button).await.must_be(200);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_to_sign_in() {
    with_every_fault(OPEN, asking).await;
}

fn opening<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        lane.portal.founder(address).await;
        let (mut browser, _, button) = asked(lane, address).await;
        let worked = lane.press(&mut browser, &button, 303).await;
        sign_in_at_last(lane, browser, &button, worked, address).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_by_the_link() {
    with_every_fault(OPEN, opening).await;
}

fn typing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        lane.portal.founder(address).await;
        let (mut browser, form, _) = asked(lane, address).await;
        let worked = lane.press(&mut browser, &form, 303).await;
        sign_in_at_last(lane, browser, &form, worked, address).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_by_the_code() {
    with_every_fault(OPEN, typing).await;
}

fn refreshing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut browser = lane.portal.founder(address).await;
        browser.cookies.remove("pass");
        let refresh = format!("/api/access/refresh?next={LESSON}");
        let worked = lane.open_page(&mut browser, &refresh, 303).await;
        assert_eq!(browser.cookies.contains_key("pass"), worked);
        assert!(browser.cookies.contains_key("session"), "{address} was signed out by a fault");
        browser.open(LESSON).await.must_be(200);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn refreshing_a_pass() {
    with_every_fault(OPEN, refreshing).await;
}

/// A copy of a browser, as of one whose cookies were taken.
pub(super) fn copy(lane: &Lane, browser: &Browser) -> Browser {
    let mut copy = lane.portal.browser();
    copy.cookies.clone_from(&browser.cookies);
    copy
}

async fn must_be_out(lane: &Lane, mut browser: Browser) {
    lane.follow_up().await;
    browser.open(LESSON).await.must_be(403);
}

fn ending<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let other = lane.portal.founder(address).await;
        let mut browser = lane.portal.signing_in(lane.portal.browser(), address).await;
        let form = browser.open("/api/access/sessions").await.form("/api/access/end-session");
        if lane.press(&mut browser, &form, 303).await {
            must_be_out(lane, copy(lane, &other)).await;
        }
        browser.submit(&form).await.must_be(200);
        must_be_out(lane, other).await;
        browser.open(LESSON).await.must_be(200);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_another_session() {
    with_every_fault(OPEN, ending).await;
}

/// Signs out by the form on this page.
async fn sign_out(lane: &mut Lane, address: &str, page: &str, action: &str) {
    let mut browser = lane.portal.founder(address).await;
    let copied = copy(lane, &browser);
    let form = browser.open(page).await.form(action);
    if lane.press(&mut browser, &form, 303).await {
        assert!(browser.cookies.is_empty(), "{address} keeps {:?}", browser.cookies.keys());
        must_be_out(lane, copy(lane, &copied)).await;
    } else {
        assert!(browser.cookies.contains_key("session"), "{address} cannot try again");
    }
    browser.submit(&form).await.must_be(200);
    must_be_out(lane, copied).await;
}

fn leaving<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(sign_out(lane, address, "/medlem/", "/api/access/sign-out"))
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out() {
    with_every_fault(OPEN, leaving).await;
}

fn leaving_everywhere<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(sign_out(lane, address, "/api/access/sessions", "/api/access/sign-out-everywhere"))
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_everywhere() {
    with_every_fault(OPEN, leaving_everywhere).await;
}
