//! `terskel serve` as creators use it: data that stays, pages that follow their files, personas, imports.

use std::fs;

use domain::address::EmailAddress;
use functions::tryout::become_founder;
use generator::load::Sources;
use generator::serve::{Options, start};

use crate::browser::Browser;
use crate::page::Page;
use crate::portal::{BEFORE, LESSON, OPEN, Portal, copy, kept, sample, write};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = start(kept(&sample(), folder.path(), BEFORE)).await.expect("a portal");
    let mut kari = Browser::new(first.url());
    let join = kari.open("/").await.form("/api/waitlist/join");
    kari.submit(&join.with("email", "kari@example.no").with("consent", "yes")).await.must_be(200);
    let mails = kari.open("/_terskel/mail/mails.json").await.body.clone();
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
async fn the_gate_of_a_portal_that_is_started_again_is_told_what_the_first_one_knew() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = start(kept(&sample(), folder.path(), OPEN)).await.expect("a portal");
    let address = EmailAddress::parse("kari@example.no").expect("an address");
    let entered = become_founder(first.app(), &address).await.expect("a founder");
    first.stop().await;

    let second = start(kept(&sample(), folder.path(), OPEN)).await.expect("a portal");
    let mut kari = Browser::new(second.url());
    kari.keep_cookies(entered.headers());
    kari.open(LESSON).await.must_be(200);
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_shown_to_who_asks_for_them() {
    let content = tempfile::tempdir().expect("a folder");
    copy(&sample(), content.path());
    let draft = "---\ntitle: Planen\ndescription: Kommer.\ndraft: true\n---\nDette kommer.\n";
    write(&content.path().join("pages/plan.md"), draft);
    for drafts in [true, false] {
        let data = tempfile::tempdir().expect("a folder");
        let options = kept(content.path(), data.path(), BEFORE);
        let sources = Sources { drafts, ..options.sources };
        let running = start(Options { sources, ..options }).await.expect("a portal");
        let mut creator = Browser::new(running.url());
        let page = creator.open("/plan/").await;
        if drafts {
            page.must_be(200);
            assert!(page.body.contains("Utkast: Planen"), "{}", page.body);
        } else {
            page.must_be(404);
        }
        running.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_file_is_seen_and_a_mistake_is_shown_until_it_is_put_right() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&sample(), folder.path());
    let data = tempfile::tempdir().expect("a folder");
    let options = Options { by_itself: true, ..kept(folder.path(), data.path(), BEFORE) };
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
async fn a_changed_theme_is_seen_and_its_mistake_is_shown_until_it_is_put_right() {
    let (folder, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let content = folder.path().join("content");
    copy(&sample(), &content);
    let options = Options { by_itself: true, ..kept(&content, data.path(), BEFORE) };
    let running = start(options).await.expect("a portal");
    let mut creator = Browser::new(running.url());
    let theme = folder.path().join("themes");
    fs::create_dir_all(theme.join("i18n")).expect("a folder");
    fs::create_dir_all(theme.join("templates")).expect("a folder");
    let (words, page) = (theme.join("i18n/nb.ftl"), theme.join("templates/page.html"));

    write(&words, "waitlist-submit = Hold av en stol\n");
    creator.open_when("/", |page| page.body.contains("Hold av en stol")).await;
    write(&page, "{% extends \"base.html\" %}{% block main %}Min mal{% endblock main %}");
    creator.open_when("/om/", |page| page.body.contains("Min mal")).await;
    write(&page, "{% block main %}");
    let mistakes = creator.open_when("/om/", |page| page.status == 500).await;
    assert!(mistakes.body.contains("page.html:1:"), "{}", mistakes.body);
    fs::rename(&theme, folder.path().join("elsewhere")).expect("a folder");
    creator.open_when("/om/", |page| page.status == 200).await.must_not_say("Min mal");
    creator.open("/").await.must_not_say("Hold av en stol");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_without_members_has_no_functions() {
    let (folder, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("pages")).expect("a folder");
    let site = "title: Bok\ntagline: En bok.\nlang: nb\nurl: https://example.no\ntime_zone: Europe/Oslo\nmembers: false\nmenu: []\nfooter: []\n\
                seller:\n  name: Marte Vik\n  email: post@example.no\n";
    write(&content.join("site.yaml"), site);
    write(&content.join("pages/index.md"), "---\ntitle: Bok\ndescription: En bok.\n---\nLes.\n");
    let running = start(kept(&content, data.path(), BEFORE)).await.expect("a portal");
    let mut reader = Browser::new(running.url());
    reader.open("/").await.must_be(200);
    for path in ["/api/offers", "/api/waitlist/sent", "/api/account", "/medlem/"] {
        reader.open(path).await.must_be(404).must_say("Vi finner ikke siden");
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_begins_with_a_mistake_is_served_once_it_is_put_right() {
    let (folder, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    copy(&sample(), folder.path());
    let site = folder.path().join("site.yaml");
    let text = fs::read_to_string(&site).expect("a file");
    write(&site, "title: [");
    let options = Options { by_itself: true, ..kept(folder.path(), data.path(), BEFORE) };
    let running = start(options).await.expect("a portal");
    let mut creator = Browser::new(running.url());
    let mistakes = creator.open("/").await;
    mistakes.must_be(500).must_say("Mistakes to put right").must_say("site.yaml:1:");
    creator.open("/api/offers").await.must_be(503).must_say("site.yaml:1:");

    write(&site, &text);
    creator.open_when("/", |page| page.status == 200).await;
    creator.open("/api/offers").await.must_be(200);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_that_the_clocks_skip_is_not_stood_at() {
    let data = tempfile::tempdir().expect("a folder");
    let Err(failure) = start(kept(&sample(), data.path(), "2026-03-29T02:30")).await else {
        panic!("a portal at a time that never was")
    };
    assert_eq!(failure.exit_code(), 1);
    let expected = "error: `2026-03-29T02:30` does not happen in `Europe/Oslo`\n--> --now\n = help: the clocks go \
                    forward then: write a time at least an hour away\n\n";
    assert_eq!(failure.to_string(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bar_says_who_one_is_and_leads_to_each_stage() {
    let portal = Portal::standing_at(BEFORE).await;
    let mut creator = portal.browser();
    let pressed = |name: &str| format!("value=\"{name}\" aria-pressed=\"true\"");
    let first = creator.open("/").await;
    assert!(first.body.contains(&pressed("visitor")), "{}", first.body);
    assert!(first.body.contains("<button name=\"now\" value=\"2026-08-17T09:00\">"), "{}", first.body);
    creator
        .post("/_terskel/persona", &[("persona".to_owned(), "founder".to_owned())].into())
        .await
        .must_be(303);
    let then = creator.open("/").await;
    assert!(then.body.contains(&pressed("founder")) && !then.body.contains(&pressed("visitor")));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_is_kept_as_long_as_it_may_be() {
    let portal = Portal::standing_at(OPEN).await;
    let mut kari = portal.signed_in("kari@example.no").await;
    let landing = kari.open("/").await.body.clone();
    let style = landing.split("href=\"").find(|rest| rest.starts_with("/assets/style")).expect("a style");
    let style = style.split('"').next().expect("an address").to_owned();
    let asked = [
        ("/", "max-age=0, must-revalidate, s-maxage=86400"),
        (LESSON, "private, no-store"),
        (style.as_str(), "public, max-age=31536000, immutable"),
        ("/assets/missing.css", "no-cache"),
        ("/medlem/1-ro-i-kroppen/2026-08/missing.pdf", "no-cache"),
        ("/api/access/locked", "private, no-store"),
    ];
    for (path, caching) in asked {
        let headers = kari.get(path).await.headers.clone();
        assert_eq!(headers["cache-control"], caching, "{path}");
        assert!(
            headers["content-security-policy"].to_str().expect("ASCII").starts_with("default-src 'none'")
        );
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
    }
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

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_is_out_once_the_clock_is_moved_to_its_day() {
    let lesson = "---\ntitle: Til slutt\nrelease: 2026-08-20\n---\nDette er det siste.\n";
    let file = ("levels/1-ro-i-kroppen/2026-08/05-til-slutt.md", lesson);
    let portal = Portal::with_files(OPEN, &[file]).await;
    let mut creator = portal.browser();
    creator
        .post("/_terskel/persona", &[("persona".to_owned(), "founder".to_owned())].into())
        .await
        .must_be(303);
    let month = "/medlem/1-ro-i-kroppen/2026-08/";
    let waiting = format!("{month}til-slutt/");
    let list = creator.open(month).await;
    assert!(list.body.contains("Kommer 20.\u{a0}august") && !list.body.contains(&waiting));
    creator.open(&waiting).await.must_be(404);
    let bar = creator.open(month).await.form("/_terskel/now");
    let list = creator.submit(&bar.with("now", "2026-08-20T00:00")).await;
    assert!(list.body.contains(&waiting));
    creator.open(&waiting).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_in_two_languages_is_behind_the_gate_in_both() {
    let site = fs::read_to_string(sample().join("site.yaml")).expect("the settings");
    let site = site.replace("\nlang: nb\n", "\nlang: nb\nlanguages: [nb, en]\n");
    let front = fs::read_to_string(sample().join("pages/index.md")).expect("the front page");
    let lesson = "---\ntitle: Four calm breaths\n---\nBreathe out first.\n";
    let files = [
        ("site.yaml", site.as_str()),
        ("pages/index.en.md", front.as_str()),
        ("levels/1-ro-i-kroppen/2026-08/01-fire-rolige-pust.en.md", lesson),
    ];
    let portal = Portal::with_files(OPEN, &files).await;
    let mut creator = portal.browser();
    let page = creator.open("/en/").await;
    assert!(page.body.contains("<html lang=\"en\">") && page.body.contains("Første runde"));
    let translated = "/medlem/1-ro-i-kroppen/2026-08/en/fire-rolige-pust/";
    creator.open(translated).await.must_be(403);
    creator
        .post("/_terskel/persona", &[("persona".to_owned(), "founder".to_owned())].into())
        .await
        .must_be(303);
    assert!(creator.open(translated).await.body.contains("Breathe out first."));
    assert!(creator.open(LESSON).await.body.contains("hreflang=\"en\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_lets_frames_in_from_the_hosts_of_the_videos_that_were_saved_last() {
    let (folder, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    copy(&sample(), folder.path());
    let options = Options { by_itself: true, ..kept(folder.path(), data.path(), BEFORE) };
    let running = start(options).await.expect("a portal");
    let mut creator = Browser::new(running.url());
    let frames = |page: &Page| {
        let policy = page.headers["content-security-policy"].to_str().expect("a policy");
        policy.split("; ").find_map(|rule| rule.strip_prefix("frame-src ")).map(str::to_owned)
    };
    assert_eq!(frames(&creator.open("/om/").await), None);
    let video =
        "---\ntitle: Om\ndescription: Oss.\n---\n```video\ntitle: A\nvimeo: 123456789\ncaptions: true\n```\n";
    write(&folder.path().join("pages/om.md"), video);
    let page = creator.open_when("/om/", |page| page.body.contains("<iframe")).await;
    assert_eq!(frames(&page).as_deref(), Some("https://player.vimeo.com"));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn served_bare_a_page_is_answered_without_the_bar() {
    let data = tempfile::tempdir().expect("a folder");
    for bare in [false, true] {
        let options = Options { bare, ..kept(&sample(), data.path(), BEFORE) };
        let running = start(options).await.expect("a portal");
        let page = Browser::new(running.url()).open("/om/").await;
        page.must_be(200);
        assert_eq!(page.body.contains("terskel-bar"), !bare, "{}", page.body);
        running.stop().await;
    }
}
