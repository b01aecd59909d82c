//! The mailbox from outside: over HTTP, nested as the dev server nests it.

use std::future::IntoFuture as _;
use tokio::sync::mpsc::unbounded_channel;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use lettre::message::{Message, MultiPart};
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::*;
use crate::dice::Share;
use crate::serve::stand_in::client_for_tests;

struct Bench {
    base: String,
    client: Client,
}

impl Bench {
    async fn new() -> Self {
        Self::keeping(None).await
    }

    async fn keeping(data: Option<PathBuf>) -> Self {
        let clock: Clock = Arc::new(|| "2027-01-31T12:00:00.5Z".parse::<Timestamp>().unwrap());
        let mailbox = Mailbox::open(MailboxOptions {
            clock,
            data,
            mounted_at: "/_terskel/mail".to_owned(),
            trouble: Trouble::default(),
            events: unbounded_channel().0,
        })
        .unwrap();
        let router = Router::new()
            .nest("/_terskel/mail", mailbox.pages_router())
            .nest("/_terskel/ses", mailbox.ses_router());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/_terskel", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, router).into_future());
        Self { base, client: client_for_tests() }
    }

    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }

    async fn post(&self, body: &Value) -> Response {
        let url = format!("{}/ses/v2/email/outbound-emails", self.base);
        self.client.post(url).body(body.to_string()).send().await.unwrap()
    }

    async fn send(&self, to: &str, subject: &str, text: &str) -> Response {
        self.post(&request(to, &raw(subject, text))).await
    }

    async fn mails(&self) -> Value {
        self.get("/mail/mails.json").await.json().await.unwrap()
    }
}

fn raw(subject: &str, text: &str) -> Vec<u8> {
    let message =
        Message::builder().from("portal@example.no".parse().unwrap()).to("x@example.no".parse().unwrap());
    let html = format!("<html><head><title>a</title></head><body><p>{text}</p></body></html>");
    message
        .subject(subject)
        .multipart(MultiPart::alternative_plain_html(text.to_owned(), html))
        .unwrap()
        .formatted()
}

fn request(to: &str, raw: &[u8]) -> Value {
    json!({ "Destination": { "ToAddresses": [to] }, "Content": { "Raw": { "Data": STANDARD.encode(raw) } } })
}

#[tokio::test]
async fn a_mail_that_is_sent_can_be_read_and_its_links_followed() {
    let bench = Bench::new().await;
    let answer = bench
        .send(
            "kari@example.no",
            "Bekreft på ventelisten",
            "Åpne http://localhost:4242/api/waitlist/confirm?t=a&n=1.",
        )
        .await;
    assert_eq!(answer.status(), 200);
    assert!(answer.json::<Value>().await.unwrap()["MessageId"].as_str().unwrap().starts_with("dev-"));
    let mail = bench.mails().await[0].take();
    assert_eq!(mail["to"], json!(["kari@example.no"]));
    assert_eq!(mail["subject"], "Bekreft på ventelisten");
    assert_eq!(mail["links"], json!(["http://localhost:4242/api/waitlist/confirm?t=a&n=1"]));
    assert_eq!(mail["at"], "2027-01-31T12:00:00Z");
    let page = bench.text("/mail/1").await;
    assert!(page.contains("<a href=\"http://localhost:4242/api/waitlist/confirm?t=a&amp;n=1\">"), "{page}");
    assert!(page.contains("<iframe src=\"/_terskel/mail/1/html\""), "{page}");
}

#[tokio::test]
async fn the_newest_mail_comes_first() {
    let bench = Bench::new().await;
    for subject in ["Første", "Andre"] {
        bench.send("kari@example.no", subject, "Hei").await;
    }
    let page = bench.text("/mail").await;
    assert!(page.find("Andre") < page.find("Første"), "{page}");
    assert!(page.contains("href=\"/_terskel/mail/2\""), "{page}");
    assert_eq!(bench.mails().await[0]["subject"], "Andre");
}

#[tokio::test]
async fn nothing_in_a_mail_becomes_markup_of_the_page() {
    let bench = Bench::new().await;
    bench
        .send(
            "kari@example.no",
            "<script>alert(1)</script>",
            "<script>alert(2)</script> http://a.example/\"onclick=\"x",
        )
        .await;
    for path in ["/mail", "/mail/1"] {
        let answer = bench.get(path).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        let page = answer.text().await.unwrap();
        assert!(
            page.contains("&lt;script&gt;") && !page.contains("<script>") && !page.contains("\"onclick"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn the_html_part_stands_alone_where_nothing_runs() {
    let bench = Bench::new().await;
    bench.send("kari@example.no", "Hei", "Hei").await;
    let answer = bench.get("/mail/1/html").await;
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("sandbox allow-popups ") && policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"), "{policy}");
    assert!(answer.text().await.unwrap().contains("<head><base target=\"_blank\"><title>"));
}

#[tokio::test]
async fn what_the_provider_would_refuse_is_refused() {
    let bench = Bench::new().await;
    let mail = raw("Hei", "Hei");
    let cases = [
        json!("no object"),
        request("", &mail),
        request("not an address", &mail),
        request("a@example.no\r\nBcc: b@example.no", &mail),
        request("a@example.no,b@example.no", &mail),
        request("a@example.no", b"no mail"),
        json!({ "Destination": { "ToAddresses": ["a@example.no"] }, "Content": { "Raw": { "Data": "%" } } }),
        json!({ "Destination": { "ToAddresses": ["a@example.no"] }, "Content": { "Simple": {} } }),
        json!({ "Content": { "Raw": { "Data": STANDARD.encode(&mail) } } }),
    ];
    for case in cases {
        let answer = bench.post(&case).await;
        assert_eq!(answer.status(), 400, "{case}");
        assert_eq!(answer.headers()["x-amzn-errortype"], "BadRequestException");
    }
    assert_eq!(bench.mails().await, json!([]));
}

#[tokio::test]
async fn a_mail_that_is_not_there_is_not_found() {
    let bench = Bench::new().await;
    bench.send("kari@example.no", "Hei", "Hei").await;
    for path in ["/mail/0", "/mail/2", "/mail/-1", "/mail/x", "/mail/2/html", "/mail/99999999999999999999"] {
        assert_eq!(bench.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn mails_are_kept_between_runs() {
    let folder = TempDir::new().unwrap();
    let data = Some(folder.path().join("mail"));
    let before = Bench::keeping(data.clone()).await;
    before.send("kari@example.no", "Første", "Hei").await;
    before.send("ola@example.no", "Andre", "Hei").await;
    let after = Bench::keeping(data).await;
    assert_eq!(after.mails().await, before.mails().await);
    after.send("kari@example.no", "Tredje", "Hei").await;
    assert_eq!(after.mails().await[0]["number"], 3);
}

#[test]
fn a_file_that_is_no_kept_mail_is_named() {
    let folder = TempDir::new().unwrap();
    write_whole(&folder.path().join("000001.eml"), b"Subject: hei\r\n\r\n").unwrap();
    let options = MailboxOptions {
        clock: Arc::new(|| Timestamp::UNIX_EPOCH),
        data: Some(folder.path().to_owned()),
        mounted_at: String::new(),
        trouble: Trouble::default(),
        events: unbounded_channel().0,
    };
    let error = Mailbox::open(options).unwrap_err().to_string();
    assert!(error.contains("000001.eml` does not read: it does not begin with"), "{error}");
}

#[tokio::test]
async fn in_trouble_a_mail_may_be_taken_although_the_answer_says_no() {
    let trouble = Trouble::default();
    let options = MailboxOptions {
        clock: Arc::new(|| Timestamp::UNIX_EPOCH),
        data: None,
        mounted_at: String::new(),
        trouble: trouble.clone(),
        events: unbounded_channel().0,
    };
    let mailbox = Mailbox::open(options).unwrap();
    trouble.begin(Share::ALL, 1);
    let body = || {
        let raw = STANDARD.encode("From: a@example.no\r\nSubject: Hei\r\n\r\nHei\r\n");
        let mail = json!({ "Destination": { "ToAddresses": ["b@example.no"] }, "Content": { "Raw": { "Data": raw } } });
        axum::body::Bytes::from(mail.to_string())
    };
    for _ in 0..30 {
        let answer = ses::send(axum::extract::State(mailbox.clone()), body()).await;
        assert!(!answer.status().is_success());
    }
    assert!((1..30).contains(&mailbox.after(0).len()));
}
