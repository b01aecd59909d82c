//! The headers that every answer carries, pages and functions alike: the deployment's own, eased for the bar.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::output::headers::{HeaderRule, of};

/// Sets what `rules` say of the address `path`, where the answer does not say otherwise.
///
/// Scripts and connections are allowed to this origin only for the sake of the bar, but on pages that search.
pub(super) fn set(headers: &mut HeaderMap, rules: &[HeaderRule], path: &str) {
    for (name, value) in of(rules, path).into_iter().flatten() {
        let value = match *name {
            "content-security-policy" if !value.contains("script-src") => {
                format!("{value}; script-src 'self'; connect-src 'self'")
            }
            // A browser that was once told so would ask this machine for https from then on.
            "strict-transport-security" => continue,
            _ => value.clone(),
        };
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.entry(HeaderName::from_static(name)).or_insert(value);
        }
    }
}
