//! Commands that reach into the data of a portal that is being served.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use domain::sale::SaleKind;
use domain::slug::Slug;
use functions::members::list;
use functions::settings::Secret;
use functions::setup::{Earnest, SetUpOutcome, set_up};
use generator::cli::{self, Cli};
use generator::diagnostics::Colour;
use generator::serve::Running;
use generator::serve::real_payments::{Account, Payments};
use serde_json::Value;

use crate::browser::Browser;
use crate::portal::{LESSON, OPEN, Portal, kept, pay_form, sample, write};

/// Runs `terskel` with these arguments on the data in this folder; how it ended.
async fn terskel(arguments: &[&str], data: &Path) -> String {
    let data = ["--data", data.to_str().expect("a path")];
    let arguments = ["terskel"].iter().chain(arguments).chain(&data);
    let cli = Cli::try_parse_from(arguments).expect("a command");
    let code = tokio::task::spawn_blocking(move || cli::run(cli, Colour::None)).await.expect("an end");
    format!("{code:?}")
}

fn success() -> String {
    format!("{:?}", ExitCode::SUCCESS)
}

fn refused() -> String {
    format!("{:?}", ExitCode::from(1))
}

async fn start(data: &Path) -> Running {
    generator::serve::start(kept(&sample(), data, OPEN)).await.expect("a portal")
}

/// A browser in which the bar's member is signed in.
async fn member(running: &Running) -> Browser {
    let mut browser = Browser::new(running.url());
    let persona = [("persona".to_owned(), "member".to_owned())].into();
    browser.post("/_terskel/persona", &persona).await.must_be(303);
    browser.open(LESSON).await.must_be(200);
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_keys_signs_nobody_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = start(folder.path()).await;
    let mut kari = member(&first).await;
    first.stop().await;
    assert_eq!(terskel(&["keys", "rotate"], folder.path()).await, success());

    let second = start(folder.path()).await;
    kari.move_to(second.url());
    let session = kari.cookies.remove("session").expect("a session");
    assert!(kari.cookies["pass"].starts_with("v1.k1."));
    kari.open(LESSON).await.must_be(200);
    kari.cookies.remove("pass");
    kari.cookies.insert("session".to_owned(), session);
    kari.open(LESSON).await.must_be(200);
    assert!(kari.cookies["pass"].starts_with("v1.k2."), "the new key signs");
    let old = kari.cookies["pass"].clone();
    second.stop().await;

    assert_eq!(terskel(&["keys", "rotate"], folder.path()).await, success());
    assert_eq!(terskel(&["keys", "rotate"], folder.path()).await, success());
    let third = start(folder.path()).await;
    kari.move_to(third.url());
    kari.cookies.remove("session");
    kari.cookies.insert("pass".to_owned(), old);
    kari.open(LESSON).await.must_be(403);
    third.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_withdraws_access_beside_a_running_portal() {
    let folder = tempfile::tempdir().expect("a folder");
    let running = start(folder.path()).await;
    let mut member = member(&running).await;
    let address = "member@tryout.example";
    for (deed, status) in [("revoke", 403), ("restore", 200), ("sign-out", 403)] {
        assert_eq!(terskel(&["members", deed, address], folder.path()).await, success());
        functions::sweep::sweep(running.app()).await.expect("a sweep");
        member.open(LESSON).await.must_be(status);
    }
    assert_ne!(terskel(&["members", "revoke", "nobody@example.no"], folder.path()).await, success());
    assert_ne!(terskel(&["members", "revoke", "nobody"], folder.path()).await, success());
    running.stop().await;
}

/// Imports a list with these lines into the sample portal's students; how it ended.
async fn import(lines: &str, options: &[&str], data: &Path) -> String {
    let list = data.with_extension("csv");
    write(&list, lines);
    let (list, content) = (list.to_str().expect("a path"), sample());
    let content = ["--content", content.to_str().expect("a path")];
    terskel(&[&["import", list, "--audience", "students"], &content[..], options].concat(), data).await
}

/// Those among the sample portal's students who may be written to.
async fn mailable(running: &Running) -> Vec<String> {
    let students = Slug::parse("students").expect("a name");
    let found = functions::import::mailable(running.app(), &students).await.expect("addresses");
    let mut found: Vec<String> = found.iter().map(|address| address.as_str().to_owned()).collect();
    found.sort();
    found
}

const BASIS: [&str; 2] = ["--basis", "bought course X"];
const MAY_MAIL: [&str; 3] = ["--basis", "bought course X", "--may-mail"];

#[tokio::test(flavor = "multi_thread")]
async fn an_import_beside_a_running_portal_gives_students_their_price() {
    for options in [&BASIS[..], &MAY_MAIL[..]] {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let running = start(&data).await;
        let lines = "name,email\nKari,Kari@Example.no\nOla,not an address\n";
        assert_eq!(import(lines, options, &data).await, success());

        let mut kari = Browser::new(running.url());
        let sales = kari.open("/bli-medlem/").await;
        kari.submit(&sales.form("/api/offers/ask").with("email", "kari@example.no")).await.must_be(200);
        let mails = kari.open("/_terskel/mail/mails.json").await.body.clone();
        let token = mails.split("token=").nth(1).and_then(|rest| rest.get(..43)).expect("a token");
        let open = kari.open(&format!("/api/offers/open?token={token}")).await;
        kari.submit(&open.form("/api/offers/open")).await.must_say("199 kr");
        running.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_be_written_to_stays_so_until_a_list_says_that_they_have_unsubscribed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let running = start(&data).await;
    let (kari, ola, liv) = ("kari@example.no", "ola@example.no", "liv@example.no");
    assert_eq!(import(&format!("{kari}\n"), &BASIS, &data).await, success());
    assert!(mailable(&running).await.is_empty(), "matching keeps no address");

    let list = format!("email,status\n{kari},active\n{ola},active\n{liv},unsubscribed\n");
    assert_eq!(import(&list, &MAY_MAIL, &data).await, success());
    assert_eq!(mailable(&running).await, [kari, ola]);
    assert_eq!(import(&list, &BASIS, &data).await, success());
    assert_eq!(mailable(&running).await, [kari, ola], "matching takes nothing away");
    assert_eq!(import(&list.replace("active", "cancelled"), &MAY_MAIL, &data).await, success());
    assert!(mailable(&running).await.is_empty());
    assert_eq!(import(&list, &MAY_MAIL, &data).await, success());
    assert_eq!(mailable(&running).await, [kari, ola]);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audience_is_walked_through_page_by_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let running = start(&data).await;
    let addresses: Vec<String> = (100..350).map(|row| format!("student.{row}@example.no")).collect();
    assert_eq!(import(&addresses.join("\n"), &MAY_MAIL, &data).await, success());
    assert_eq!(mailable(&running).await, addresses);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_hold_no_imported_address_that_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let running = start(&data).await;
    assert_eq!(import("email\nkari.hemmelig@example.no\n", &MAY_MAIL, &data).await, success());
    assert_eq!(mailable(&running).await, ["kari.hemmelig@example.no"]);
    running.stop().await;
    let files = fs::read_dir(&data).expect("the data").map(|file| file.expect("a file").path());
    let bytes: Vec<u8> =
        files.filter(|path| path.is_file()).flat_map(|path| fs::read(path).expect("bytes")).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("bought course X"), "the basis stands in the table");
    assert!(!holds("hemmelig"));
    // The same word within base64, wherever it begins.
    assert!(!["aGVtbWVsaW", "hlbW1lbGln", "oZW1tZWxpZ"].into_iter().any(holds));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_refused_without_an_audience_a_basis_or_an_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let list = folder.path().join("list.csv");
    write(&list, "kari@example.no\n");
    let refused = refused();
    assert_eq!(import("kari@example.no\n", &["--basis", " ", "--may-mail"], &data).await, refused);
    assert_eq!(import("email\nkari\n", &BASIS, &data).await, refused);
    let (list, content) = (list.to_str().expect("a path"), sample());
    let content = content.to_str().expect("a path");
    let unknown = ["import", list, "--audience", "pupils", "--basis", "x", "--content", content];
    assert_eq!(terskel(&unknown, &data).await, refused);
    assert!(!data.exists(), "nothing was written");
    let missing = ["import", "nowhere.csv", "--audience", "students", "--basis", "x", "--content", content];
    assert_eq!(terskel(&missing, &data).await, format!("{:?}", ExitCode::from(2)));
}

const KARI: &str = "kari@example.no";

/// The sample portal at the opening, with its data in this folder.
async fn portal(data: &Path) -> Portal {
    Portal::kept_in(data, OPEN, Payments::PayDesk).await
}

/// Moves the clock from the bar, so that commands stand at the same time.
async fn move_clock(portal: &Portal, now: &str) {
    let moved = [("now", now), ("back", "/")].map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    portal.browser().post("/_terskel/now", &moved).await.must_be(303);
}

/// Every member's address and number.
async fn members(portal: &Portal) -> Vec<(String, u32)> {
    let mut members = Vec::new();
    let each = |member: list::MemberCard| members.push((member.address.as_str().to_owned(), member.number));
    list::list(portal.running().app(), each).await.expect("members");
    members
}

/// Whether whoever has this address reads a lesson after signing in.
async fn reads(portal: &Portal, address: &str) -> bool {
    let mut browser = portal.signing_in(portal.browser(), address).await;
    browser.open(LESSON).await.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_a_creator_adds_is_told_and_gets_in_until_the_day_that_was_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path()).await;
    let add = ["members", "add", KARI, "--launch", "august", "--offer", "alle"];
    let wrong_offer = ["members", "add", KARI, "--launch", "august", "--offer", "ukjent"];
    assert_eq!(terskel(&wrong_offer, folder.path()).await, refused());
    for begun in ["2026-08-18", "2020-01-01"] {
        assert_eq!(terskel(&[&add[..], &["--until", begun]].concat(), folder.path()).await, refused());
    }
    assert!(members(&portal).await.is_empty(), "nothing was written");

    assert_eq!(terskel(&[&add[..], &["--until", "2026-08-20"]].concat(), folder.path()).await, success());
    move_clock(&portal, "2026-08-19T23:59").await;
    assert_eq!(portal.mails_to(KARI).await.len(), 1, "she is told");
    let mut kari = portal.signing_in(portal.browser(), KARI).await;
    kari.open(LESSON).await.must_be(200);
    assert_eq!(terskel(&add, folder.path()).await, refused(), "she is one already");
    move_clock(&portal, "2026-08-20T00:00").await;
    kari.open(LESSON).await.must_be(403);
    assert_eq!(terskel(&add, folder.path()).await, success(), "for good");
    move_clock(&portal, "2036-08-20T00:00").await;
    assert!(reads(&portal, KARI).await);
    assert_eq!(members(&portal).await, [(KARI.to_owned(), 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_keeps_everything_under_another_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path()).await;
    let (mut kari, ola, new) = (portal.signed_in(KARI).await, "ola@example.no", "kari@ny.example");
    portal.founder(ola).await;
    assert_eq!(terskel(&["members", "change-address", KARI, ola], folder.path()).await, refused());
    assert_eq!(
        terskel(&["members", "change-address", "nobody@example.no", new], folder.path()).await,
        refused()
    );
    assert_eq!(terskel(&["members", "change-address", KARI, "kari"], folder.path()).await, refused());
    assert_eq!(terskel(&["members", "change-address", KARI, new], folder.path()).await, success());
    portal.stand_at("2026-08-18T12:05").await;
    kari.open(LESSON).await.must_be(200);
    assert!(reads(&portal, new).await);
    assert!(members(&portal).await.contains(&(new.to_owned(), 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_member_is_nobody_and_the_books_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path()).await;
    let mut kari = portal.signed_in(KARI).await;
    portal.stand_at("2026-08-18T12:05").await;
    for list in [
        &["members", "list"][..],
        &["members", "list", "--csv"],
        &["members", "export"],
        &["sales"],
        &["feedback"],
        &["feedback", "--json", "--since", "2026-08-01"],
    ] {
        assert_eq!(terskel(list, folder.path()).await, success(), "{list:?}");
    }
    assert_eq!(terskel(&["members", "export", KARI], folder.path()).await, success());

    assert_eq!(terskel(&["members", "erase", KARI, "--yes"], folder.path()).await, success());
    portal.stand_at("2026-08-18T12:10").await;
    kari.open(LESSON).await.must_be(403);
    assert_eq!(terskel(&["members", "export", KARI], folder.path()).await, refused(), "nothing is known");
    assert_eq!(terskel(&["members", "erase", KARI, "--yes"], folder.path()).await, refused());
    let app = portal.running().app();
    let sales = list::sales(app, 2026).await.expect("sales");
    assert_eq!(
        sales.iter().map(|(number, sale)| (*number, sale.kind)).collect::<Vec<_>>(),
        [(1, SaleKind::Sale)]
    );
    let promises = list::promises(app).await.expect("promises");
    assert_eq!(promises.len(), 1);
    assert!(!promises[0].address.as_str().contains("kari"));
    assert_eq!(terskel(&["sales", "--year", "2025"], folder.path()).await, success());
}

/// What became of each thing that selling needs, if it were set up now.
async fn to_be_set_up(portal: &Portal) -> Vec<SetUpOutcome> {
    let report = set_up(portal.running().app(), None, Earnest::DryRun).await.expect("a report");
    report.things.into_iter().map(|thing| thing.outcome).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_are_set_up_at_the_pay_desk_of_a_portal_that_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path()).await;
    assert_eq!(terskel(&["payments", "sync", "--dry-run"], folder.path()).await, success());
    assert!(to_be_set_up(&portal).await.iter().all(|outcome| *outcome == SetUpOutcome::Wanted));
    for _ in 0..2 {
        assert_eq!(terskel(&["payments", "sync"], folder.path()).await, success());
        let outcomes = to_be_set_up(&portal).await;
        assert_eq!(outcomes.len(), 7, "three offers, and the page for cards");
        assert!(outcomes.iter().all(|outcome| *outcome == SetUpOutcome::Found), "{outcomes:?}");
    }
    let webhooks = ["payments", "sync", "--webhooks", "https://tydelig.example/api/payments/webhook"];
    assert_eq!(terskel(&webhooks, folder.path()).await, success());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_pay_desk_payments_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in [&["payments", "sync", "--dry-run"][..], &["payments", "reconcile"]] {
        assert_eq!(terskel(command, &folder.path().join("nowhere")).await, refused(), "{command:?}");
    }
    start(folder.path()).await.stop().await;
    for command in [&["payments", "sync", "--dry-run"][..], &["payments", "reconcile"]] {
        assert_eq!(terskel(command, folder.path()).await, refused(), "{command:?}");
    }
}

#[test]
fn what_contradicts_itself_is_no_command() {
    let nonsense: [&[&str]; 5] = [
        &["payments", "sync", "--live"],
        &["payments", "reconcile", "--live"],
        &["payments", "sync", "--no-webhooks", "--webhooks", "https://tydelig.example/"],
        &["serve", "--real-payments", "--now", "2026-08-17T09:00"],
        &["members", "add", KARI, "--launch", "august", "--offer", "alle", "--until", "tomorrow"],
    ];
    for command in nonsense {
        assert!(Cli::try_parse_from([&["terskel"], command].concat()).is_err(), "{command:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_no_webhook_told_of_is_found_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path()).await;
    let (mut kari, desk) = portal.ordered(KARI).await;
    let hold = [("hold".to_owned(), "yes".to_owned())].into();
    kari.post(&format!("{}/desk/webhooks", portal.pay_desk_url()), &hold).await.must_be(303);
    let form = pay_form(&desk, portal.pay_desk_url());
    kari.post(&form.action, &form.fields).await.must_be(303);
    assert!(members(&portal).await.is_empty(), "nobody has heard of it");
    assert_eq!(terskel(&["payments", "reconcile"], folder.path()).await, success());
    assert_eq!(members(&portal).await, [(KARI.to_owned(), 1)]);
    assert_eq!(terskel(&["payments", "reconcile", "--everything"], folder.path()).await, success());
    assert!(reads(&portal, KARI).await);
}

/// The account at the pay desk of the portal with its data in this folder.
fn account_at(portal: &Portal, data: &Path) -> Account {
    let secrets = fs::read_to_string(data.join("secrets.json")).expect("secrets");
    let secrets: Value = serde_json::from_str(&secrets).expect("JSON");
    let secret = |name: &str| Secret::new(secrets[name].as_str().expect(name).to_owned());
    Account {
        url: portal.pay_desk_url().to_owned(),
        key: secret("payments_key"),
        webhook_secrets: vec![secret("webhook_secret")],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_real_payments_the_money_is_taken_elsewhere() {
    let [provider_data, data] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let provider = portal(provider_data.path()).await;
    let account = account_at(&provider, provider_data.path());
    let portal = Portal::kept_in(data.path(), OPEN, Payments::Real(account)).await;
    assert_eq!(portal.pay_desk_url(), provider.pay_desk_url());

    let mut kari = portal.signed_in(KARI).await;
    kari.open(LESSON).await.must_be(200);
    assert!(members(&provider).await.is_empty());
    let headers = kari.get("/").await.headers.clone();
    let policy = headers["content-security-policy"].to_str().expect("ASCII");
    let named = "form-action 'self' https://checkout.stripe.com https://billing.stripe.com;";
    assert!(policy.contains(named), "{policy}");

    let moved = [("now".to_owned(), OPEN.to_owned()), ("back".to_owned(), "/".to_owned())].into();
    let answer = kari.post("/_terskel/now", &moved).await;
    answer.must_be(400);
    assert!(answer.body.contains("with real payments the clock cannot be moved"), "{}", answer.body);
    let desk = ["payments", "reconcile"];
    assert_eq!(terskel(&desk, data.path()).await, refused(), "it has no pay desk of its own");
}
