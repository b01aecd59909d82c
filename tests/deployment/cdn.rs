//! What the CDN does for `/api/`, on a port of this machine: it shows the origin's secret, says where the viewer is, and
//! gives each request an id. Everything else goes to the stand-in's own CDN, which runs the gate.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use generator::visitor::Browser;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;
use reqwest::redirect::Policy;
use tokio::net::TcpListener;

pub(crate) struct Cdn {
    /// Where it answers.
    origin: String,
    upstream: Arc<Upstream>,
}

/// Behind it.
struct Upstream {
    client: reqwest::Client,
    stand_in: String,
    public_url: String,
    api_url: String,
    secret: String,
    requests: AtomicU32,
}

impl Cdn {
    pub(crate) async fn open(stand_in: &str, public_url: &str, api_url: &str, secret: &str) -> Self {
        let client = reqwest::Client::builder().redirect(Policy::none()).build().expect("a client");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let upstream = Arc::new(Upstream {
            client,
            stand_in: stand_in.to_owned(),
            public_url: public_url.to_owned(),
            api_url: api_url.to_owned(),
            secret: secret.to_owned(),
            requests: AtomicU32::new(0),
        });
        tokio::spawn(serve(listener, origin.clone(), Arc::clone(&upstream)));
        Self { origin, upstream }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.origin, Ipv4Addr::LOCALHOST).expect("a browser")
    }

    /// An address of the portal as it is reached here; any other as it is.
    pub(crate) fn here(&self, address: &str) -> String {
        match address.strip_prefix(&self.upstream.public_url) {
            Some(path) => format!("{}{path}", self.origin),
            None => address.to_owned(),
        }
    }

    /// What somebody is answered who goes around the CDN.
    pub(crate) async fn straight_to_the_api(&self, path: &str, secret: Option<&str>) -> u16 {
        let request = self.upstream.client.get(format!("{}{path}", self.upstream.stand_in));
        let request = request.header(HOST, host(&self.upstream.api_url));
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
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let headers = self.headers(&parts.headers, path, origin);
        let sent = self.client.request(parts.method, format!("{}{path}", self.stand_in)).headers(headers);
        let answer = sent.body(body).send().await.expect("an answer of the stand-in");
        let mut response = Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            if !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()) {
                response = response.header(name, value);
            }
        }
        response.body(Full::new(answer.bytes().await.expect("a whole answer"))).expect("a response")
    }

    /// As the CDN hands them on. A page of ours posts from the portal's own origin, whatever port it is reached by.
    fn headers(&self, given: &HeaderMap, path: &str, origin: &str) -> HeaderMap {
        let mut headers = given.clone();
        headers.remove("content-length");
        for name in ["origin", "referer"] {
            if let Some(value) = headers.get(name).and_then(|value| value.to_str().ok()) {
                let value = value.replacen(origin, &self.public_url, 1);
                set(&mut headers, name, &value);
            }
        }
        if path.starts_with("/api/") {
            let number = self.requests.fetch_add(1, Ordering::Relaxed);
            set(&mut headers, "host", host(&self.api_url));
            set(&mut headers, "x-terskel-origin", &self.secret);
            set(&mut headers, "cloudfront-viewer-address", &format!("{}:40000", super::VIEWER));
            set(&mut headers, "x-amz-cf-id", &format!("road-{number}"));
        } else {
            set(&mut headers, "host", host(&self.public_url));
        }
        headers
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"));
}

fn host(url: &str) -> &str {
    url.trim_start_matches("https://").trim_start_matches("http://")
}
