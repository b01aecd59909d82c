//! `terskel serve` as creators use it: data that stays, pages that follow their files, personas, imports.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use generator::cli::{self, Cli};
use generator::diagnostics::Colour;
use generator::serve::backstage::Data;
use generator::serve::{Options, start};

use crate::browser::Browser;
use crate::portal::{BEFORE, LESSON, OPEN, Portal, copy, sample, write};

fn kept(content: &Path, data: &Path, now: &str) -> Options {
    let now = Some(now.parse().expect("a local time"));
    Options { content: content.to_owned(), data: Data::Kept(data.to_owned()), port: 0, now, watch: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = start(kept(&sample(), folder.path(), BEFORE)).await.expect("a portal");
    let mut kari = Browser::new(first.url());
    let join = kari.open("/").await.form("/api/waitlist/join");
    kari.submit(&join.with("email", "kari@example.no").with("consent", "yes")).await.must_be(200);
    let mails = kari.open("/_terskel/mail/mails.json").await.body;
    first.stop().await;

    let second = start(kept(&sample(), folder.path(), BEFORE)).await.expect("a portal");
    let mut kari = Browser::new(second.url());
    assert_eq!(kari.open("/_terskel/mail/mails.json").await.body, mails);
    let token = mails.split("token=").nth(1).and_then(|rest| rest.get(..43)).expect("a token");
    let confirm = kari.open(&format!("/api/waitlist/confirm?token={token}")).await;
    kari.submit(&confirm.form("/api/waitlist/confirm")).await.must_be(200);
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_beside_a_running_portal_gives_students_their_price() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, list) = (folder.path().join("data"), folder.path().join("students.csv"));
    write(&list, "name,email\nKari,Kari@Example.no\nOla,not an address\n");
    let running = start(kept(&sample(), &data, OPEN)).await.expect("a portal");
    let arguments = [
        "terskel",
        "import",
        list.to_str().expect("a path"),
        "--audience",
        "students",
        "--basis",
        "bought a course",
        "--content",
        sample().to_str().expect("a path"),
        "--data",
        data.to_str().expect("a path"),
    ]
    .map(str::to_owned);
    let cli = Cli::try_parse_from(arguments).expect("a command");
    let code = tokio::task::spawn_blocking(move || cli::run(cli, Colour::None)).await.expect("an end");
    assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::SUCCESS));

    let mut kari = Browser::new(running.url());
    let sales = kari.open("/bli-medlem/").await;
    kari.submit(&sales.form("/api/offers/ask").with("email", "kari@example.no")).await.must_be(200);
    let mails = kari.open("/_terskel/mail/mails.json").await.body;
    let token = mails.split("token=").nth(1).and_then(|rest| rest.get(..43)).expect("a token");
    let open = kari.open(&format!("/api/offers/open?token={token}")).await;
    kari.submit(&open.form("/api/offers/open")).await.must_say("199 kr");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_file_is_seen_and_a_mistake_is_shown_until_it_is_put_right() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&sample(), folder.path());
    let data = tempfile::tempdir().expect("a folder");
    let options = Options { watch: true, ..kept(folder.path(), data.path(), BEFORE) };
    let running = start(options).await.expect("a portal");
    let mut creator = Browser::new(running.url());
    let page = folder.path().join("pages/om.md");
    let text = fs::read_to_string(&page).expect("a page");

    write(&page, &format!("{text}\nHelt nytt avsnitt.\n"));
    creator.open_when("/om/", |page| page.body.contains("Helt nytt avsnitt.")).await;
    write(&page, "---\ndescription: uten tittel\n---\n");
    let mistakes = creator.open_when("/om/", |page| page.status == 500).await;
    assert!(mistakes.body.contains("om.md:2:1"), "{}", mistakes.body);
    assert!(mistakes.body.contains("`title`"), "{}", mistakes.body);
    write(&page, &text);
    creator.open_when("/om/", |page| page.status == 200).await.must_not_say("Helt nytt avsnitt.");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_sees_the_portal_as_visitor_member_and_founder() {
    let portal = Portal::standing_at(OPEN).await;
    let mut creator = portal.browser();
    for (persona, status) in [("member", 200), ("founder", 200), ("visitor", 403)] {
        let fields = [("persona".to_owned(), persona.to_owned())].into();
        creator.post("/_terskel/persona", &fields).await.must_be(303);
        creator.open(LESSON).await.must_be(status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_is_moved_from_the_bar() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut creator = portal.browser();
    let bar = creator.open("/bli-medlem/").await.form("/_terskel/now");
    let sales = creator.submit(&bar.with("now", OPEN)).await;
    assert_eq!(sales.path, "/bli-medlem/");
    assert!(sales.has_form("/api/offers/ask"));
}
