//! The headers of what lies in the output, as data: for the deployment, and for `serve`.
//!
//! The gate runs before the cache and cannot set them on the origin's answer, so the deployment makes policies of them.
//! They depend on the address alone.

use std::collections::BTreeMap;

use serde::Serialize;

/// Where a buyer pays and a member changes the card: a form's redirect is held against `form-action`, so the hosts stand
/// there by name.
pub const PAYMENTS_ORIGINS: &str = "https://checkout.stripe.com https://billing.stripe.com";

/// How pages are kept.
const PAGES: &str = "max-age=0, must-revalidate, s-maxage=86400";

/// Where what never changes under its name lies.
pub const HASHED: &str = "/assets/";

/// Headers of the addresses that a path covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeaderRule {
    /// An address, with `*` at its end for all that begin so. Of several that fit, the longest counts.
    pub path: &'static str,
    /// Names in lower case, and values.
    pub headers: BTreeMap<&'static str, String>,
}

/// The rules of a portal whose buyers pay at `payments_origins`, with spaces between them.
#[must_use]
pub fn rules(payments_origins: &str) -> Vec<HeaderRule> {
    [
        // Pages: browsers ask anew each time, for the phase may have changed; the answer may be that nothing has. The CDN
        // keeps them for a day, or until publishing invalidates them.
        ("/*", PAGES),
        // Named by their content, so what is behind a name never changes.
        ("/assets/*", "public, max-age=31536000, immutable"),
        // For this reader alone, and only as long as the gate opens.
        ("/medlem/*", "private, no-store"),
    ]
    .map(|(path, caching)| HeaderRule { path, headers: headers(caching, payments_origins) })
    .into()
}

/// The headers of the address `path` by these rules.
#[must_use]
pub fn of<'a>(rules: &'a [HeaderRule], path: &str) -> Option<&'a BTreeMap<&'static str, String>> {
    let fits = |rule: &&HeaderRule| path.starts_with(rule.path.trim_end_matches('*'));
    rules.iter().filter(fits).max_by_key(|rule| rule.path.len()).map(|rule| &rule.headers)
}

/// What a page may load, and where its forms may lead.
#[must_use]
pub fn content_security_policy(payments_origins: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' {payments_origins}; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

fn headers(caching: &str, payments_origins: &str) -> BTreeMap<&'static str, String> {
    let policy = content_security_policy(payments_origins);
    BTreeMap::from([
        ("cache-control", caching.to_owned()),
        ("content-security-policy", policy),
        ("referrer-policy", "strict-origin-when-cross-origin".to_owned()),
        ("strict-transport-security", "max-age=31536000".to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_path_that_fits_counts() {
        let rules = rules(PAYMENTS_ORIGINS);
        let caching = |path| of(&rules, path).map(|headers| headers["cache-control"].as_str());
        assert_eq!(caching("/"), Some(PAGES));
        assert_eq!(caching("/medlem/1-ro/2026-08/ark.pdf"), Some("private, no-store"));
        assert_eq!(caching("/assets/style.1234.css"), Some("public, max-age=31536000, immutable"));
        assert_eq!(caching("/medlemskap/"), Some(PAGES));
    }

    #[test]
    fn nothing_in_place_and_nothing_foreign_but_the_payment_is_allowed() {
        for rule in rules(PAYMENTS_ORIGINS) {
            let policy = &rule.headers["content-security-policy"];
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            let foreign = policy.split_whitespace().filter(|word| word.starts_with("https://"));
            assert_eq!(
                foreign.collect::<Vec<_>>(),
                ["https://checkout.stripe.com", "https://billing.stripe.com;"]
            );
        }
    }
}
