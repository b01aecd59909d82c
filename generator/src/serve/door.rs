//! The front door: the tools of `serve`, the functions, and the gate before everything else.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use functions::function::Function;
use functions::http::{EDGE_ID, VIEWER_ADDRESS, cookie_pairs};
use functions::random;
use functions::route::{Endpoints, answer};

use super::gate::{Decision, GateRequest};
use super::house::House;
use super::mailbox::Mailbox;
use super::stage::Built;
use super::{bar, headers};
use crate::output::{Output, content_type};
use crate::talk::say_line;

/// More than this no function takes; the provider's events are the largest.
const MOST_BODY_BYTES: usize = 1024 * 1024;

/// Where the mailbox is shown.
pub(super) const MAIL_PATH: &str = "/_terskel/mail";

/// Every route of the portal's origin.
pub(super) fn router(house: House, mailbox: &Mailbox) -> Router {
    Router::new()
        .nest(MAIL_PATH, mailbox.pages_router().with_state(()))
        .nest("/_terskel/ses", mailbox.ses_router().with_state(()))
        .nest("/_terskel", bar::router(house.clone()))
        .fallback(enter)
        .with_state(house)
}

async fn enter(
    State(house): State<House>,
    ConnectInfo(viewer): ConnectInfo<SocketAddr>,
    mut request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    // The CDN says where the viewer is and names the request, whatever the viewer says.
    for (name, value) in [(VIEWER_ADDRESS, Some(viewer.to_string())), (EDGE_ID, edge_id())] {
        if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
            request.headers_mut().insert(name, value);
        }
    }
    let persona = bar::persona(request.headers());
    let built = house.stage.built().await;
    let rules = Arc::clone(&built.headers);
    let mut response = reply(&house, built, &path, request).await;
    headers::set(response.headers_mut(), &rules, &path);
    if house.bare {
        return response;
    }
    bar::add(&house, &path, persona.as_deref(), response).await
}

/// Of 56 characters, like the CDN's, so that rows that keep one cost here what they cost there.
fn edge_id() -> Option<String> {
    let parts: Result<Vec<String>, _> = std::iter::repeat_with(random::id).take(3).collect();
    parts.ok().map(|parts| parts.concat()[..56].to_owned())
}

async fn reply(house: &House, built: Built, path: &str, request: Request) -> Response {
    let is_page = accepts_html(&request);
    // Nobody put functions up for a portal without members.
    let has_functions = built.output.as_ref().is_none_or(|output| output.snapshot.site.members);
    match (Function::of(path).filter(|_| has_functions), built.output, built.mistakes) {
        (Some(function), Some(_), _) => call(house, function, request).await,
        (Some(_), None, mistakes) => {
            bar::mistakes_page(StatusCode::SERVICE_UNAVAILABLE, &mistakes.unwrap_or_default())
        }
        (None, Some(output), mistakes) if mistakes.is_none() || !is_page => {
            visit(house, &output, &gate_request(&request))
        }
        (None, _, mistakes) => {
            bar::mistakes_page(StatusCode::INTERNAL_SERVER_ERROR, &mistakes.unwrap_or_default())
        }
    }
}

/// Hands the request to a function, as Lambda would.
async fn call(house: &House, function: Function, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BODY_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let body = match std::str::from_utf8(&body) {
        Ok(text) => functions::http::Body::Text(text.to_owned()),
        Err(_) => functions::http::Body::Binary(body.to_vec()),
    };
    let (app, request) =
        (house.app.acting_as(function.name()), functions::http::Request::from_parts(parts, body));
    let response = answer(&app, Endpoints::of(function), &request).await;
    if let Err(error) = house.aftermath.see_to(&house.app).await {
        tell(&error.to_string());
    }
    let (parts, body) = response.into_parts();
    Response::from_parts(parts, Body::from(body.to_vec()))
}

/// Asks the gate, and fetches what it says.
fn visit(house: &House, output: &Output, request: &GateRequest) -> Response {
    match house.gate.decide(request, &house.edge_store.entries(), house.app.clock.now()) {
        Ok(Decision::Forward { uri }) => file(output, &uri),
        Ok(Decision::Answer { status, headers, body }) => told(status, headers, body),
        Err(error) => broken(&error.to_string()),
    }
}

/// The request as the edge sees it. On plain http the cookies have no prefix, so it is put before them here.
fn gate_request(request: &Request) -> GateRequest {
    GateRequest {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        cookies: cookie_pairs(request.headers())
            .map(|(name, value)| (prefixed(name), value.to_owned()))
            .collect(),
    }
}

fn accepts_html(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|kinds| kinds.contains("text/html"))
}

fn prefixed(name: &str) -> String {
    if matches!(name, "pass" | "session") { format!("__Host-{name}") } else { name.to_owned() }
}

/// The file at `uri` in the output; the portal's own 404 page if there is none.
fn file(output: &Output, uri: &str) -> Response {
    let path = uri.trim_start_matches('/');
    match output.file(path) {
        Ok(Some(bytes)) => {
            return ([(header::CONTENT_TYPE, content_type::of(path))], bytes.into_owned()).into_response();
        }
        Ok(None) => {}
        Err(failure) => {
            let mistakes = failure.to_string();
            tell(&mistakes);
            return bar::mistakes_page(StatusCode::INTERNAL_SERVER_ERROR, &mistakes);
        }
    }
    // What is not there today may be there tomorrow, whatever its address.
    let headers = [(header::CONTENT_TYPE, content_type::of("404.html")), (header::CACHE_CONTROL, "no-cache")];
    let page = output.file("public/404.html").ok().flatten().map_or_else(|| b"404".to_vec(), Cow::into_owned);
    (StatusCode::NOT_FOUND, headers, page).into_response()
}

fn told(status: u16, headers: Vec<(String, String)>, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let pair = |(name, value): (String, String)| {
        Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
    };
    let headers: HeaderMap = headers.into_iter().filter_map(pair).collect();
    (status, headers, body).into_response()
}

fn broken(error: &str) -> Response {
    tell(error);
    (StatusCode::SERVICE_UNAVAILABLE, "the gate does not answer; see the terminal").into_response()
}

fn tell(error: &str) {
    say_line(error);
}
