//! What every endpoint costs at the table. The figures in ARCHITECTURE.md come from here, and are held against it:
//! `cargo test -p tests what_each_request_costs -- --nocapture` prints them.

use std::collections::BTreeMap;
use std::fmt;

use domain::membership::MembershipState::Ended;
use functions::members::Deed;
use serde_json::Value;

use crate::browser::Browser;
use crate::documents::{document, every_route};
use crate::elsewhere;
use crate::meter::{Call, Meter, Work};
use crate::page::{FilledForm, Page};
use crate::portal::{BEFORE, LESSON, OPEN, Portal, pay_form};

const KARI: &str = "kari@example.no";
const OLA: &str = "ola@example.no";
const SIRI: &str = "siri@example.no";
const JOIN: &str = "/api/waitlist/join";

/// What erasing a person orders.
pub(crate) const ERASURE: &str = "a person erased, an errand";

/// The portal snapshot's own reads; while it is warm, there are none.
const AGAIN: &str = "the snapshot, asked again after ten seconds";
const COLD: &str = "the snapshot, when a function is cold";

/// What calls to the table come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cost {
    calls: u32,
    /// How many of the calls are transactions.
    transactions: u32,
    round_trips: u32,
    /// In request units.
    reads: f64,
    writes: f64,
}

impl Cost {
    /// No call may be one that is not counted, nor one whose cost is not asked for.
    fn of(calls: &[Call]) -> Self {
        let mut cost = Self::default();
        for call in calls {
            assert!(call.units > 0.0, "{call:?} does not tell what it cost");
            cost.calls += 1;
            cost.round_trips += call.round_trips;
            match call.operation.as_str() {
                "GetItem" | "Query" => cost.reads += call.units,
                "UpdateItem" => cost.writes += call.units,
                "TransactWriteItems" => {
                    cost.transactions += 1;
                    cost.writes += call.units;
                }
                other => panic!("nothing that is asked for may {other}"),
            }
        }
        cost
    }

    /// Without what differs between implementations of `DynamoDB`.
    fn without_units(self) -> Self {
        Self { reads: 0.0, writes: 0.0, ..self }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { calls, transactions, round_trips, reads, writes } = self;
        write!(f, "{calls} | {transactions} | {round_trips} | {reads} | {writes}")
    }
}

/// Does one thing after the other in a portal, and notes what each costs.
pub(crate) struct Walk {
    pub portal: Portal,
    meter: Meter,
    costs: BTreeMap<String, Cost>,
}

impl Walk {
    /// In a portal that stands before its first round.
    pub(crate) fn through(portal: Portal, meter: Meter) -> Self {
        Self { portal, meter, costs: BTreeMap::new() }
    }

    /// Along every route.
    pub(crate) async fn all(&mut self) {
        self.the_waitlist().await;
        let (mut kari, offers) = self.the_offers().await;
        self.the_checkout(&mut kari, &offers).await;
        self.the_access().await;
        self.the_account().await;
        self.the_members().await;
        self.the_withdrawal().await;
        self.the_end().await;
        self.the_erasure().await;
    }

    /// Opens an address of a function, and stays at its first answer.
    async fn get(&mut self, browser: &mut Browser, address: &str) -> Page {
        self.meter.take();
        let page = browser.get(address).await;
        let path = page.path.split('?').next().expect("a path");
        self.note(&format!("GET {path}"));
        page
    }

    /// Presses the button of a form, and stays at the first answer.
    async fn post(&mut self, browser: &mut Browser, form: &FilledForm) -> Page {
        self.meter.take();
        let page = browser.post(&form.action, &form.fields).await;
        page.must_be(303);
        self.note(&format!("POST {}", form.action));
        page
    }

    fn note(&mut self, name: &str) {
        let cost = Cost::of(&self.meter.calls_of(name));
        self.costs.insert(name.to_owned(), cost);
    }

    /// Somebody joins and confirms; somebody else leaves again.
    async fn the_waitlist(&mut self) {
        let (mut kari, mut ola) = (self.portal.browser(), self.portal.browser());
        let join = kari.open("/").await.form(JOIN).with("consent", "yes");
        self.post(&mut kari, &join.clone().with("email", KARI)).await;
        self.get(&mut kari, "/api/waitlist/sent").await;
        let link = self.portal.mailed_link(KARI, "/api/waitlist/confirm").await;
        let button = self.get(&mut kari, &link).await.form("/api/waitlist/confirm");
        self.post(&mut kari, &button).await;
        self.get(&mut kari, "/api/waitlist/confirmed").await;

        ola.submit(&join.with("email", OLA)).await.must_be(200);
        let link = self.portal.mailed_link(OLA, "/api/waitlist/confirm").await;
        let button = ola.open(&link).await.form("/api/waitlist/confirm");
        ola.submit(&button).await.must_be(200);
        let link = self.portal.mailed_link(OLA, "/api/waitlist/leave").await;
        let button = self.get(&mut ola, &link).await.form("/api/waitlist/leave");
        self.post(&mut ola, &button).await;
        self.get(&mut ola, "/api/waitlist/left").await;
    }

    /// Kari, a student who waited, proves her address.
    async fn the_offers(&mut self) -> (Browser, Page) {
        self.portal.stand_at(OPEN).await;
        self.portal.import("students", KARI).await;
        let mut kari = self.portal.browser();
        self.get(&mut kari, "/api/offers").await;
        self.get(&mut kari, "/api/offers/facts").await;
        let ask = kari.open("/bli-medlem/").await.form("/api/offers/ask").with("email", KARI);
        self.post(&mut kari, &ask).await;
        self.get(&mut kari, "/api/offers/sent").await;
        let link = self.portal.mailed_link(KARI, "/api/offers/open").await;
        let button = self.get(&mut kari, &link).await.form("/api/offers/open");
        self.post(&mut kari, &button).await;
        let offers = self.get(&mut kari, "/api/offers/mine").await;
        offers.must_say("199 kr");
        (kari, offers)
    }

    /// She gives up once, and then buys.
    async fn the_checkout(&mut self, kari: &mut Browser, offers: &Page) {
        let hold = offers.form("/api/checkout/hold");
        let to_review = self.post(kari, &hold).await;
        let review = self.get(kari, to_review.location.as_deref().expect("a review")).await;
        let give_up = review.form("/api/checkout/give-up");
        self.get(kari, &format!("/api/checkout/cancelled?hold={}", give_up.fields["hold"])).await;
        self.post(kari, &give_up).await;
        self.get(kari, "/api/checkout/gave-up").await;

        let review = kari.submit(&hold).await;
        let ordered = self.post(kari, &review.form("/api/checkout/pay").with("terms", "yes")).await;
        let desk = kari.open(ordered.location.as_deref().expect("the pay desk")).await;
        let form = pay_form(&desk, self.portal.pay_desk_url());
        self.meter.take();
        let paid = kari.post(&form.action, &form.fields).await;
        self.until_told().await;
        let done = self.meter.take();
        self.note_the_dearest("POST /api/payments/webhook", &done);
        self.note_the_dearest("errands", &done);
        self.get(kari, paid.location.as_deref().expect("the receipt")).await.must_be(200);
    }

    /// Until the pay desk has told all that it has to tell.
    async fn until_told(&self) {
        let events = format!("{}/events.json", self.portal.pay_desk_url());
        let is_told = |event: &Value| event["deliveries"].as_array().is_some_and(|tries| !tries.is_empty());
        for _ in 0..1000 {
            let told: Value =
                serde_json::from_str(&self.portal.browser().get(&events).await.body).expect("JSON");
            if told.as_array().expect("events").iter().all(is_told) {
                return;
            }
        }
        panic!("the pay desk does not tell what happened");
    }

    /// A payment sets off several events, of which one settles it.
    fn note_the_dearest(&mut self, name: &str, done: &[Work]) {
        self.costs.insert(name.to_owned(), dearest(name, done));
    }

    /// She signs in here by the link and on her phone by the code, and out again.
    async fn the_access(&mut self) {
        let (mut kari, mut phone) = (self.portal.browser(), self.portal.browser());
        let locked = format!("/api/access/locked?next={LESSON}");
        let ask = self.get(&mut kari, &locked).await.form("/api/access/link").with("email", KARI);
        self.post(&mut kari, &ask).await;
        self.get(&mut kari, "/api/access/sent").await;
        let link = self.portal.mailed_link(KARI, "/api/access/open").await;
        let button = self.get(&mut kari, &link).await.form("/api/access/open");
        self.post(&mut kari, &button).await;
        // Her first visit, which is kept.
        self.get(&mut kari, "/api/members/home").await.must_be(200);

        let sent = phone.submit(&ask).await;
        let code = self.portal.newest_code(KARI).await;
        self.post(&mut phone, &sent.form("/api/access/code").with("code", &code)).await;
        self.portal.stand_at("2026-08-18T12:11").await;
        let refreshed = self.get(&mut kari, &format!("/api/access/refresh?next={LESSON}")).await;
        refreshed.must_be(303);

        let devices = self.get(&mut kari, "/api/access/sessions").await;
        self.post(&mut kari, &devices.form("/api/access/end-session")).await;
        self.post(&mut kari, &pressing("/api/access/sign-out")).await;
        self.get(&mut kari, "/api/access/signed-out").await;
    }

    /// She looks at what she pays, ends it, takes it up again, and looks at her card.
    async fn the_account(&mut self) {
        let mut kari = self.portal.signing_in(self.portal.browser(), KARI).await;
        self.get(&mut kari, "/api/account").await;
        let cancel = self.get(&mut kari, "/api/account/cancel").await;
        self.post(&mut kari, &cancel.form("/api/account/cancel")).await;
        self.post(&mut kari, &pressing("/api/account/keep")).await;
        self.post(&mut kari, &pressing("/api/account/card")).await;
        self.get(&mut kari, "/api/account/export").await.must_be(200);
    }

    /// Siri, of whom as much is known as can be, has it erased.
    async fn the_erasure(&mut self) {
        self.portal.import("students", SIRI).await;
        self.portal.waiting(SIRI).await;
        self.portal.following(SIRI, "/api/waitlist/confirm").await;
        let mut siri = self.portal.signed_in(SIRI).await;
        let page = siri.open(&format!("/api/members/tasks?lesson={LESSON}")).await;
        siri.submit(&ticking(&page)).await.must_be(200);
        let written = FilledForm::to("/api/members/feedback").with("lesson", LESSON).with("feedback", "Fint");
        siri.submit(&written).await.must_be(200);
        let form = self.get(&mut siri, "/api/account/erase").await.form("/api/account/erase");
        let form = form.with("understood", "yes");
        self.meter.take();
        siri.post(&form.action, &form.fields).await.must_be(303);
        // It waits until what was ordered is done.
        self.portal.browser().get("/api/waitlist/sent").await;
        let done = self.meter.take();
        self.note_the_dearest("POST /api/account/erase", &done);
        self.costs.insert(ERASURE.to_owned(), dearest("errands", &done));
        self.get(&mut siri, "/api/account/erase/done").await;
    }

    /// She ticks a task and finds it ticked, and writes about a lesson.
    async fn the_members(&mut self) {
        let mut kari = self.portal.signing_in(self.portal.browser(), KARI).await;
        let tasks = format!("/api/members/tasks?lesson={LESSON}");
        let page = self.get(&mut kari, &tasks).await;
        self.post(&mut kari, &ticking(&page)).await;
        self.get(&mut kari, &format!("/api/members/ticks?lesson={LESSON}")).await.must_be(200);
        let form = self.get(&mut kari, &format!("/api/members/feedback?lesson={LESSON}")).await;
        self.post(&mut kari, &form.form("/api/members/feedback").with("feedback", "Fint")).await;
        self.get(&mut kari, "/api/members/feedback/thanks").await;
    }

    /// Ola buys, and withdraws without signing in.
    async fn the_withdrawal(&mut self) {
        self.portal.paid(OLA).await;
        let mut ola = self.portal.browser();
        let form = self.get(&mut ola, "/api/account/withdraw").await.form("/api/account/withdraw");
        self.post(&mut ola, &form.with("email", OLA)).await;
        self.get(&mut ola, "/api/account/withdraw/sent").await;
        let link = self.portal.mailed_link(OLA, "/api/account/withdraw/confirm").await;
        let confirm = self.get(&mut ola, &link).await.form("/api/account/withdraw/confirm");
        self.post(&mut ola, &confirm).await;
        self.get(&mut ola, "/api/account/withdraw/done").await;
    }

    /// She comes back twice: once to be out everywhere, once for her price.
    async fn the_end(&mut self) {
        let mut kari = self.portal.signing_in(self.portal.browser(), KARI).await;
        self.post(&mut kari, &pressing("/api/access/sign-out-everywhere")).await;
        self.portal.stand_at("2026-08-18T12:20").await;
        let mut kari = self.portal.signing_in(self.portal.browser(), KARI).await;
        self.portal.let_stand(KARI, Ended, "2026-08-18T12:20").await;
        self.post(&mut kari, &pressing("/api/offers/come-back")).await;
    }

    /// What is no request's own: what a write sets off, and the portal snapshot.
    async fn what_is_apart(&mut self) -> Vec<(&'static str, Cost)> {
        let mut ola = self.portal.browser();
        let ask = ola.open("/logg-inn/").await.form("/api/access/link").with("email", KARI);
        self.meter.take();
        ola.post(&ask.action, &ask.fields).await.must_be(303);
        let done = self.meter.take();
        let cost = |done: &[Work], name: &str| {
            let found = done.iter().find(|work| work.name == name);
            Cost::of(&found.unwrap_or_else(|| panic!("no {name} in {done:?}")).calls)
        };
        let (mail, gate_unchanged) = (cost(&done, "mails"), cost(&done, "gate"));
        let (sale, no_errand) = (self.costs["errands"], cost(&done, "errands"));
        let again = cost(&done, "snapshot");
        self.portal.running().app().reread_portal().await;
        ola.get("/api/waitlist/sent").await;
        let cold = cost(&self.meter.take(), "snapshot");
        // Who is signed out in another second is signed out anew.
        self.portal.stand_at("2026-08-18T12:21").await;
        self.meter.take();
        self.portal.act(Deed::SignOut, KARI).await;
        let gate = cost(&self.meter.take(), "gate");
        vec![
            ("a mail sent", mail),
            ("the sales record of a payment, an errand", sale),
            (ERASURE, self.costs[ERASURE]),
            ("errands, when there are none", no_errand),
            ("the gate told", gate),
            ("the gate told, when nothing changed", gate_unchanged),
            (AGAIN, again),
            (COLD, cold),
        ]
    }
}

/// What the dearest work of this name came to.
fn dearest(name: &str, done: &[Work]) -> Cost {
    let costs = done.iter().filter(|work| work.name == name).map(|work| Cost::of(&work.calls));
    costs.max_by_key(|cost| cost.calls).expect(name)
}

/// The form on a lesson's page of tasks, with the first of them ticked.
fn ticking(page: &Page) -> FilledForm {
    let name = page.body.split("name=\"tick-").nth(1).and_then(|rest| rest.split('"').next());
    page.form("/api/members/tasks").with(&format!("tick-{}", name.expect("a task")), "yes")
}

/// A form of one button.
fn pressing(action: &str) -> FilledForm {
    FilledForm { action: action.to_owned(), ..FilledForm::default() }
}

/// A name with its cost, as a line of the table.
fn line((name, cost): &(String, Cost)) -> String {
    format!("| {name} | {cost} |")
}

/// The lines of the table as it is documented, in columns.
pub(crate) fn documented_lines() -> Vec<Vec<String>> {
    let architecture = document("ARCHITECTURE.md");
    let section = architecture.split("## What each request costs").nth(1).expect("the section");
    let section = section.split("\n## ").next().unwrap_or(section);
    let lines = section.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    lines.skip(2).map(|line| line.split(" | ").map(str::to_owned).collect()).collect()
}

fn documented() -> Vec<(String, Cost)> {
    documented_lines().iter().map(|columns| read(columns)).collect()
}

fn read(columns: &[String]) -> (String, Cost) {
    let [name, calls, transactions, round_trips, reads, writes] = columns else { panic!("{columns:?}") };
    let whole = |text: &str| text.parse().expect("a number");
    let units = |text: &str| text.parse().expect("a number");
    let (calls, transactions, round_trips) = (whole(calls), whole(transactions), whole(round_trips));
    let cost = Cost { calls, transactions, round_trips, reads: units(reads), writes: units(writes) };
    (name.clone(), cost)
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are documented by this command")]
async fn what_each_request_costs() {
    let (meter, _guard) = Meter::listening();
    let mut walk = Walk::through(Portal::standing_at(BEFORE).await, meter);
    walk.all().await;
    let apart = walk.what_is_apart().await;

    let of_route = |route: String| {
        let cost = walk.costs.get(&route).unwrap_or_else(|| panic!("`{route}` was not walked"));
        (format!("`{route}`"), *cost)
    };
    let routes = every_route().into_iter().map(of_route);
    let apart = apart.into_iter().map(|(name, cost)| (name.to_owned(), cost));
    let measured: Vec<(String, Cost)> = routes.chain(apart).collect();
    let table = measured.iter().map(line).collect::<Vec<_>>().join("\n");
    println!("{table}");
    // What a unit buys differs between implementations.
    let comparable = |(name, cost): (String, Cost)| {
        (name, if elsewhere::is_embedded() { cost } else { cost.without_units() })
    };
    let lines = |table: Vec<(String, Cost)>| {
        table.into_iter().map(comparable).map(|row| line(&row)).collect::<Vec<_>>()
    };
    assert_eq!(lines(measured), lines(documented()), "ARCHITECTURE.md should say:\n{table}");
}

#[tokio::test]
async fn joining_the_waitlist_is_one_transaction_beside_the_counts_of_its_limits() {
    let (meter, _guard) = Meter::listening();
    let portal = Portal::standing_at(BEFORE).await;
    let mut kari = portal.browser();
    let join = kari.open("/").await.form(JOIN).with("consent", "yes").with("email", KARI);
    meter.take();
    kari.post(JOIN, &join.fields).await.must_be(303);
    let calls = meter.calls_of(&format!("POST {JOIN}"));
    let operations: Vec<&str> = calls.iter().map(|call| call.operation.as_str()).collect();
    assert_eq!(operations, ["UpdateItem", "UpdateItem", "TransactWriteItems"]);
}

#[tokio::test]
async fn offers_are_one_read_when_cold_and_the_same_for_everybody_so_that_the_cdn_may_keep_them() {
    let (meter, _guard) = Meter::listening();
    let portal = Portal::standing_at(OPEN).await;
    let mut stranger = portal.browser();
    let mut kari = portal.proving(KARI).await;
    for path in ["/api/offers", "/api/offers/facts"] {
        portal.running().app().reread_portal().await;
        meter.take();
        let page = stranger.get(path).await;
        let calls = meter.calls_of(&format!("GET {path}"));
        assert!(calls.len() == 1 && calls[0].operation == "GetItem", "{path}: {calls:?}");
        let hers = kari.get(path).await;
        assert_eq!(page.body, hers.body, "{path}");
        for headers in [&page.headers, &hers.headers] {
            assert_eq!(headers["cache-control"], "public, max-age=5", "{path}");
            assert!(
                !headers.contains_key("set-cookie") && !headers.contains_key("vary"),
                "{path}: {headers:?}"
            );
        }
    }
    assert_eq!(kari.get("/api/offers/mine").await.headers["cache-control"], "private, no-store");
}
