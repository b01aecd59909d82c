//! What members do with what is known of them: take it along, and have it erased.

use reqwest::Method;
use serde_json::Value;

use super::ending::{is_nowhere_but_in_the_books, settle};
use super::{KARI, fields, opens, subjects, with_member};

const EXPORT: &str = "/api/account/export";
const ERASE: &str = "/api/account/erase";

#[tokio::test(flavor = "multi_thread")]
async fn a_member_takes_along_everything_that_is_known_of_them() {
    let (portal, mut kari) = with_member("month").await;
    portal.paid("ola@example.no").await;
    let account = kari.open("/api/account").await;
    assert!(account.body.contains(&format!("href=\"{EXPORT}\" download")), "{}", account.body);
    let file = kari.get(EXPORT).await;
    file.must_be(200);
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"export.json\"");
    assert_eq!(file.headers["cache-control"], "private, no-store");
    let known: Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(known["email"], KARI);
    assert_eq!(known["membership"]["promises"][0]["offer"]["price"]["minor"], 24_900);
    assert_eq!(known["membership"]["sales_records"].as_array().map(Vec::len), Some(1));
    assert!(!file.body.contains("ola"), "of nobody else: {}", file.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_take_nothing_along_and_members_ten_times_a_day() {
    let (portal, mut kari) = with_member("month").await;
    let mut stranger = portal.browser();
    for path in [EXPORT, ERASE] {
        let location = stranger.get(path).await.must_be(303).location.clone();
        assert!(
            location.is_some_and(|location| location.starts_with("/api/access/locked?next=%2Fapi%2Faccount"))
        );
    }
    for _ in 0..10 {
        kari.get(EXPORT).await.must_be(200);
    }
    kari.get(EXPORT).await.must_be(429);
    portal.clock_at("2026-08-19T12:00");
    kari.get(EXPORT).await.must_be(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_erases_themselves_and_is_nowhere_but_in_the_books() {
    let (portal, mut kari) = with_member("month").await;
    let page = kari.open("/api/account").await;
    assert!(page.body.contains(&format!("href=\"{ERASE}\"")), "{}", page.body);
    let page = kari.open(ERASE).await;
    page.must_be(200).must_say(KARI).must_say("Vil du angre kjøpet og få pengene tilbake");
    let done = kari.submit(&page.form(ERASE).with("understood", "yes")).await;
    done.must_be(200).must_say("Vi sletter deg nå");
    assert!(!opens(&mut kari).await, "signed out before anything is erased");
    for _ in 0..2 {
        settle(&portal).await;
    }
    assert!(subjects(&portal, KARI).await.contains(&"Vi sletter det vi vet om deg i Tydelig".to_owned()));
    is_nowhere_but_in_the_books(&portal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_erased_who_has_not_said_that_they_understand_or_by_another_site() {
    let (portal, mut kari) = with_member("month").await;
    let form = kari.open(ERASE).await.form(ERASE).with("understood", "");
    let page = kari.submit(&form).await;
    page.must_be(422).must_say("Bekreftelsen mangler");
    let understood = fields(&[("understood", "yes")]);
    kari.send(Method::POST, ERASE, |request| {
        request.header("Sec-Fetch-Site", "cross-site").form(&understood)
    })
    .await
    .must_be(403);
    settle(&portal).await;
    assert!(opens(&mut kari).await);
    kari.open("/api/account").await.must_be(200).must_say(KARI);
}
