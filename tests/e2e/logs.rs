//! Log lines hold no address, token or code, whatever is asked and whatever fails.

use std::fmt::Debug;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use domain::address::EmailAddress;
use functions::log::JsonLines;
use functions::members::erase::erase;
use functions::members::readdress::change_address;
use functions::reconcile::{Care, reconcile};
use functions::sweep::follow_up;
use jiff::SignedDuration;
use serde_json::Value;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::money::desk::Desk;
use crate::portal::{LESSON, OPEN, Portal};
use crate::rows::rows;

const KARI: &str = "kari.nordmann@example.no";
const OLA: &str = "ola.nordmann@example.no";

/// Everything that our own code logs on this thread, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl<S: tracing::Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let ours =
            ["functions", "generator"].iter().any(|crate_| event.metadata().target().starts_with(crate_));
        if ours {
            let mut text = self.0.lock().expect("a log");
            event.record(&mut Line(&mut text));
            text.push('\n');
        }
    }
}

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").expect("a text");
    }
}

impl Log {
    /// Listens on this thread until the guard is dropped.
    fn listening() -> (Self, DefaultGuard) {
        let log = Self::default();
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(log.clone()));
        (log, guard)
    }

    /// Fails unless it says `wanted`, and if it says anything of `secrets`.
    fn must_say_without(&self, wanted: &[&str], secrets: &[&str]) {
        let text = self.0.lock().expect("a log").clone();
        for wanted in wanted {
            assert!(text.contains(wanted), "the log does not say `{wanted}`:\n{text}");
        }
        for secret in secrets {
            assert!(!text.contains(secret), "the log holds `{secret}`:\n{text}");
        }
    }
}

#[tokio::test]
async fn no_log_line_names_a_person_or_holds_a_secret() {
    let (log, _guard) = Log::listening();
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut kari, _, code) = portal.asked_to_sign_in(KARI).await;
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let token = link.split("token=").nth(1).expect("a token").to_owned();
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/access/open")).await.must_be(200);
    let (session, pass) = (kari.cookies["session"].clone(), kari.cookies["pass"].clone());

    portal.forget().await;
    for path in [&link, LESSON, "/api/access/sessions", "/api/offers/open?token=abc"] {
        kari.get(path).await;
    }
    let fields = [("email", KARI), ("code", &code), ("token", &token)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    for path in ["/api/access/link", "/api/access/code", "/api/access/open"] {
        kari.post(path, &fields).await.must_be(500);
    }
    log.must_say_without(&["broken", "/api/access/open"], &[KARI, "kari", &token, &code, &session, &pass]);
}

/// The provider does nothing of what it is asked for, for a while.
async fn provider_is_away(desk: &mut Desk) {
    for path in ["/v1/refunds", "/v1/subscriptions/*", "/v1/customers/*"] {
        for method in ["GET", "POST", "DELETE"] {
            let plan = [("path", path), ("method", method), ("fate", "not-done"), ("times", "100")];
            desk.press("/desk/calls", &plan).await;
        }
    }
}

#[tokio::test]
async fn no_log_line_names_who_withdraws_or_is_erased_while_errands_fail() {
    let (log, _guard) = Log::listening();
    let portal = Portal::standing_at(OPEN).await;
    let (app, mut desk) = (portal.running().app(), Desk::of(&portal));
    portal.paid(KARI).await;
    portal.paid(OLA).await;
    let form = [("email".to_owned(), KARI.to_owned())].into();
    portal.browser().post("/api/account/withdraw", &form).await.must_be(303);
    let link = portal.mailed_link(KARI, "/api/account/withdraw/confirm").await;
    let token = link.split("token=").nth(1).expect("a token").to_owned();
    provider_is_away(&mut desk).await;
    let mut kari = portal.browser();
    let confirm = kari.open(&link).await.form("/api/account/withdraw/confirm");
    kari.submit(&confirm).await.must_be(200);
    let address = |text| EmailAddress::parse(text).expect("an address");
    change_address(app, &address(OLA), &address("ola.ny@example.no")).await.expect("a change");
    follow_up(app).await.expect("a follow-up");
    assert!(erase(app, &address("ola.ny@example.no")).await.expect("an erasure"));
    for _ in 0..3 {
        follow_up(app).await.expect("a follow-up");
        portal.clock_on(SignedDuration::from_hours(4));
    }
    let wanted = ["an errand waits", "give-back", "forget", "readdress", "kind=\"end\""];
    log.must_say_without(&wanted, &[KARI, "kari", OLA, "ola.", &token]);
}

#[tokio::test]
async fn no_log_line_says_what_a_member_writes_or_becomes_two() {
    let (log, _guard) = Log::listening();
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.founder(KARI).await;
    let words = "hemmelig mening\nERROR forged\u{1b}[2J";
    let fields = [("lesson", LESSON), ("feedback", words)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    kari.post("/api/members/feedback", &fields).await.must_be(303);
    kari.get("/api/members/tasks?lesson=/medlem/%0AERROR%20forged/").await.must_be(303);
    portal.forget().await;
    kari.post("/api/members/feedback", &fields).await.must_be(500);
    log.must_say_without(&["broken", "/api/members/feedback"], &["hemmelig", "forged", KARI]);
}

/// The lines of a Lambda's log group, from this thread.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<Value>>>);

impl Lines {
    fn listening() -> (Self, DefaultGuard) {
        let lines = Self::default();
        let kept = lines.clone();
        let write = move |line: &str| {
            kept.0.lock().expect("lines").push(serde_json::from_str(line).expect("JSON"));
        };
        let layer = JsonLines::new("test", write).with_filter(LevelFilter::INFO);
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
        (lines, guard)
    }

    /// Which requests the lines with this message name.
    fn requests(&self, message: &str) -> Vec<String> {
        let lines = self.0.lock().expect("lines");
        let saying = lines.iter().filter(|line| line["message"] == message);
        saying.map(|line| line["request"].as_str().expect("a request").to_owned()).collect()
    }
}

#[tokio::test]
async fn who_sends_a_mail_or_does_an_errand_names_the_request_that_ordered_it() {
    let (lines, _guard) = Lines::listening();
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in(KARI).await;
    provider_is_away(&mut Desk::of(&portal)).await;
    let confirm = kari.open("/api/account/withdraw/confirm").await;
    kari.submit(&confirm.form("/api/account/withdraw/confirm")).await.must_be(200);
    let all = rows(&portal).await;
    let errand = all.iter().find(|row| row["pk"].starts_with("errand#give-back#")).expect("an errand");
    let request = &errand["request"];
    assert_eq!(request.len(), 56, "as long as the CDN's own");
    assert!(lines.requests("an errand waits").contains(request));
    assert!(lines.requests("a mail is sent").contains(request), "the receipt");
    assert!(lines.requests("a mail is sent").iter().any(|other| other != request), "earlier mails");
}

#[tokio::test]
async fn a_request_that_breaks_is_named_in_the_log_by_its_path_alone() {
    let (lines, _guard) = Lines::listening();
    let portal = Portal::standing_at(OPEN).await;
    portal.forget().await;
    portal.browser().get("/api/offers/open?token=abc").await.must_be(500);
    let lines = lines.0.lock().expect("lines");
    let line = lines.iter().find(|line| line["message"] == "broken").expect("a line");
    assert_eq!((&line["level"], &line["function"]), (&"ERROR".into(), &"offers".into()));
    assert_eq!((&line["method"], &line["path"]), (&"GET".into(), &"/api/offers/open".into()));
    assert_eq!(line["request"].as_str().map(str::len), Some(56));
}

#[tokio::test]
async fn no_log_line_names_whose_payment_goes_back_or_is_disputed() {
    let (log, _guard) = Log::listening();
    let portal = Portal::standing_at(OPEN).await;
    let mut desk = Desk::of(&portal);
    for (address, button) in [(KARI, "refund"), (OLA, "dispute")] {
        portal.paid(address).await;
        let books = desk.books().await;
        let payment = books["payments"].as_array().expect("payments").last().expect("a payment");
        provider_is_away(&mut desk).await;
        let path = format!("/desk/payments/{}/{button}", payment["id"].as_str().expect("an id"));
        desk.press(&path, &[]).await;
    }
    reconcile(portal.running().app(), Care::Everything).await.expect_err("the provider is away");
    log.must_say_without(&["an errand waits", "follow-money"], &[KARI, "kari", OLA, "ola."]);
}
