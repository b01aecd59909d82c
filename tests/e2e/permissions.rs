//! Who does what with which kind of row: what each function's role must allow at the table, and nothing else.
//!
//! Between the functions and the table stands a port of ours, which reads from each call's signature who calls: in
//! `serve` each function signs under its own name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex};

use domain::membership::MembershipState::Ended;
use functions::announce::told;
use functions::reconcile::{by_itself, holds_unresolved};
use functions::sweep::sweep;
use generator::serve::backstage::Ports;
use hyper::HeaderMap;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::cost::Walk;
use crate::faults::port::{Call, forward, open, told as refusal};
use crate::meter::Meter;
use crate::money::desk::Desk;
use crate::portal::{BEFORE, LESSON, Portal, pay_form};
use crate::template::{Template, texts};

/// One thing that somebody does with the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Deed {
    /// As a policy names it: `GetItem`. What a transaction does is allowed action by action.
    pub action: String,
    /// `table`, or the index's name.
    pub place: &'static str,
    /// What the key begins with: `hold#` in the table, `hold` or `audience:` in the index.
    pub leading: String,
}

/// What everybody did, by their names. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deeds(Arc<Mutex<BTreeMap<String, BTreeSet<Deed>>>>);

impl Deeds {
    /// The ports, of which that of the table notes who does what, and refuses as AWS does what the caller's role in the
    /// template does not allow.
    pub(crate) async fn noted(&self, ports: Ports) -> Ports {
        static ALLOWED: LazyLock<BTreeMap<String, Vec<Deed>>> = LazyLock::new(allowed);
        let table = ports.table.clone().expect("a table that is not at AWS");
        let (client, deeds) = (reqwest::Client::new(), self.clone());
        let port = open(move |call| {
            let (client, table) = (client.clone(), table.clone());
            let refused = deeds.note(&call, &ALLOWED);
            async move {
                match refused {
                    Some(words) => Some(refusal(400, "AccessDeniedException", &json!({ "message": words }))),
                    None => Some(forward(&client, &table, call).await),
                }
            }
        });
        Ports { table: Some(port.await), ..ports }
    }

    /// Why the call is refused, if it is. Commands and tests have no role, and may do everything.
    fn note(&self, call: &Call, allowed: &BTreeMap<String, Vec<Deed>>) -> Option<String> {
        let asked: Value = serde_json::from_slice(&call.body).expect("JSON");
        let (caller, deeds) = (caller(&call.headers), deeds(&operation(&call.headers), &asked));
        let role = allowed.get(&caller);
        let forbidden = deeds.iter().find(|deed| role.is_some_and(|role| !role.contains(deed)));
        let refused = forbidden.map(|deed| format!("the role of {caller} does not allow {deed:?}"));
        self.0.lock().expect("deeds").entry(caller).or_default().extend(deeds);
        refused
    }

    /// What each of them did.
    pub(crate) fn all(&self) -> BTreeMap<String, BTreeSet<Deed>> {
        self.0.lock().expect("deeds").clone()
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).expect(name).to_str().expect("ASCII")
}

/// Whose access key signs the call.
fn caller(headers: &HeaderMap) -> String {
    let signed = header(headers, "authorization");
    let id = signed.split("Credential=").nth(1).and_then(|rest| rest.split('/').next());
    id.expect("a signature").to_owned()
}

fn operation(headers: &HeaderMap) -> String {
    header(headers, "x-amz-target").rsplit('.').next().unwrap_or_default().to_owned()
}

/// What a call does, action by action.
fn deeds(operation: &str, asked: &Value) -> Vec<Deed> {
    match operation {
        "GetItem" | "UpdateItem" => vec![in_table(operation, &asked["Key"])],
        "Query" => vec![queried(asked)],
        // The tests themselves make tables and take them away.
        "CreateTable" | "DeleteTable" | "DescribeTable" => Vec::new(),
        "TransactWriteItems" => {
            asked["TransactItems"].as_array().expect("items").iter().map(written).collect()
        }
        other => panic!("nothing that is asked for may {other}"),
    }
}

fn in_table(action: &str, key: &Value) -> Deed {
    Deed { action: action.to_owned(), place: "table", leading: leading(text(&key["pk"]), '#') }
}

fn queried(asked: &Value) -> Deed {
    let values = &asked["ExpressionAttributeValues"];
    let action = "Query".to_owned();
    if asked["IndexName"].is_null() {
        return Deed { action, place: "table", leading: leading(text(&values[":pk"]), '#') };
    }
    assert_eq!(asked["IndexName"], "due");
    Deed { action, place: "due", leading: leading(text(&values[":kind"]), ':') }
}

fn written(item: &Value) -> Deed {
    let (kind, write) = item.as_object().and_then(|item| item.iter().next()).expect("a write");
    match kind.as_str() {
        "Put" => in_table("PutItem", &write["Item"]),
        "Update" => in_table("UpdateItem", &write["Key"]),
        "Delete" => in_table("DeleteItem", &write["Key"]),
        other => panic!("nothing that is asked for may {other}"),
    }
}

fn text(value: &Value) -> &str {
    value["S"].as_str().expect("a text")
}

/// `key` up to `mark`, and with it; all of it without one.
fn leading(key: &str, mark: char) -> String {
    key.split_once(mark).map_or_else(|| key.to_owned(), |(kind, _)| format!("{kind}{mark}"))
}

/// As a list to read: for each caller and kind of row what they do with it.
fn list(all: &BTreeMap<String, BTreeSet<Deed>>) -> String {
    let mut text = String::new();
    for (caller, deeds) in all {
        let mut kinds: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for deed in deeds {
            kinds.entry((deed.place, &deed.leading)).or_default().push(&deed.action);
        }
        writeln!(text, "{caller}").expect("a text");
        for ((place, leading), actions) in kinds {
            writeln!(text, "  {place} {leading}: {}", actions.join(", ")).expect("a text");
        }
    }
    text
}

/// What only a function that is cold does: each reads the portal for itself, and `serve` keeps one for all.
async fn cold(portal: &Portal, page: &str) {
    portal.running().app().reread_portal().await;
    portal.browser().get(page).await;
}

/// Who joins and confirms is told, though not twice; somebody's mailbox does not exist, and somebody leaves.
async fn announcing(portal: &Portal) {
    portal.waiting("anna@example.no").await;
    portal.following("anna@example.no", "/api/waitlist/confirm").await;
    portal.import_to_mail("students", "nils@example.no").await;
    portal.running().app().reread_portal().await;
    portal.stand_at("2026-08-17T09:00").await;
    portal.stand_at("2026-08-17T09:15").await;
    let gone = json!({ "launch": ["august"], "occasion": ["opening"], "to": ["nobody"] });
    let detail = json!({
        "eventType": "Bounce", "bounce": { "bounceType": "Permanent" }, "mail": { "tags": gone },
    });
    let announce = portal.running().app().acting_as("announce");
    told(&announce, &json!({ "detail": detail }).to_string()).await.expect("an event");
    portal.following("nils@example.no", "/api/waitlist/leave").await;
    portal.stand_at(BEFORE).await;
}

/// Those who hold a seat and do not pay, pay unheard, too late, or twice.
async fn dawdling(portal: &Portal) {
    let mut desk = Desk::of(portal);
    desk.lose_webhooks(6).await;
    let (mut per, offers) = portal.proven("per@example.no").await;
    per.submit(&offers.form("/api/checkout/hold")).await.must_be(200);
    let (mut lars, late) = portal.ordered("lars@example.no").await;
    let (mut mina, unheard) = portal.ordered("mina@example.no").await;
    let form = pay_form(&unheard, portal.pay_desk_url());
    mina.post(&form.action, &form.fields).await;
    portal.clock_on(SignedDuration::from_mins(46));
    portal.running().app().reread_portal().await;
    sweep(portal.running().app()).await.expect("a sweep");
    let action = late.path.strip_prefix(portal.pay_desk_url()).expect("the pay desk").to_owned();
    lars.post(&format!("{}{action}?late=1", portal.pay_desk_url()), &BTreeMap::new()).await;
    portal.clock_on(SignedDuration::from_hours(25));
    sweep(portal.running().app()).await.expect("a sweep");
}

/// Whose money goes back, is disputed, or fails to come; who ends it, and comes back.
async fn regretting(portal: &Portal) {
    let mut desk = Desk::of(portal);
    for (address, button) in [("eva@example.no", "refund"), ("ole@example.no", "dispute")] {
        portal.signed_in(address).await;
        let books = desk.books().await;
        let payment = books["payments"].as_array().expect("payments").last().expect("a payment");
        let path = format!("/desk/payments/{}/{button}", payment["id"].as_str().expect("an id"));
        desk.press(&path, &[]).await;
    }
    let mut ida = portal.signed_in("ida@example.no").await;
    portal.let_stand("ida@example.no", Ended, "2026-08-19T15:00").await;
    for page in [&format!("/api/access/refresh?next={LESSON}"), "/api/account", "/api/offers/mine"] {
        ida.get(page).await;
    }
    // An errand that fails waits.
    let plan = [("path", "/v1/refunds"), ("method", "POST"), ("fate", "not-done"), ("times", "3")];
    desk.press("/desk/calls", &plan).await;
    let mut jon = portal.signed_in("jon@example.no").await;
    let confirm = jon.open("/api/account/withdraw/confirm").await;
    jon.submit(&confirm.form("/api/account/withdraw/confirm")).await.must_be(200);
}

/// What happens by itself: the nightly comparison, in the month after too.
async fn by_night(portal: &Portal) {
    let reconciler = portal.running().app().acting_as("reconciler");
    for night in ["2026-08-20T03:15", "2026-09-20T03:15"] {
        portal.clock_at(night);
        portal.running().app().reread_portal().await;
        by_itself(&reconciler).await.expect("a comparison");
        portal.stand_at(night).await;
    }
    assert_eq!(holds_unresolved(&reconciler).await.expect("a count"), 0);
}

/// The ports as they are; or, where `TERSKEL_TEST_POLICIES` is set, with a table that keeps every function to its role.
#[expect(clippy::disallowed_methods, reason = "a switch of the tests")]
pub(crate) async fn kept_to_roles_if_wished(ports: Ports) -> Ports {
    if std::env::var_os("TERSKEL_TEST_POLICIES").is_none() {
        return ports;
    }
    Deeds::default().noted(ports).await
}

/// What each function's role in the template allows, by the function's name.
fn allowed() -> BTreeMap<String, Vec<Deed>> {
    let template = Template::read();
    let mut allowed: BTreeMap<String, Vec<Deed>> = BTreeMap::new();
    for (role, statement) in template.statements() {
        let function = role.trim_end_matches("Role").to_lowercase();
        let keys = texts(&statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]);
        let is_index = texts(&statement["Resource"]).iter().all(|resource| resource.ends_with("/index/due"));
        let place = if is_index { "due" } else { "table" };
        for action in texts(&statement["Action"]).iter().filter_map(|action| action.strip_prefix("dynamodb:"))
        {
            let deeds = keys.iter().map(|key| Deed {
                action: action.to_owned(),
                place,
                leading: key.trim_end_matches('*').to_owned(),
            });
            allowed.entry(function.clone()).or_default().extend(deeds);
        }
    }
    allowed
}

/// Prints who does what: `cargo test -p tests who_does_what -- --nocapture`
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the roles are written from this list")]
async fn who_does_what_at_the_table() {
    let (meter, guard) = Meter::listening();
    // What is under way at the end goes with the runtime, and must still find its spans.
    std::mem::forget(guard);
    let deeds = Deeds::default();
    let portal = Portal::through(BEFORE, async |ports| deeds.noted(ports).await).await;
    announcing(&portal).await;
    let mut walk = Walk::through(portal, meter);
    walk.all().await;
    let portal = &walk.portal;
    for page in [
        "/api/waitlist/sent",
        "/api/offers",
        "/api/checkout/gave-up",
        "/api/payments/nothing",
        "/api/access/locked",
        "/api/account/withdraw",
        "/api/members/nothing",
    ] {
        cold(portal, page).await;
    }
    dawdling(portal).await;
    regretting(portal).await;
    by_night(portal).await;
    // Each waits until what was written before has been followed up.
    for _ in 0..10 {
        portal.browser().get("/api/waitlist/sent").await;
    }
    let all = deeds.all();
    println!("{}", list(&all));
    for (function, role) in allowed() {
        let did = all.get(&function).cloned().unwrap_or_default();
        let idle: Vec<&Deed> = role.iter().filter(|deed| !did.contains(deed)).collect();
        println!("{function} may too: {idle:?}");
    }
}
