//! A port of ours on this machine, and one that stands before somebody else's and lets calls fail.

use std::pin::Pin;
use std::sync::Arc;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::fault::{Course, Plan};

/// A request, read whole.
pub(crate) struct Call {
    pub method: Method,
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// What answers; none closes the connection.
pub(crate) type Answer = Option<Response<Full<Bytes>>>;

/// Serves on a free port until the test is over, and says where.
pub(crate) async fn open<F>(answer: impl Fn(Call) -> F + Send + Sync + 'static) -> String
where
    F: Future<Output = Answer> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = Arc::clone(&answer);
            let service = service_fn(move |request| {
                let answer = Arc::clone(&answer);
                async move { answer(read(request).await).await.ok_or("closed on purpose") }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    url
}

async fn read(request: Request<Incoming>) -> Call {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Call { method: parts.method, path, headers: parts.headers, body }
}

/// Whose port it is, for the words that it fails in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Table,
    Aws,
    Payments,
}

/// Stands before `target`, and lets calls fail as planned.
pub(crate) async fn before(target: &str, owner: Owner, plan: Plan) -> String {
    let client = reqwest::Client::new();
    let target = target.to_owned();
    open(move |call| {
        let (client, target, course) = (client.clone(), target.clone(), plan.next(owner));
        let answer: Pin<Box<dyn Future<Output = Answer> + Send>> = Box::pin(async move {
            match course {
                Course::Well => Some(forward(&client, &target, call).await),
                Course::Unheard => None,
                Course::Unanswered => {
                    forward(&client, &target, call).await;
                    None
                }
                Course::Broken => Some(told(500, "InternalServerError", &json!({}))),
                Course::Throttled => Some(throttled(owner)),
                Course::Conflict => match conflict(owner, &call) {
                    Some(answer) => Some(answer),
                    None => Some(forward(&client, &target, call).await),
                },
            }
        });
        answer
    })
    .await
}

/// Asks the service itself.
pub(crate) async fn forward(client: &reqwest::Client, target: &str, call: Call) -> Response<Full<Bytes>> {
    let mut headers = call.headers;
    headers.remove("host");
    headers.remove("content-length");
    let request = client.request(call.method, format!("{target}{}", call.path)).headers(headers);
    let answer = request.body(call.body).send().await.expect("an answer from the service itself");
    let mut forwarded = Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        if !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()) {
            forwarded = forwarded.header(name, value);
        }
    }
    let body = answer.bytes().await.expect("a whole answer");
    forwarded.body(Full::new(body)).expect("an answer")
}

/// As each service says that it has too much to do.
fn throttled(owner: Owner) -> Response<Full<Bytes>> {
    match owner {
        Owner::Table => told(400, "ThrottlingException", &json!({ "message": "Rate of requests exceeds" })),
        Owner::Aws => told(429, "TooManyRequestsException", &json!({ "message": "slow down" })),
        Owner::Payments => {
            let error =
                json!({ "type": "invalid_request_error", "code": "rate_limit", "message": "slow down" });
            told(429, "", &json!({ "error": error }))
        }
    }
}

/// As each service says that somebody else has the same in hand; none for calls that no two can get in the way with.
fn conflict(owner: Owner, call: &Call) -> Option<Response<Full<Bytes>>> {
    match owner {
        Owner::Table => {
            let target = call.headers.get("x-amz-target").and_then(|target| target.to_str().ok());
            target.filter(|target| target.ends_with("TransactWriteItems"))?;
            let asked: Value = serde_json::from_slice(&call.body).expect("JSON");
            let items = asked["TransactItems"].as_array().map_or(1, Vec::len);
            let code = |number| if number == 0 { "TransactionConflict" } else { "None" };
            let reasons: Vec<Value> = (0..items).map(|number| json!({ "Code": code(number) })).collect();
            let told_of = json!({ "Message": "Transaction cancelled", "CancellationReasons": reasons });
            Some(told(400, "TransactionCanceledException", &told_of))
        }
        Owner::Aws if call.path.starts_with("/key-value-stores") && call.method == Method::POST => {
            Some(told(409, "ConflictException", &json!({ "Message": "the version has changed" })))
        }
        Owner::Payments if call.method == Method::POST => {
            let error =
                json!({ "type": "invalid_request_error", "code": "lock_timeout", "message": "in use" });
            Some(told(409, "", &json!({ "error": error })))
        }
        Owner::Aws | Owner::Payments => None,
    }
}

/// An answer as the table gives it.
pub(crate) fn told(status: u16, kind: &str, body: &Value) -> Response<Full<Bytes>> {
    let mut body = body.clone();
    if !kind.is_empty() {
        body["__type"] = json!(format!("com.amazonaws.dynamodb.v20120810#{kind}"));
    }
    let answer = Response::builder()
        .status(StatusCode::from_u16(status).expect("a status"))
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amzn-errortype", kind);
    answer.body(Full::new(Bytes::from(body.to_string()))).expect("an answer")
}

/// A status without words.
pub(crate) fn plain(status: u16) -> Response<Full<Bytes>> {
    told(status, "", &json!({}))
}
