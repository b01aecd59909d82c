//! Whether a request came through the CDN: it says a secret that only the CDN and the functions know.
//!
//! The functions' own address is open to the world. Only behind a good secret is it true what the CDN's headers say of the
//! viewer, and only there the gate's rules, limits by network and caching apply.

use hmac::{Hmac, Mac as _};
use http::{HeaderMap, HeaderValue, StatusCode};
use sha2::Sha256;

use crate::http::{Response, reply};
use crate::settings::Secret;

/// The header that the CDN adds for its origin, whatever the viewer sends.
pub const ORIGIN_HEADER: &str = "x-terskel-origin";

/// Whether the request may be answered: it says one of `secrets`, or there are none, as in `terskel serve`.
pub(crate) fn is_ours(secrets: &[Secret], headers: &HeaderMap) -> bool {
    let said = headers.get(ORIGIN_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
    // Over all of them, so that the time it takes tells nothing.
    let is_one = secrets.iter().fold(false, |found, secret| found | is_same(secret, said));
    is_one || secrets.is_empty()
}

/// In constant time.
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104)")]
fn is_same(secret: &Secret, said: &[u8]) -> bool {
    let mac = |text: &[u8]| {
        let mac = Hmac::<Sha256>::new_from_slice(ORIGIN_HEADER.as_bytes()).expect("HMAC takes any key");
        mac.chain_update(text)
    };
    mac(said).verify(&mac(secret.reveal().as_bytes()).finalize().into_bytes()).is_ok()
}

/// The answer to whoever came around the CDN.
pub(crate) fn refusal() -> Response {
    reply::words(StatusCode::FORBIDDEN, "This is not the way in. Please come by the portal's own address.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(said: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ORIGIN_HEADER.parse().unwrap(), HeaderValue::from_static(said))])
    }

    #[test]
    fn each_of_the_secrets_opens_and_nothing_else_does() {
        let secrets = ["the-new-one", "the-old-one"].map(|text| Secret::new(text.to_owned()));
        for good in ["the-new-one", "the-old-one"] {
            assert!(is_ours(&secrets, &saying(good)), "{good}");
        }
        for bad in ["", "the-new", "the-new-one2", "THE-NEW-ONE", "the-new-one,the-old-one"] {
            assert!(!is_ours(&secrets, &saying(bad)), "{bad}");
        }
        assert!(!is_ours(&secrets, &HeaderMap::new()));
        assert!(is_ours(&[], &HeaderMap::new()), "without secrets nothing is checked");
    }
}
