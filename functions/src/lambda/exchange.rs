//! A request as API Gateway tells it, and an answer as it takes it: payload format 2.0 of its HTTP API.
//!
//! `lambda_http` would do both, but its answers bring the tables of every character encoding that the web ever had along.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::{HeaderMap, HeaderValue, SET_COOKIE};
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use lambda_http::request::LambdaRequest;
use lambda_http::{Error, RequestExt as _};
use serde::Serialize;

use super::Event;
use crate::http::{Body, Request, Response};

/// The request of an event, with Lambda's own context of it.
///
/// # Errors
/// That it is none; without its text, which may be personal.
pub(super) fn request_of(event: Event) -> Result<Request, Error> {
    let told: Result<ApiGatewayV2httpRequest, _> = serde_json::from_str(event.payload.get());
    let told = told.map_err(|_| Error::from("the event is no request of an HTTP API"))?;
    Ok(Request::from(LambdaRequest::ApiGatewayV2(told)).with_lambda_context(event.context))
}

/// An answer. Source: "Create `AWS` Lambda proxy integrations for HTTP APIs" in Amazon's guide to API Gateway.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    status_code: u16,
    headers: BTreeMap<String, String>,
    cookies: Vec<String>,
    body: String,
    is_base64_encoded: bool,
}

pub(super) fn answer_of(response: Response) -> Answer {
    let (parts, body) = response.into_parts();
    let is_base64_encoded = matches!(body, Body::Binary(_));
    let body = match body {
        Body::Text(text) => text,
        Body::Binary(bytes) => BASE64_STANDARD.encode(bytes),
        _ => String::new(),
    };
    Answer {
        status_code: parts.status.as_u16(),
        cookies: parts.headers.get_all(SET_COOKIE).iter().map(text).collect(),
        headers: headers(&parts.headers),
        body,
        is_base64_encoded,
    }
}

/// Each header once, its values with commas between them. Cookies have a place of their own.
fn headers(map: &HeaderMap) -> BTreeMap<String, String> {
    let values = |name| map.get_all(name).iter().map(text).collect::<Vec<_>>().join(", ");
    let names = map.keys().filter(|name| *name != SET_COOKIE);
    names.map(|name| (name.to_string(), values(name))).collect()
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use lambda_http::{Context, LambdaEvent};
    use serde_json::json;

    use super::*;
    use crate::http::reply;

    fn told(response: Response) -> serde_json::Value {
        serde_json::to_value(answer_of(response)).unwrap()
    }

    fn request(event: &serde_json::Value) -> Result<Request, Error> {
        let payload = serde_json::value::to_raw_value(event).unwrap();
        request_of(LambdaEvent { payload, context: Context::default() })
    }

    #[test]
    fn an_answer_has_its_cookies_apart_and_each_header_once() {
        let page = reply::page(StatusCode::CONFLICT, "<p>Blåbær".to_owned());
        let mut page = reply::with_cookie(reply::with_cookie(page, "a=1"), "b=2; Secure");
        page.headers_mut().append("vary", HeaderValue::from_static("accept"));
        page.headers_mut().append("vary", HeaderValue::from_static("cookie"));
        let told = told(page);
        assert_eq!(told["statusCode"], 409);
        assert_eq!(told["cookies"], json!(["a=1", "b=2; Secure"]));
        assert_eq!(told["headers"]["vary"], "accept, cookie");
        assert_eq!(told["headers"]["content-type"], "text/html; charset=utf-8");
        assert_eq!(told["headers"].get("set-cookie"), None);
        assert_eq!((&told["body"], &told["isBase64Encoded"]), (&json!("<p>Blåbær"), &json!(false)));
    }

    #[test]
    fn what_is_no_text_is_told_in_base64() {
        let told = told(Response::new(Body::Binary(vec![0xff, 0xfe])));
        assert_eq!((&told["body"], &told["isBase64Encoded"]), (&json!("//4="), &json!(true)));
    }

    #[test]
    fn a_request_is_told_with_its_query_cookies_and_body() {
        let event = json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": "/api/waitlist/confirm",
            "rawQueryString": "token=a%20b",
            "cookies": ["a=1", "b=2"],
            "headers": { "content-type": "application/x-www-form-urlencoded", "host": "example.no" },
            "requestContext": { "http": { "method": "POST", "path": "/api/waitlist/confirm" } },
            "body": "YT1i",
            "isBase64Encoded": true,
        });
        let request = request(&event).unwrap();
        assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/api/waitlist/confirm"));
        assert_eq!(request.uri().query(), Some("token=a%20b"));
        assert_eq!(request.headers()["cookie"], "a=1; b=2");
        assert_eq!(&request.body()[..], b"a=b");
    }

    #[test]
    fn what_is_no_request_is_not_repeated() {
        let error = request(&json!({ "rawPath": ["ola@example.no"] })).unwrap_err();
        assert_eq!(error.to_string(), "the event is no request of an HTTP API");
    }
}
