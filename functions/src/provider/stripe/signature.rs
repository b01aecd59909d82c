//! The signature of a webhook: HMAC-SHA256 over `<t>.<raw body>` in the header `Stripe-Signature`.
//!
//! Source: docs.stripe.com/webhooks, "Verify webhook signatures manually".

use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

/// How far the signature's time may lie from now, in seconds.
const TOLERANCE_SECONDS: u64 = 300;

/// Whether `header` signs `body` with one of `secrets` at about `now`. Compared in constant time; an empty secret is none.
pub(crate) fn is_valid<'a>(
    header: &str,
    body: &[u8],
    secrets: impl IntoIterator<Item = &'a str>,
    now: Timestamp,
) -> bool {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let Some((_, time)) = parts().find(|(name, _)| *name == "t") else { return false };
    let Ok(seconds) = time.parse::<i64>() else { return false };
    if now.as_second().abs_diff(seconds) > TOLERANCE_SECONDS {
        return false;
    }
    let signatures: Vec<Vec<u8>> =
        parts().filter(|(name, _)| *name == "v1").filter_map(|(_, hex)| bytes(hex)).collect();
    let mut secrets = secrets.into_iter().filter(|secret| !secret.is_empty());
    secrets.any(|secret| signatures.iter().any(|signature| signs(secret, time, body, signature)))
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104)")]
fn signs(secret: &str, time: &str, body: &[u8], signature: &[u8]) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes any key");
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    digits.chunks(2).map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `printf '%s' '1000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test`.
    const SIGNATURE: &str = "387e46d34ab34bb0f3624adcaa371a0332240720155daad95713dfea27253ccd";
    const BODY: &[u8] = b"{\"id\":\"evt_1\"}";

    fn check(header: &str, secret: &str, second: i64) -> bool {
        is_valid(header, BODY, [secret], Timestamp::from_second(second).unwrap())
    }

    #[test]
    fn a_webhook_is_believed_within_five_minutes() {
        let header = format!("t=1000,v1={SIGNATURE},v0=ignored");
        assert!(check(&header, "whsec_test", 1000));
        assert!(check(&header, "whsec_test", 1300));
        assert!(check(&header, "whsec_test", 700));
        assert!(!check(&header, "whsec_test", 1301));
        assert!(!check(&header, "whsec_test", 699));
    }

    #[test]
    fn any_of_several_signatures_and_secrets_will_do() {
        let header = format!("t=1000,v1={},v1={SIGNATURE}", "00".repeat(32));
        let secrets = ["whsec_old", "whsec_test"];
        assert!(is_valid(&header, BODY, secrets, Timestamp::from_second(1000).unwrap()));
    }

    #[test]
    fn everything_else_is_not_believed() {
        let good = format!("t=1000,v1={SIGNATURE}");
        assert!(!check(&good, "whsec_other", 1000));
        assert!(!check(&good.replace("t=1000", "t=1001"), "whsec_test", 1000));
        for header in ["", "t=1000", "t=1000,v1=", "t=1000,v1=zz", "t=x,v1=00", "v1=00", "t=1000,v1=€"] {
            assert!(!check(header, "whsec_test", 1000), "{header}");
        }
        assert!(!is_valid(
            &good,
            b"{\"id\":\"evt_2\"}",
            ["whsec_test"],
            Timestamp::from_second(1000).unwrap()
        ));
        assert!(!is_valid(&signed_by_nobody(), BODY, [""], Timestamp::from_second(1000).unwrap()));
        assert!(!is_valid(&good, BODY, [], Timestamp::from_second(1000).unwrap()));
    }

    /// What the fuzzer came upon on its way: it had learned the time and the names, and no more.
    #[test]
    fn what_the_fuzzer_came_upon_is_not_believed() {
        for header in [
            "t=1000,v1=\0\0\u{fffd},?,&\u{c},\u{fffd}!\0",
            "t=1000,v1=08E6,08;,\0",
            "t=1000,v1=08E",
            "t=1000,v1=,v1=2,v1=\u{5}",
            ",\u{85}t=1000,v1=08EEEEEEEEEEEEEEEEEE=\0",
            "/=`\u{11},v1=08\0%1\u{1b},\u{85}t=1000,6,v1=08,15\u{fffd}=22",
            "=,,\u{85}t=1000,\u{85}t\u{fffd},v1=,4,v\u{c}\0)))2",
        ] {
            assert!(!check(header, "whsec_test", 1000), "{header:?}");
        }
    }

    #[test]
    fn of_several_times_the_first_counts() {
        assert!(check(&format!("\u{85}t=1000,t=1001,v1={SIGNATURE}"), "whsec_test", 1000));
        assert!(!check(&format!("t=1001,t=1000,v1={SIGNATURE}"), "whsec_test", 1000));
    }

    /// Signed with an empty secret, as whoever hopes that none is set would.
    fn signed_by_nobody() -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"").unwrap();
        mac.update(b"1000.");
        mac.update(BODY);
        format!("t=1000,v1={:x}", mac.finalize().into_bytes())
    }
}
