//! Commands that reach into the data of a portal that is being served.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
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

#[tokio::test(flavor = "multi_thread")]
async fn an_import_beside_a_running_portal_gives_students_their_price() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, list) = (folder.path().join("data"), folder.path().join("students.csv"));
    write(&list, "name,email\nKari,Kari@Example.no\nOla,not an address\n");
    let running = start(&data).await;
    let (list, content) = (list.to_str().expect("a path"), sample());
    let content = content.to_str().expect("a path");
    let import =
        ["import", list, "--audience", "students", "--basis", "bought a course", "--content", content];
    assert_eq!(terskel(&import, &data).await, success());

    let mut kari = Browser::new(running.url());
    let sales = kari.open("/bli-medlem/").await;
    kari.submit(&sales.form("/api/offers/ask").with("email", "kari@example.no")).await.must_be(200);
    let mails = kari.open("/_terskel/mail/mails.json").await.body.clone();
    let token = mails.split("token=").nth(1).and_then(|rest| rest.get(..43)).expect("a token");
    let open = kari.open(&format!("/api/offers/open?token={token}")).await;
    kari.submit(&open.form("/api/offers/open")).await.must_say("199 kr");
    running.stop().await;
}
