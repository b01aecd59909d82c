//! The headers that every answer carries, pages and functions alike: the deployment's own.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::output::headers::{HeaderRule, of};

/// Sets what `rules` say of the address `path`, where the answer does not say otherwise.
pub(super) fn set(headers: &mut HeaderMap, rules: &[HeaderRule], path: &str) {
    for (name, value) in of(rules, path).into_iter().flatten() {
        // A browser that was once told so would ask this machine for https from then on.
        if *name == "strict-transport-security" {
            continue;
        }
        if let Ok(value) = HeaderValue::try_from(value.as_str()) {
            headers.entry(HeaderName::from_static(name)).or_insert(value);
        }
    }
}
