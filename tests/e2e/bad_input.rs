//! What strangers put into forms: refused with words or answered as always, and nothing is kept that was not asked for.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use reqwest::Method;

use crate::browser::Browser;
use crate::elsewhere;
use crate::page::Page;
use crate::portal::{BEFORE, OPEN, Portal, launch};
use crate::rows::{kinds, rows};

const KARI: &str = "kari@example.no";
const JOIN: &str = "/api/waitlist/join";
const ASK: &str = "/api/offers/ask";
const LINK: &str = "/api/access/link";
const WITHDRAW: &str = "/api/account/withdraw";
const HOLD: &str = "/api/checkout/hold";

/// Every form that takes an address.
const FORMS: [&str; 4] = [JOIN, ASK, LINK, WITHDRAW];

const FORM: &str = "application/x-www-form-urlencoded";

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn asking(address: &str) -> BTreeMap<String, String> {
    fields(&[("email", address), ("consent", "yes")])
}

async fn post_raw(browser: &mut Browser, path: &str, kind: &str, body: &[u8]) -> Page {
    let body = body.to_vec();
    browser.send(Method::POST, path, |request| request.header("Content-Type", kind).body(body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_address_is_refused_with_words_that_fit_and_nothing_is_kept() {
    let portal = Portal::standing_at(OPEN).await;
    let mut visitor = portal.browser();
    let (odd, hidden) = ("tegn der det ikke kan stå", "et tegn som ikke vises");
    let (two, unfinished, long) = ("mer enn én @", "stemmer ikke etter @", "for lang");
    for (typed, words) in [
        ("ka\0ri@example.no", odd),
        ("kari@example.no\0", odd),
        ("\u{202e}kari@example.no", hidden),
        ("kari\u{2066}@example.no", hidden),
        ("kari@exam\u{200b}ple.no", hidden),
        ("kari@exam\u{ad}ple.no", hidden),
        ("kari@example.no\u{feff}", hidden),
        ("kari@@example.no", two),
        ("kari@example.no@example.com", two),
        ("kåre@example.no", odd),
        ("\u{212a}ari@example.no", odd),
        ("\"kari nordmann\"@example.no", odd),
        ("kari.@example.no", odd),
        ("kari@example.no.", unfinished),
        ("kari@10.0.0.10", unfinished),
        ("kari@[10.0.0.10]", odd),
        ("kari@example.no\r\nBcc: ola@example.no", odd),
        ("kari@example.no\nSubject: x", odd),
        ("Kari <kari@example.no>", odd),
        ("kari@example.no, ola@example.no", two),
        ("kari@ ", "slutter ved @"),
        (&format!("kari@{}.no", "e".repeat(64)), long),
        (&format!("{}@example.no", "k".repeat(15_000)), long),
    ] {
        for form in FORMS {
            let page = visitor.post(form, &asking(typed)).await;
            page.must_be(422).must_say(words);
            assert!(page.body.contains("aria-invalid=\"true\""), "{form}: {typed:?}");
        }
    }
    for address in [KARI, "ola@example.no"] {
        assert!(portal.mails_to(address).await.is_empty());
    }
    if elsewhere::is_embedded() {
        assert_eq!(kinds(&rows(&portal).await), Vec::<&str>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_in_an_international_domain_gets_its_mail_however_it_is_typed() {
    let portal = Portal::standing_at(OPEN).await;
    for typed in ["ola@blåbær.no", "  OLA@Blåbær.NO ", "ola@bla\u{30a}bær.no", "ola@xn--blbr-roah.no"] {
        portal.browser().post(JOIN, &asking(typed)).await.must_be(303);
    }
    assert_eq!(portal.mails_to("ola@xn--blbr-roah.no").await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_of_a_hundred_kilobytes_is_refused_whatever_it_is_called() {
    let portal = Portal::standing_at(OPEN).await;
    let mut visitor = portal.browser();
    let large = "a".repeat(100 * 1024);
    for form in FORMS {
        for name in ["email", "consent", "source", "next", "website", "anything"] {
            let page =
                visitor.post(form, &fields(&[("email", KARI), ("consent", "yes"), (name, &large)])).await;
            page.must_be(413).must_say("Skjemaet var for stort");
        }
    }
    assert!(portal.mails_to(KARI).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_in_another_charset_or_of_another_kind_is_refused_and_not_taken_for_an_empty_form() {
    let portal = Portal::standing_at(OPEN).await;
    let mut visitor = portal.browser();
    let (unreadable, not_ours) = ("Noen av tegnene kunne ikke leses", "Vi forsto ikke det du sendte");
    let latin = format!("{FORM}; charset=iso-8859-1");
    let multipart =
        b"--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nkari@example.no\r\n--x--\r\n";
    for form in FORMS {
        for (kind, body, words) in [
            (latin.as_str(), b"email=k%F8ri@example.no&consent=yes".as_slice(), unreadable),
            (latin.as_str(), b"email=k\xf8ri@example.no&consent=yes", unreadable),
            (FORM, b"email=kari@example.no&consent=%c3%28", unreadable),
            ("multipart/form-data; boundary=x", multipart, not_ours),
            ("application/json", b"{\"email\":\"kari@example.no\",\"consent\":\"yes\"}", not_ours),
            ("text/plain", b"email=kari@example.no&consent=yes", not_ours),
            ("application/x-www-form-urlencoded-not", b"email=kari@example.no&consent=yes", not_ours),
        ] {
            post_raw(&mut visitor, form, kind, body).await.must_be(400).must_say(words);
        }
    }
    assert!(portal.mails_to(KARI).await.is_empty());
    for kind in [latin.as_str(), "Application/X-WWW-Form-Urlencoded;charset=UTF-8"] {
        let page = post_raw(&mut visitor, JOIN, kind, b"email=kari@example.no&consent=yes").await;
        page.must_be(303);
    }
    assert_eq!(portal.mails_to(KARI).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_repeated_field_the_first_counts_for_everything() {
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let before = portal.mails_to(KARI).await.len();
    let mut visitor = portal.browser();
    for form in FORMS {
        let body = b"email=kari@example.no&email=ola@example.no&email=&consent=yes&consent=no";
        post_raw(&mut visitor, form, FORM, body).await.must_be(303);
        let body = b"email=nonsense&email=ola@example.no&consent=yes";
        post_raw(&mut visitor, form, FORM, body).await.must_be(422);
    }
    post_raw(&mut visitor, JOIN, FORM, b"email=kari@example.no&consent=&consent=yes").await.must_be(422);
    assert_eq!(portal.mails_to(KARI).await.len(), before + FORMS.len());
    assert!(portal.mails_to("ola@example.no").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_fills_in_the_field_that_no_reader_sees_is_answered_as_always_and_nothing_happens() {
    let portal = Portal::standing_at(OPEN).await;
    let mut robot = portal.browser();
    let sales = robot.open("/bli-medlem/").await.form(ASK);
    assert!(sales.fields.contains_key("website"), "{sales:?}");
    for form in [JOIN, ASK] {
        let mut filled = asking(KARI);
        filled.insert("website".to_owned(), "https://spam.example".to_owned());
        let trapped = robot.post(form, &filled).await;
        let usual = portal.browser().post(form, &asking("ola@example.no")).await;
        let told = |page: &Page| (page.status, page.location.clone(), page.body.clone());
        assert_eq!(told(&trapped), told(&usual), "{form}");
    }
    assert!(portal.mails_to(KARI).await.is_empty());
    if elsewhere::is_embedded() {
        let rows = rows(&portal).await;
        assert_eq!(kinds(&rows).iter().filter(|kind| **kind == "waitlist").count(), 1, "{:?}", kinds(&rows));
        assert!(rows.iter().all(|row| row.values().all(|value| !value.contains("spam") && value != KARI)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_who_joins_no_more_is_kept_than_the_form_asks_for() {
    if !elsewhere::is_embedded() {
        return;
    }
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    let extra = [
        ("email", KARI),
        ("consent", "yes"),
        ("source", "/om/?ref=hemmelig#hemmelig"),
        ("campaign", "Hemmelig Kampanje"),
        ("name", "hemmelig"),
        ("state", "confirmed"),
        ("pk", "member#hemmelig"),
        ("ttl", "hemmelig"),
    ];
    let answer = visitor.send(Method::POST, JOIN, |request| {
        let request = request.header("User-Agent", "hemmelig").header("X-Forwarded-For", "192.0.2.66");
        request.header("Referer", "https://elsewhere.example/hemmelig").form(&extra)
    });
    answer.await.must_be(303);
    let rows = rows(&portal).await;
    assert_eq!(kinds(&rows), ["confirm", "limit", "limit", "waitlist"]);
    let entry = rows.iter().find(|row| row["pk"].starts_with("waitlist#")).expect("an entry");
    let names: Vec<&str> = entry.keys().map(String::as_str).collect();
    assert_eq!(names, ["asked_at", "consent_text", "email", "pk", "sk", "source", "state", "ttl"]);
    assert_eq!((entry["state"].as_str(), entry["source"].as_str()), ("pending", "/om/"));
    for text in ["emmelig", "192.0.2.66", "127."] {
        assert!(rows.iter().all(|row| row.values().all(|value| !value.contains(text))), "{text}: {rows:?}");
    }
    let whose = rows.iter().filter(|row| row.values().any(|value| value == KARI));
    assert_eq!(whose.count(), 2, "the address stands in the entry and behind its link");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_form_says_to_stand_on_is_kept_only_if_it_can_be_one() {
    if !elsewhere::is_embedded() {
        return;
    }
    let portal = Portal::standing_at(BEFORE).await;
    let mut visitor = portal.browser();
    let long = format!("/{}", "a".repeat(600));
    let nonsense = ["//evil.example", "https://evil.example/", "/\u{202e}gepj", "/a\0b", "/a b", &long, ""];
    for (number, source) in nonsense.into_iter().enumerate() {
        let mut form = asking(&format!("guest{number}@example.no"));
        form.insert("source".to_owned(), source.to_owned());
        visitor.post(JOIN, &form).await.must_be(303);
    }
    let rows = rows(&portal).await;
    let kept: Vec<&str> = rows.iter().filter_map(|row| row.get("source")).map(String::as_str).collect();
    assert_eq!(kept, ["/"; 7]);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_who_join_within_a_minute_from_one_network_all_get_their_mail() {
    let portal = Portal::standing_at(BEFORE).await;
    let first = portal.browser();
    for number in 0..50 {
        portal.running().app().clock.stop_at(portal.now() + jiff::SignedDuration::from_secs(1));
        let sent = first.neighbour().post(JOIN, &asking(&format!("guest{number}@example.no"))).await;
        sent.must_be(303);
    }
    for number in 0..50 {
        assert_eq!(portal.mails_to(&format!("guest{number}@example.no")).await.len(), 1, "{number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_gets_five_mails_of_a_kind_an_hour_whoever_asks_from_wherever_and_however_it_is_spelt() {
    let portal = Portal::standing_at(OPEN).await;
    let spellings =
        ["kari@gmail.com", "KARI@gmail.com", "kari+a@gmail.com", "k.a.r.i@gmail.com", "kari@googlemail.com"];
    let tags: Vec<String> = (0..10).map(|number| format!("ka.ri+{number}@gmail.com")).collect();
    let spellings: Vec<&str> = spellings.into_iter().chain(tags.iter().map(String::as_str)).collect();
    for form in [JOIN, ASK] {
        let before = mails_to_any(&portal, &spellings).await;
        for address in &spellings {
            let answer = portal.browser().post(form, &asking(address)).await;
            assert_eq!((answer.status, answer.location.is_some()), (303, true), "{form}: {address}");
        }
        assert_eq!(mails_to_any(&portal, &spellings).await - before, 5, "{form}");
    }
    portal.browser().post(JOIN, &asking("kari@example.no")).await.must_be(303);
    assert_eq!(portal.mails_to(KARI).await.len(), 1, "somebody else's mailbox is not counted with it");
}

async fn mails_to_any(portal: &Portal, spellings: &[&str]) -> usize {
    let addresses: std::collections::BTreeSet<String> =
        spellings.iter().map(|text| text.to_lowercase()).collect();
    let mut count = 0;
    for address in addresses {
        count += portal.mails_to(&address).await.len();
    }
    count
}

/// The fields by which a seat of the first offer is held.
fn holding() -> BTreeMap<String, String> {
    fields(&[("launch", "august"), ("offer", "alle"), ("minor", "24900")])
}

/// A browser at this address that has proven to read the mail of another.
async fn proven_at(portal: &Portal, network: Ipv4Addr, address: &str) -> Browser {
    let mut browser = Browser::on_network(portal.browser().origin(), network);
    portal.prove(&mut browser, address).await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_proven_no_address_holds_no_seat() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    let (mut stranger, mut liar) = (portal.browser(), portal.browser());
    liar.cookies.insert("proof".to_owned(), "A".repeat(43));
    let mut form = holding();
    form.extend(asking(KARI));
    for browser in [&mut stranger, &mut liar] {
        let answer = browser.post(HOLD, &form).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/bli-medlem/")));
    }
    portal.proving(KARI).await.post(HOLD, &holding()).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_holds_one_seat_in_however_many_browsers() {
    let portal = Portal::with_launches(OPEN, &launch("august", 2, "all")).await;
    let mut held = Vec::new();
    for _ in 0..4 {
        let answer = portal.proving(KARI).await.post(HOLD, &holding()).await;
        held.push(answer.location.clone().expect("a review"));
    }
    held.dedup();
    assert_eq!(held.len(), 1, "{held:?}");
    portal.proving("ola@example.no").await.post(HOLD, &holding()).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_cannot_hold_more_than_its_share() {
    let portal = Portal::with_launches(OPEN, &launch("august", 40, "all")).await;
    let (here, there) = (Ipv4Addr::new(127, 9, 8, 1), Ipv4Addr::new(127, 9, 8, 2));
    for number in 0..30 {
        let mut buyer = proven_at(&portal, here, &format!("buyer{number}@example.no")).await;
        buyer.post(HOLD, &holding()).await.must_be(303);
    }
    for number in 30..33 {
        let mut buyer = proven_at(&portal, here, &format!("buyer{number}@example.no")).await;
        let refused = buyer.post(HOLD, &holding()).await;
        refused.must_be(429).must_say("For mange forsøk");
        assert_eq!(refused.headers["retry-after"], "3600");
    }
    let mut kari = proven_at(&portal, there, KARI).await;
    kari.open("/api/offers/mine").await.must_say("10 av 40 ledige nå");
    kari.post(HOLD, &holding()).await.must_be(303);
    portal.stand_at("2026-08-18T13:00").await;
    let mut buyer = proven_at(&portal, here, "buyer30@example.no").await;
    buyer.post(HOLD, &holding()).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gives_up_and_holds_again_without_end_is_told_to_wait_however_the_address_is_spelt() {
    let portal = Portal::with_launches(OPEN, &launch("august", 1, "all")).await;
    for number in 0..10 {
        let mut kari = portal.proving(&format!("kari+{}@example.no", number % 3)).await;
        let held = kari.post(HOLD, &holding()).await;
        held.must_be(303);
        let review = kari.open(held.location.as_deref().expect("a review")).await;
        kari.submit(&review.form("/api/checkout/give-up")).await.must_be(200);
    }
    for address in [KARI, "kari+0@example.no", "kari+9@example.no"] {
        portal.proving(address).await.post(HOLD, &holding()).await.must_be(429);
    }
    portal.proving("ola@example.no").await.post(HOLD, &holding()).await.must_be(303);
}
