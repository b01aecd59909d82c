//! Commands that reach into the data of a portal that is being served.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use domain::slug::Slug;
use generator::cli::{self, Cli};
use generator::diagnostics::Colour;
use generator::serve::Running;

use crate::browser::Browser;
use crate::portal::{LESSON, OPEN, kept, sample, write};

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
    let refused = format!("{:?}", ExitCode::from(1));
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
