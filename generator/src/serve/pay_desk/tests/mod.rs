//! The pay desk from outside: over HTTP, as the functions and a browser meet it.

mod calls;
mod checkout;
mod happening;
mod life;
mod money;
mod pages;
mod portal;
mod random;
mod shapes;

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
        let expires = (self.second.load(Ordering::Relaxed) + 40 * 60).to_string();
        let customer = self.customer().await;
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
        form.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
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

    /// Presses the button of this address, which must work.
    async fn press(&self, path: &str, form: &[(&str, &str)]) {
        let answer = self.client.post(self.url(path)).form(form).send().await.unwrap();
        let status = answer.status();
        assert_eq!(status, 303, "{path} {form:?}: {}", answer.text().await.unwrap());
    }

    /// What the button of this address answers.
    async fn status_of(&self, path: &str, form: &[(&str, &str)]) -> u16 {
        self.client.post(self.url(path)).form(form).send().await.unwrap().status().as_u16()
    }

    /// Makes this call, which must work.
    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Value {
        ok(self.call(path, form)).await
    }

    /// The error that this call is refused with.
    async fn error(&self, path: &str, form: &[(&str, &str)]) -> Value {
        let answer = self.call(path, form).send().await.unwrap();
        assert!(answer.status().is_client_error(), "{path} {form:?} is answered {}", answer.status());
        answer.json::<Value>().await.unwrap()["error"].take()
    }

    /// Moves the clock, and lets happen what is due.
    async fn leap(&self, seconds: i64) {
        self.wait(seconds);
        self.desk.deliver_due().await;
    }

    /// Somebody who has bought 249 kr a month.
    async fn member(&self) -> Member {
        let session = self.session().await;
        assert_eq!(self.pay(&session).await.status(), 303);
        let paid = self.get(&format!("/v1/checkout/sessions/{session}")).await;
        let (subscription, invoice) = (text(&paid["subscription"]), text(&paid["invoice"]));
        let payments = self.get(&format!("/v1/invoice_payments?invoice={invoice}")).await;
        let intent = text(&payments["data"][0]["payment"]["payment_intent"]);
        Member { customer: text(&paid["customer"]), subscription, invoice, intent }
    }

    async fn subscription(&self, member: &Member) -> Value {
        self.get(&format!("/v1/subscriptions/{}", member.subscription)).await
    }

    /// Whoever is to be charged from now on declines, or pays again.
    async fn card(&self, member: &Member, works: &str) {
        self.press(&format!("/desk/customers/{}/card", member.customer), &[("works", works)]).await;
    }

    /// The kinds of all events, in order, from the one after `from` others.
    async fn kinds(&self, from: usize) -> Vec<String> {
        let events = self.get("/events.json").await;
        events.as_array().unwrap().iter().skip(from).map(|event| text(&event["type"])).collect()
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

/// What somebody has after they bought: ids.
struct Member {
    customer: String,
    subscription: String,
    invoice: String,
    intent: String,
}

const DAY: i64 = 24 * 60 * 60;

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
