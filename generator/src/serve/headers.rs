//! The headers that every answer carries, pages and functions alike: the deployment's own, and eased where there is a bar.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

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

/// Lets the bar run: where the policy allows no script, it allows those of this origin.
pub(super) fn let_the_bar_in(headers: &mut HeaderMap) {
    let policy = headers.get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    let Some(policy) = policy.filter(|policy| !policy.contains("script-src")) else { return };
    if let Ok(eased) = HeaderValue::try_from(format!("{policy}; script-src 'self'; connect-src 'self'")) {
        headers.insert(header::CONTENT_SECURITY_POLICY, eased);
    }
}
