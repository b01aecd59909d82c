//! The pay desk from outside: over HTTP, as the functions and a browser meet it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::routing::post;
use hmac::{Hmac, Mac as _};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;
use sha2::Sha256;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use crate::dice::Share;
use crate::serve::stand_in::client_for_tests as client;

/// 2027-01-31T12:00:00Z.
const START: i64 = 1_801_396_800;
const SUCCESS: &str = "http://localhost:4242/api/checkout/return?session={CHECKOUT_SESSION_ID}";

/// A pay desk, a portal that takes its webhooks, and a clock to move.
struct Bench {
    desk: PayDesk,
    client: Client,
    second: Arc<AtomicI64>,
    webhooks: UnboundedReceiver<(String, Bytes)>,
}

impl Bench {
    async fn new() -> Self {
        Self::with_books(None).await
    }

    async fn with_books(data: Option<PathBuf>) -> Self {
        let (sender, webhooks) = unbounded_channel();
        let hook = post(move |headers: HeaderMap, body: Bytes| async move {
            let signature = headers["stripe-signature"].to_str().unwrap().to_owned();
            sender.send((signature, body)).unwrap();
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let webhook_url = format!("http://{}/api/payments/webhook", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, Router::new().route("/api/payments/webhook", hook)).into_future());
        let second = Arc::new(AtomicI64::new(START));
        let desk =
            start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options(webhook_url, &second, data))
                .unwrap();
        Self { desk, client: client(), second, webhooks }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.desk.url())
    }

    fn wait(&self, seconds: i64) {
        self.second.fetch_add(seconds, Ordering::Relaxed);
    }

    fn call(&self, path: &str, form: &[(&str, &str)]) -> RequestBuilder {
        self.client.post(self.url(path)).bearer_auth("sk_test_desk").form(form)
    }

    async fn get(&self, path: &str) -> Value {
        self.client
            .get(self.url(path))
            .bearer_auth("sk_test_desk")
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    async fn page(&self, path: &str) -> String {
        self.client.get(self.url(path)).send().await.unwrap().text().await.unwrap()
    }

    async fn customer(&self) -> String {
        let customer =
            ok(self.call("/v1/customers", &[("email", "kari@example.no"), ("metadata[member]", "m1")])).await;
        text(&customer["id"])
    }

    /// A session for 249 kr a month, with `changes` laid over its parameters.
    async fn session_with(&self, changes: &[(&str, &str)]) -> Response {
        let (customer, expires) = (self.customer().await, (START + 40 * 60).to_string());
        let mut form = vec![
            ("mode", "subscription"),
            ("customer", &customer),
            ("client_reference_id", "m1"),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "nok"),
            ("line_items[0][price_data][unit_amount]", "24900"),
            ("line_items[0][price_data][tax_behavior]", "inclusive"),
            ("line_items[0][price_data][recurring][interval]", "month"),
            ("line_items[0][price_data][product_data][name]", "Grunnleggermedlem"),
            ("metadata[hold]", "h1"),
            ("subscription_data[metadata][hold]", "h1"),
            ("expires_at", &expires),
            ("locale", "nb"),
            ("success_url", SUCCESS),
            ("cancel_url", "http://localhost:4242/bli-medlem/"),
        ];
        form.retain(|(name, _)| !changes.iter().any(|(changed, _)| name == changed));
        form.extend(changes);
        self.call("/v1/checkout/sessions", &form).send().await.unwrap()
    }

    async fn session(&self) -> String {
        text(&self.session_with(&[]).await.json::<Value>().await.unwrap()["id"])
    }

    async fn refused(&self, changes: &[(&str, &str)]) -> String {
        let answer = self.session_with(changes).await;
        assert_eq!(answer.status(), 400, "{changes:?}");
        let error = answer.json::<Value>().await.unwrap()["error"].take();
        assert_eq!(error["type"], "invalid_request_error");
        format!("{}: {}", error["param"].as_str().unwrap_or_default(), text(&error["message"]))
    }

    async fn pay(&self, session: &str) -> Response {
        self.client.post(self.url(&format!("/pay/{session}"))).send().await.unwrap()
    }

    /// The next webhook, its signature checked.
    async fn webhook(&mut self) -> Value {
        let (header, body) = self.webhooks.recv().await.unwrap();
        let (time, signature) = header.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
        let mac = Hmac::<Sha256>::new_from_slice(b"whsec_desk").unwrap().chain_update(time).chain_update(".");
        assert_eq!(signature, format!("{:x}", mac.chain_update(&body).finalize().into_bytes()));
        assert_eq!(time, self.second.load(Ordering::Relaxed).to_string());
        serde_json::from_slice(&body).unwrap()
    }
}

fn options(webhook_url: String, second: &Arc<AtomicI64>, data: Option<PathBuf>) -> PayDeskOptions {
    let second = Arc::clone(second);
    PayDeskOptions {
        webhook_url,
        webhook_secret: "whsec_desk".to_owned(),
        client: client(),
        api_key: "sk_test_desk".to_owned(),
        clock: Arc::new(move || Timestamp::from_second(second.load(Ordering::Relaxed)).unwrap()),
        data,
        trouble: Trouble::default(),
    }
}

async fn ok(request: RequestBuilder) -> Value {
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn location(answer: &Response) -> &str {
    answer.headers()["location"].to_str().unwrap()
}

#[tokio::test]
async fn a_payment_begins_a_subscription_and_tells_the_portal_before_the_buyer_returns() {
    let mut bench = Bench::new().await;
    let session = bench.session().await;
    let answer = bench.pay(&session).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(location(&answer), format!("http://localhost:4242/api/checkout/return?session={session}"));
    let told = bench.webhook().await;
    assert_eq!(
        (told["type"].as_str(), &told["data"]["object"]["id"]),
        (Some("checkout.session.completed"), &session.as_str().into())
    );
    assert_eq!(told["data"]["object"]["metadata"]["hold"], "h1");
    assert_eq!(bench.webhook().await["type"], "customer.subscription.created");
    let invoice = bench.webhook().await;
    assert_eq!(invoice["type"], "invoice.paid");
    let paid = bench.get(&format!("/v1/checkout/sessions/{session}?expand[]=subscription")).await;
    assert_eq!(
        (&paid["status"], &paid["payment_status"], &paid["url"]),
        (&"complete".into(), &"paid".into(), &Value::Null)
    );
    let subscription = &paid["subscription"];
    assert_eq!(
        (&subscription["status"], &subscription["metadata"]["hold"]),
        (&"active".into(), &"h1".into())
    );
    assert_eq!(
        subscription["id"],
        invoice["data"]["object"]["parent"]["subscription_details"]["subscription"]
    );
    let by_itself = bench.get(&format!("/v1/subscriptions/{}", text(&subscription["id"]))).await;
    assert_eq!(&by_itself, subscription);
}

#[tokio::test]
async fn a_period_is_a_calendar_month_or_year_in_utc() {
    let bench = Bench::new().await;
    for (interval, end) in [("month", "2027-02-28T12:00:00Z"), ("year", "2028-01-31T12:00:00Z")] {
        let changes = [("line_items[0][price_data][recurring][interval]", interval)];
        let session = text(&bench.session_with(&changes).await.json::<Value>().await.unwrap()["id"]);
        bench.pay(&session).await;
        let paid = bench.get(&format!("/v1/checkout/sessions/{session}?expand[]=subscription")).await;
        let item = &paid["subscription"]["items"]["data"][0];
        assert_eq!(item["current_period_end"], end.parse::<Timestamp>().unwrap().as_second());
        assert_eq!(item["current_period_start"], START);
    }
}

#[tokio::test]
async fn paying_twice_is_paying_once() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    let (first, second) = (bench.pay(&session).await, bench.pay(&session).await);
    assert_eq!(location(&first), location(&second));
    assert_eq!(bench.get("/events.json").await.as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn a_session_ends_by_the_clock_and_says_so() {
    let mut bench = Bench::new().await;
    let session = bench.session().await;
    bench.wait(40 * 60 - 1);
    assert_eq!(bench.get(&format!("/v1/checkout/sessions/{session}")).await["status"], "open");
    bench.wait(1);
    let ended = bench.get(&format!("/v1/checkout/sessions/{session}")).await;
    assert_eq!(
        (&ended["status"], &ended["payment_status"], &ended["url"]),
        (&"expired".into(), &"unpaid".into(), &Value::Null)
    );
    let told = bench.webhook().await;
    assert_eq!(
        (&told["type"], &told["data"]["object"]["status"]),
        (&"checkout.session.expired".into(), &"expired".into())
    );
    assert_eq!(bench.pay(&session).await.status(), 409);
}

#[tokio::test]
async fn a_page_left_open_can_pay_after_the_end() {
    let mut bench = Bench::new().await;
    let session = bench.session().await;
    ok(bench.call(&format!("/v1/checkout/sessions/{session}/expire"), &[])).await;
    assert_eq!(bench.webhook().await["type"], "checkout.session.expired");
    assert!(
        bench.page(&format!("/pay/{session}")).await.contains(&format!("action=\"/pay/{session}?late=1\""))
    );
    assert_eq!(bench.pay(&format!("{session}?late=1")).await.status(), 303);
    assert_eq!(bench.webhook().await["type"], "checkout.session.completed");
    assert_eq!(bench.get(&format!("/v1/checkout/sessions/{session}")).await["payment_status"], "paid");
}

#[tokio::test]
async fn only_an_open_session_can_be_ended() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    bench.pay(&session).await;
    let answer = bench.call(&format!("/v1/checkout/sessions/{session}/expire"), &[]).send().await.unwrap();
    assert_eq!(answer.status(), 400);
    let error = answer.json::<Value>().await.unwrap();
    assert!(text(&error["error"]["message"]).contains("has a status of `complete`"), "{error}");
}

#[tokio::test]
async fn a_session_lasts_from_half_an_hour_to_a_day() {
    let bench = Bench::new().await;
    for (minutes, status) in [(29, 400), (30, 200), (24 * 60, 200), (24 * 60 + 1, 400)] {
        let expires = (START + minutes * 60).to_string();
        assert_eq!(bench.session_with(&[("expires_at", &expires)]).await.status(), status, "{minutes}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_refused_by_its_name() {
    let bench = Bench::new().await;
    let cases = [
        (("mode", "setup"), "mode: this pay desk knows the modes `payment` and `subscription`"),
        (("customer", "cus_none"), "customer: No such customer: 'cus_none'"),
        (("sucess_url", "https://a.example"), "sucess_url: Received unknown parameter: sucess_url"),
        (("success_url", ""), "success_url: Missing required param: success_url."),
        (("success_url", "javascript:alert(1)"), "success_url: Not a valid URL"),
        (("cancel_url", "https://a.example/\r\nset-cookie: x"), "cancel_url: Not a valid URL"),
        (("line_items[0][quantity]", "0"), "line_items[0][quantity]: Invalid quantity"),
        (("line_items[0][price]", "price_none"), "line_items[0][price]: No such price: 'price_none'"),
        (
            ("line_items[0][price_data][unit_amount]", "249,-"),
            "line_items[0][price_data][unit_amount]: Invalid integer: 249,-",
        ),
        (
            ("line_items[0][price_data][unit_amount]", "-1"),
            "line_items[0][price_data][unit_amount]: Invalid amount",
        ),
        (
            ("line_items[0][price_data][currency]", "kroner"),
            "line_items[0][price_data][currency]: Invalid currency; write it as `nok`",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(bench.refused(&[change]).await, expected);
    }
}

#[tokio::test]
async fn a_price_can_be_made_once_and_used_by_its_id() {
    let bench = Bench::new().await;
    let form = [
        ("currency", "nok"),
        ("unit_amount", "19900"),
        ("recurring[interval]", "year"),
        ("product_data[name]", "Nivå 1"),
    ];
    let price = ok(bench.call("/v1/prices", &form)).await;
    assert_eq!(bench.get(&format!("/v1/prices/{}", text(&price["id"]))).await, price);
    let session: Value = bench
        .session_with(&[("line_items[0][price]", price["id"].as_str().unwrap())])
        .await
        .json()
        .await
        .unwrap();
    assert_eq!((&session["amount_total"], &session["currency"]), (&19900.into(), &"nok".into()));
}

#[tokio::test]
async fn a_repeated_call_gets_the_same_answer_and_a_changed_one_an_error() {
    let bench = Bench::new().await;
    let call =
        |email| bench.call("/v1/customers", &[("email", email)]).header("Idempotency-Key", "h1-customer");
    let first = ok(call("a@example.no")).await;
    let again = call("a@example.no").send().await.unwrap();
    assert_eq!(again.headers()["idempotent-replayed"], "true");
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    let other = call("b@example.no").send().await.unwrap();
    assert_eq!(other.status(), 400);
    assert_eq!(other.json::<Value>().await.unwrap()["error"]["type"], "idempotency_error");
}

#[tokio::test]
async fn a_refused_call_may_be_mended_under_its_key() {
    let bench = Bench::new().await;
    let call =
        |form: &[(&str, &str)]| bench.call("/v1/customers", form).header("Idempotency-Key", "k").send();
    assert_eq!(call(&[("mail", "a@example.no")]).await.unwrap().status(), 400);
    assert_eq!(call(&[("email", "a@example.no")]).await.unwrap().status(), 200);
}

#[tokio::test]
async fn without_the_key_nothing_is_answered_and_the_key_sent_is_not_repeated() {
    let bench = Bench::new().await;
    for request in [
        bench.client.get(bench.url("/v1/customers/cus_1")),
        bench.client.get(bench.url("/v1/prices/p")).bearer_auth("sk_wrong"),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        assert!(!answer.text().await.unwrap().contains("sk_wrong"));
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let bench = Bench::new().await;
    let objects =
        ["customers/cus_1", "prices/p", "checkout/sessions/cs_1", "subscriptions/sub_1", "refunds/re_1"];
    for path in objects {
        let error = bench.get(&format!("/v1/{path}")).await;
        assert_eq!(error["error"]["type"], "invalid_request_error", "{path}");
    }
    assert_eq!(bench.pay("cs_1").await.status(), 404);
    assert_eq!(bench.client.post(bench.url("/events/evt_1/resend")).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn an_event_can_be_sent_again_newly_signed() {
    let mut bench = Bench::new().await;
    bench.pay(&bench.session().await).await;
    let first = bench.webhook().await;
    for _ in 0..4 {
        bench.webhook().await;
    }
    bench.wait(3600);
    let resend = format!("/events/{}/resend", text(&first["id"]));
    assert!(bench.page("/events").await.contains(&resend));
    assert_eq!(bench.client.post(bench.url(&resend)).send().await.unwrap().status(), 303);
    assert_eq!(bench.webhook().await, first);
    let deliveries = bench.get("/events.json").await[0]["deliveries"].take();
    assert_eq!(
        deliveries.as_array().unwrap().iter().map(|delivery| &delivery["status"]).collect::<Vec<_>>(),
        [200, 200]
    );
}

#[tokio::test]
async fn a_portal_that_does_not_answer_does_not_stop_a_payment() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let second = Arc::new(AtomicI64::new(START));
    let options = options(format!("http://{closed}/"), &second, None);
    let desk = start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).unwrap();
    let bench = Bench { desk, second, ..Bench::new().await };
    assert_eq!(bench.pay(&bench.session().await).await.status(), 303);
    let delivery = bench.get("/events.json").await[0]["deliveries"][0].take();
    assert_eq!(delivery["status"], Value::Null);
    assert!(text(&delivery["error"]).contains("error sending request"), "{delivery}");
}

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
async fn what_was_not_taken_is_told_again_after_a_while() {
    let mut bench = Bench::new().await;
    let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let options = options(format!("http://{deaf}/"), &bench.second, None);
    bench.desk = start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).unwrap();
    let session = bench.session().await;
    bench.pay(&session).await;
    let attempts = async |bench: &Bench| -> Vec<usize> {
        let events: Vec<Value> =
            bench.client.get(bench.url("/events.json")).send().await.unwrap().json().await.unwrap();
        events.iter().map(|event| event["deliveries"].as_array().unwrap().len()).collect()
    };
    bench.wait(299);
    bench.desk.deliver_due().await;
    assert_eq!(attempts(&bench).await, [1; 5]);
    bench.wait(1);
    bench.desk.deliver_due().await;
    assert_eq!(attempts(&bench).await, [2; 5]);
    bench.wait(4 * 24 * 3600);
    bench.desk.deliver_due().await;
    bench.desk.deliver_due().await;
    assert_eq!(attempts(&bench).await, [3; 5], "after three days it is given up");
}

#[tokio::test]
async fn in_trouble_every_webhook_comes_late_or_twice_or_not_at_all() {
    let bench = Bench::new().await;
    let mut sessions = Vec::new();
    for _ in 0..20 {
        sessions.push(bench.session().await);
    }
    bench.desk.desk.trouble().begin(Share::ALL, 1);
    for session in &sessions {
        bench.pay(session).await;
    }
    let at_once = bench.webhooks.len();
    bench.wait(4 * 24 * 3600);
    bench.desk.deliver_due().await;
    let in_the_end = bench.webhooks.len();
    assert!(at_once > 0 && at_once < 100, "{at_once} come at once, and again later");
    assert!(in_the_end > at_once && in_the_end < 100 + at_once, "{in_the_end} of 100 came at all or twice");
    let sales = bench.desk.sales();
    assert!(sales.len() == 20 && sales.iter().all(|sale| sale.payment.is_some() && sale.hold == "h1"));
}

#[tokio::test]
async fn in_trouble_a_call_that_was_not_answered_is_done_once() {
    let bench = Bench::new().await;
    let create = || {
        let form = [("email", "kari@example.no")];
        bench.call("/v1/customers", &form).header("Idempotency-Key", "one").send()
    };
    bench.desk.desk.trouble().begin(Share::ALL, 3);
    let mut bad = 0;
    for _ in 0..30 {
        let answer = create().await.unwrap();
        bad += usize::from(!answer.status().is_success() || answer.json::<Value>().await.is_err());
    }
    assert!(bad >= 20, "{bad}");
    bench.desk.desk.trouble().end();
    assert!(create().await.unwrap().headers().contains_key("idempotent-replayed"));
    assert_eq!(bench.desk.desk.shelf().look(|kept| kept.books.customers.len()), 1);
}
