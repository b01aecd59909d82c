//! What people see, and what is kept.

use super::*;

#[tokio::test]
async fn the_page_says_what_it_is_and_shows_names_as_text() {
    let bench = Bench::new().await;
    let name = ("line_items[0][price_data][product_data][name]", "<script>alert(1)</script>");
    let session = text(&bench.session_with(&[name]).await.json::<Value>().await.unwrap()["id"]);
    let answer = bench.client.get(bench.url(&format!("/pay/{session}"))).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self' http://localhost:4242;"), "{policy}");
    let page = answer.text().await.unwrap();
    assert!(page.contains("Dette er en prøvekasse. Ingen penger flyttes."));
    assert!(page.contains("249,00 NOK i måneden"));
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"));
    assert!(page.contains("href=\"http://localhost:4242/bli-medlem/\""));
}

#[tokio::test]
async fn the_books_are_kept_between_runs() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("pay-desk.json");
    let bench = Bench::with_books(Some(file.clone())).await;
    let session = bench.session().await;
    bench.desk.close().await.unwrap();
    let bench = Bench::with_books(Some(file)).await;
    assert_eq!(bench.pay(&session).await.status(), 303);
}

#[tokio::test]
async fn books_that_do_not_read_are_named_not_overwritten() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("pay-desk.json");
    crate::serve::stand_in::write_whole(&file, b"{").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let started = start(listener, options(String::new(), &Arc::default(), Some(file.clone())));
    let error = started.unwrap_err().to_string();
    assert!(error.starts_with(&format!("`{}` does not read: ", file.display())), "{error}");
}

#[tokio::test]
async fn the_dashboard_has_every_switch_and_shows_names_as_text() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.post(&format!("/v1/customers/{}", member.customer), &[("email", "\"><b>@example.no")]).await;
    bench.press("/desk/calls", &[("path", "/v1/<i>"), ("fate", "slow")]).await;
    let answer = bench.client.get(bench.url("/")).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self'") && !policy.contains("unsafe"), "{policy}");
    let page = answer.text().await.unwrap();
    let actions = [
        format!("/desk/customers/{}/card", member.customer),
        format!("/desk/subscriptions/{}/cancel", member.subscription),
        format!("/desk/payments/{}/refund", member.intent),
        format!("/desk/payments/{}/dispute", member.intent),
        "/desk/webhooks".to_owned(),
        "/desk/webhooks/deliver".to_owned(),
        "/desk/calls".to_owned(),
        "/desk/due".to_owned(),
    ];
    for action in actions {
        assert!(page.contains(&format!("action=\"{action}\"")), "{action}");
    }
    assert!(!page.contains("<b>") && !page.contains("<i>") && page.contains("&lt;b&gt;"), "{page}");
}

#[tokio::test]
async fn the_books_can_be_read_whole() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.press(&format!("/desk/payments/{}/refund", member.intent), &[("amount", "900")]).await;
    let books = bench.get("/desk/books.json").await;
    for kind in ["customers", "sessions", "subscriptions", "invoices", "payments", "charges"] {
        assert_eq!(books[kind].as_array().unwrap().len(), 1, "{kind}");
    }
    assert_eq!(books["invoices"][0]["payment_intent"], member.intent.as_str());
    assert_eq!(books["charges"][0]["refunds"][0]["amount"], 900);
    assert_eq!(books["now"], START);
}

#[tokio::test]
async fn another_site_cannot_press_the_buttons() {
    let bench = Bench::new().await;
    let press = bench.client.post(bench.url("/desk/due"));
    assert_eq!(press.header("Sec-Fetch-Site", "cross-site").send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn books_of_an_older_shape_are_named_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("pay-desk.json");
    let older = br#"{"customers":{},"prices":{},"sessions":{},"subscriptions":{},"events":[],"answers":{}}"#;
    crate::serve::stand_in::write_whole(&file, older).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let error = start(listener, options(String::new(), &Arc::default(), Some(file))).unwrap_err().to_string();
    assert!(
        error.contains("missing field `books`") && error.ends_with("move it away to begin anew"),
        "{error}"
    );
}

#[tokio::test]
async fn a_membership_goes_on_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("pay-desk.json");
    let bench = Bench::with_books(Some(file.clone())).await;
    let member = bench.member().await;
    bench.desk.close().await.unwrap();
    let bench = Bench::with_books(Some(file)).await;
    bench.leap(28 * DAY).await;
    assert_eq!(
        bench.get(&format!("/v1/invoices?subscription={}", member.subscription)).await["data"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}
