//! Answers: pages, redirects and JSON, with the headers that each must have.

use http::{HeaderValue, StatusCode, header};
use lambda_http::Body;

use super::Response;
use super::cookies::{self, CookieName};

/// An HTML page; like every answer never cached, unless [`for_everybody`] says so.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    answer(status, "text/html; charset=utf-8", html)
}

/// A JSON answer.
pub(crate) fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    answer(status, "application/json", value.to_string())
}

/// JSON as a file to keep, in lines that people can read.
pub(crate) fn file(name: &'static str, value: &serde_json::Value) -> Response {
    let mut response = answer(StatusCode::OK, "application/json", format!("{value:#}\n"));
    if let Ok(kept) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, kept);
    }
    response
}

/// The answer, which is the same for everybody and may be kept for five seconds by whoever hands it on.
pub(crate) fn for_everybody(mut response: Response) -> Response {
    let caching = HeaderValue::from_static("public, max-age=5");
    response.headers_mut().insert(header::CACHE_CONTROL, caching);
    response
}

/// "See other": after a POST, and wherever a GET leads on.
pub(crate) fn see_other(location: &str) -> Response {
    let mut response = answer(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", String::new());
    // A location is our own path or the provider's URL; what cannot be a header leads home.
    let value = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, value);
    response
}

/// Nothing to say; the webhook's answer.
pub(crate) fn empty(status: StatusCode) -> Response {
    answer(status, "text/plain; charset=utf-8", String::new())
}

/// Plain words, for who is no reader of a page.
pub(crate) fn words(status: StatusCode, text: &str) -> Response {
    answer(status, "text/plain; charset=utf-8", text.to_owned())
}

/// The answer for an address that holds a token: nothing loaded from the page may carry it on, not even into
/// our own CDN's log.
pub(crate) fn without_referrer(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The answer to a wrong method, which must name the right ones (RFC 9110, section 15.5.6).
pub(crate) fn allowing(mut response: Response, methods: &'static str) -> Response {
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    response
}

/// The answer to who asked too often: when to ask again (RFC 6585, section 4), in seconds.
pub(crate) fn after(mut response: Response, seconds: i64) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// The answer, which the browser asks for again by itself in so many seconds.
pub(crate) fn asking_again(mut response: Response, seconds: i64) -> Response {
    response.headers_mut().insert(header::REFRESH, HeaderValue::from(seconds));
    response
}

/// The answer with one more cookie line.
pub(crate) fn with_cookie(mut response: Response, line: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(line) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The answer that clears every cookie of ours.
pub(crate) fn without_cookies(response: Response, secure: bool) -> Response {
    let clear = |response, name| with_cookie(response, &cookies::clear(name, secure));
    CookieName::ALL.into_iter().fold(response, clear)
}

fn answer(status: StatusCode, kind: &'static str, body: String) -> Response {
    let mut response = Response::new(if body.is_empty() { Body::Empty } else { Body::Text(body) });
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
