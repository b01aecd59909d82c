//! The headers of what lies in the output, as data: for the deployment, and for `serve`.
//!
//! The gate runs before the cache and cannot set them on the origin's answer, so the deployment makes policies of them.
//! They depend on the address alone, and on how its path begins: a policy of the CDN's goes with a path, and it has few.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// Where a buyer pays and a member changes the card: a form's redirect is held against `form-action`, so the hosts stand
/// there by name.
pub const PAYMENTS_ORIGINS: &str = "https://checkout.stripe.com https://billing.stripe.com";

/// How pages are kept.
const PAGES: &str = "max-age=0, must-revalidate, s-maxage=86400";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const PRIVATE: &str = "private, no-store";

/// What the policy of a page that searches has more.
pub const SEARCHING: &str = "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/// What the policy of every other page has more: a script of the portal's own, which asks the portal alone.
pub const COMFORT: &str = "; script-src 'self'; connect-src 'self'";

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

/// What a portal's pages reach beyond their own origin.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// Where buyers pay, with spaces between the origins.
    pub payments: &'a str,
    /// The origins whose players stand in pages, as `https://player.vimeo.com`.
    pub videos: &'a BTreeSet<String>,
}

impl Reach<'_> {
    /// Of a portal that sells, and shows no video from elsewhere.
    #[must_use]
    pub fn payments_alone(payments: &str) -> Reach<'_> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        Reach { payments, videos: &NONE }
    }
}

/// The rules of a portal whose pages reach so far.
#[must_use]
pub fn rules(reach: Reach<'_>) -> Vec<HeaderRule> {
    let base = content_security_policy(reach);
    let (pages, search) = (format!("{base}{COMFORT}"), format!("{base}{SEARCHING}"));
    [
        // Pages: browsers ask anew each time, for the phase may have changed; the answer may be that nothing has. The CDN
        // keeps them for a day, or until publishing invalidates them.
        ("/*", PAGES, &pages),
        // Named by their content, so what is behind a name never changes.
        ("/assets/*", FOR_EVER, &pages),
        ("/sok/*", PAGES, &search),
        // For this reader alone, and only as long as the gate opens.
        ("/medlem/*", PRIVATE, &pages),
        ("/medlem/sok/*", PRIVATE, &search),
    ]
    .map(|(path, caching, policy)| HeaderRule { path, headers: headers(caching, policy) })
    .into()
}

/// The headers of the address `path` by these rules.
#[must_use]
pub fn of<'a>(rules: &'a [HeaderRule], path: &str) -> Option<&'a BTreeMap<&'static str, String>> {
    let fits = |rule: &&HeaderRule| path.starts_with(rule.path.trim_end_matches('*'));
    rules.iter().filter(fits).max_by_key(|rule| rule.path.len()).map(|rule| &rule.headers)
}

/// What any page may load but scripts, and where its forms may lead.
#[must_use]
pub fn content_security_policy(reach: Reach<'_>) -> String {
    let Reach { payments, videos } = reach;
    let origins: Vec<&str> = videos.iter().map(String::as_str).collect();
    let frames =
        if origins.is_empty() { String::new() } else { format!("frame-src {}; ", origins.join(" ")) };
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; {frames}\
         form-action 'self' {payments}; base-uri 'none'; frame-ancestors 'none'"
    )
}

fn headers(caching: &str, policy: &str) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("cache-control", caching.to_owned()),
        ("content-security-policy", policy.to_owned()),
        ("referrer-policy", "strict-origin-when-cross-origin".to_owned()),
        ("strict-transport-security", "max-age=31536000".to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sold() -> Vec<HeaderRule> {
        rules(Reach::payments_alone(PAYMENTS_ORIGINS))
    }

    #[test]
    fn the_longest_path_that_fits_counts() {
        let rules = sold();
        let caching = |path| of(&rules, path).map(|headers| headers["cache-control"].as_str());
        assert_eq!(caching("/"), Some(PAGES));
        assert_eq!(caching("/medlem/1-ro/2026-08/ark.pdf"), Some("private, no-store"));
        assert_eq!(caching("/medlem/sok/"), Some("private, no-store"));
        assert_eq!(caching("/assets/style.1234.css"), Some("public, max-age=31536000, immutable"));
        assert_eq!(caching("/medlemskap/"), Some(PAGES));
    }

    #[test]
    fn nothing_in_place_and_nothing_foreign_but_the_payment_is_allowed() {
        for rule in sold() {
            let policy = &rule.headers["content-security-policy"];
            assert!(
                policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"),
                "{policy}"
            );
            let foreign = policy.split_whitespace().filter(|word| word.starts_with("https://"));
            assert_eq!(
                foreign.collect::<Vec<_>>(),
                ["https://checkout.stripe.com", "https://billing.stripe.com;"]
            );
        }
    }

    #[test]
    fn only_pages_that_search_run_compiled_code() {
        let rules = sold();
        for (path, more) in [
            ("/", COMFORT),
            ("/sok/", SEARCHING),
            ("/sokere/", COMFORT),
            ("/medlem/", COMFORT),
            ("/medlem/sok/", SEARCHING),
            ("/medlem/1-ro/2026-08/sok/", COMFORT),
        ] {
            let policy = &of(&rules, path).unwrap()["content-security-policy"];
            assert!(policy.ends_with(more), "{path}: {policy}");
            assert_eq!(policy.matches("script-src").count(), 1, "{path}: {policy}");
        }
    }

    #[test]
    fn frames_name_the_video_hosts_in_use() {
        let videos = BTreeSet::from(["https://player.vimeo.com".to_owned()]);
        let with = content_security_policy(Reach { payments: "https://pay.example", videos: &videos });
        assert!(with.contains("; frame-src https://player.vimeo.com; form-action"), "{with}");
        let without = content_security_policy(Reach::payments_alone("https://pay.example"));
        assert!(!without.contains("frame-src"), "{without}");
    }
}
