//! The headers that every answer carries, pages and functions alike.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Sets what is the same for every answer.
///
/// A form's redirect is held against `form-action` too, so the payment host stands there by name. Scripts and
/// connections are allowed to this origin only for the sake of the bar; pages of the portal have none.
pub(super) fn secure(headers: &mut HeaderMap, payments_origin: &str) {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
         form-action 'self' {payments_origin}; base-uri 'none'; frame-ancestors 'none'"
    );
    // An origin is a scheme, a host and a port: always a header value.
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    set_default(headers, header::CONTENT_SECURITY_POLICY, policy);
    set_default(headers, header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set_default(
        headers,
        header::REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    );
}

fn set_default(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}
