//! What the CDN does, on a port of this machine, with what was deployed to it: its gate, with the store that the function
//! `access` keeps, opens the bucket; for `/api/` it shows the origin's secret, says where the viewer is, and names each
//! request. The stand-in's own CDN has functions without their store, and no API behind it.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use functions::http::cookie_pairs;
use generator::serve::gate::{Decision, Gate, GateRequest, GateStore};
use generator::visitor::Browser;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use reqwest::redirect::Policy;
use serde_json::Value;
use tokio::net::TcpListener;

use crate::Place;

pub(crate) struct Cdn {
    /// Where it answers.
    origin: String,
    upstream: Arc<Upstream>,
}

/// Behind it.
struct Upstream {
    client: reqwest::Client,
    place: Place,
    gate: Gate,
    secret: String,
    requests: AtomicU32,
}

impl Cdn {
    pub(crate) async fn open(place: &Place, secret: String) -> Self {
        let client = reqwest::Client::builder().redirect(Policy::none()).build().expect("a client");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let gate = std::fs::read_to_string(&place.gate).expect("the gate's code");
        let gate = Gate::new(&gate).expect("a gate");
        let requests = AtomicU32::new(0);
        let upstream = Arc::new(Upstream { client, place: place.clone(), gate, secret, requests });
        tokio::spawn(serve(listener, origin.clone(), Arc::clone(&upstream)));
        Self { origin, upstream }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.origin, Ipv4Addr::LOCALHOST).expect("a browser")
    }

    /// An address of the portal as it is reached here; any other as it is.
    pub(crate) fn here(&self, address: &str) -> String {
        match address.strip_prefix(&self.upstream.place.public_url) {
            Some(path) => format!("{}{path}", self.origin),
            None => address.to_owned(),
        }
    }

    /// What somebody is answered who goes around the CDN.
    pub(crate) async fn straight_to_the_api(&self, path: &str, secret: Option<&str>) -> u16 {
        let request = self.upstream.client.get(format!("{}{path}", self.upstream.place.stand_in));
        let request = request.header(HOST, host(&self.upstream.place.api_url));
        let request =
            secret.into_iter().fold(request, |request, secret| request.header("x-terskel-origin", secret));
        request.send().await.expect("an answer").status().as_u16()
    }
}

async fn serve(listener: TcpListener, origin: String, upstream: Arc<Upstream>) {
    let origin: Arc<str> = origin.into();
    while let Ok((stream, _)) = listener.accept().await {
        let (upstream, origin) = (Arc::clone(&upstream), Arc::clone(&origin));
        let service = service_fn(move |request| {
            let (upstream, origin) = (Arc::clone(&upstream), Arc::clone(&origin));
            async move { Ok::<_, hyper::Error>(upstream.answer(request, &origin).await) }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

impl Upstream {
    async fn answer(&self, request: Request<Incoming>, origin: &str) -> Response<Full<Bytes>> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.expect("a whole request").to_bytes();
        if parts.uri.path().starts_with("/api/") {
            return self.call(&parts, body, origin).await;
        }
        match self.gate.decide(&gate_request(&parts), &self.store().await, now()).expect("a decision") {
            Decision::Answer { status, headers, body } => {
                let answer =
                    headers.iter().fold(Response::builder().status(status), |answer, (name, value)| {
                        answer.header(name, value)
                    });
                answer.body(Full::new(body.into())).expect("an answer")
            }
            Decision::Forward { uri } => self.file(&uri).await,
        }
    }

    /// A file of the bucket or, as the distribution says of errors, the page for what is missing.
    async fn file(&self, uri: &str) -> Response<Full<Bytes>> {
        let object =
            |uri: &str| self.client.get(format!("{}/{}{uri}", self.place.stand_in, self.place.bucket));
        let found = object(uri).send().await.expect("an answer of the bucket");
        if found.status() == 404 {
            let page = object("/public/404.html").send().await.expect("an answer of the bucket");
            return handed_on(page, Some(404)).await;
        }
        handed_on(found, None).await
    }

    /// What a function answers.
    async fn call(&self, parts: &Parts, body: Bytes, origin: &str) -> Response<Full<Bytes>> {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let sent = self.client.request(parts.method.clone(), format!("{}{path}", self.place.stand_in));
        let sent = sent.headers(self.headers(&parts.headers, origin)).body(body);
        handed_on(sent.send().await.expect("an answer of the stand-in"), None).await
    }

    /// What the gate's store holds now.
    async fn store(&self) -> GateStore {
        let arn = self.place.gate_store.replace(':', "%3A").replace('/', "%2F");
        let url = format!("{}/key-value-stores/{arn}/keys?MaxResults=50", self.place.stand_in);
        let listed = self.client.get(url).send().await.expect("an answer").text().await.expect("text");
        let listed: Value = serde_json::from_str(&listed).expect("JSON");
        assert!(listed["NextToken"].is_null(), "more keys than a page has");
        let text = |item: &Value, name: &str| item[name].as_str().expect(name).to_owned();
        let items = listed["Items"].as_array().expect("items").iter();
        items.map(|item| (text(item, "Key"), text(item, "Value"))).collect()
    }

    /// As the CDN hands them on. A page of ours posts from the portal's own origin, whatever port it is reached by.
    fn headers(&self, given: &HeaderMap, origin: &str) -> HeaderMap {
        let mut headers = given.clone();
        headers.remove("content-length");
        for name in ["origin", "referer"] {
            if let Some(value) = headers.get(name).and_then(|value| value.to_str().ok()) {
                let value = value.replacen(origin, &self.place.public_url, 1);
                set(&mut headers, name, &value);
            }
        }
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        set(&mut headers, "host", host(&self.place.api_url));
        set(&mut headers, "x-terskel-origin", &self.secret);
        set(&mut headers, "cloudfront-viewer-address", &format!("{}:40000", super::VIEWER));
        set(&mut headers, "x-amz-cf-id", &format!("road-{number}"));
        headers
    }
}

fn gate_request(parts: &Parts) -> GateRequest {
    let cookies = cookie_pairs(&parts.headers).map(|(name, value)| (name.to_owned(), value.to_owned()));
    GateRequest {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        cookies: cookies.collect(),
    }
}

async fn handed_on(answer: reqwest::Response, status: Option<u16>) -> Response<Full<Bytes>> {
    let mut response = Response::builder().status(status.unwrap_or(answer.status().as_u16()));
    for (name, value) in answer.headers() {
        if !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()) {
            response = response.header(name, value);
        }
    }
    response.body(Full::new(answer.bytes().await.expect("a whole answer"))).expect("a response")
}

#[expect(clippy::disallowed_methods, reason = "what is deployed stands at the system's time")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"));
}

fn host(url: &str) -> &str {
    url.trim_start_matches("https://").trim_start_matches("http://")
}
