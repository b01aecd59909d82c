//! The pass: the short signed cookie that the gate checks.
//!
//! `v1.<kid>.<payload>.<hmac>`: the payload is base64url JSON, the last part base64url HMAC-SHA256
//! over everything before its dot. `infra/gate.js` reads the same format; the test vectors in
//! `infra/` hold the two together.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::calendar::ReleaseMonth;
use crate::membership::Entitlements;
use crate::slug::Slug;

/// How long a pass is good for, and so how long access outlasts the end of a membership at most.
pub const PASS_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// What a pass says. The names are short because every request carries them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The member's id.
    #[serde(rename = "m")]
    pub member: String,
    /// When it was issued, in Unix seconds.
    #[serde(rename = "i")]
    pub issued: i64,
    /// From when it is no longer good, in Unix seconds.
    #[serde(rename = "e")]
    pub expires: i64,
    /// The levels it opens, each with its first and last month.
    #[serde(rename = "l")]
    pub levels: Entitlements,
}

/// A key that signs passes, and the name by which the gate finds it.
#[derive(Clone)]
pub struct PassKey {
    /// The key's name, as `k1`.
    pub kid: Slug,
    secret: [u8; 32],
}

/// Why a text is not a good pass. The gate answers all of them alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassError {
    /// Not of the form `v1.<kid>.<payload>.<hmac>`, or the payload does not read.
    #[error("the pass is malformed")]
    Malformed,
    /// Signed by a key of another name.
    #[error("the pass names another key")]
    UnknownKey,
    /// The signature does not fit.
    #[error("the pass is forged")]
    Forged,
    /// Its time is over.
    #[error("the pass has expired")]
    Expired,
}

impl Claims {
    /// A pass for `member`, issued at `now`, good for [`PASS_LASTS`]; but not beyond the month in `zone`, for the
    /// next one may open more.
    #[must_use]
    pub fn new(member: String, now: Timestamp, zone: &TimeZone, levels: Entitlements) -> Self {
        let expires = ReleaseMonth::of(now, zone).ends(zone).min(now + PASS_LASTS);
        Self { member, issued: now.as_second(), expires: expires.as_second(), levels }
    }
}

impl PassKey {
    /// The key of this name and these secret bytes.
    #[must_use]
    pub fn new(kid: Slug, secret: [u8; 32]) -> Self {
        Self { kid, secret }
    }

    /// The secret as base64url, which the gate's store holds under `key:<kid>`.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.secret)
    }

    /// The cookie value that carries `claims`.
    ///
    /// # Panics
    /// Never: the claims' types all have a JSON form.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the claims' types all have a JSON form")]
    pub fn sign(&self, claims: &Claims) -> String {
        let payload = serde_json::to_vec(claims).expect("claims have a JSON form");
        let body = format!("v1.{}.{}", self.kid, URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(self.mac(&body).finalize().into_bytes());
        format!("{body}.{signature}")
    }

    /// The claims of a pass that this key signed and that is good at `now`.
    ///
    /// # Errors
    /// The first of [`PassError`] that fits; the signature is compared in constant time.
    pub fn verify(&self, pass: &str, now: Timestamp) -> Result<Claims, PassError> {
        let (body, signature) = pass.rsplit_once('.').ok_or(PassError::Malformed)?;
        let [version, kid, payload] = body.split('.').collect::<Vec<_>>()[..] else {
            return Err(PassError::Malformed);
        };
        if version != "v1" {
            return Err(PassError::Malformed);
        }
        if kid != self.kid.as_str() {
            return Err(PassError::UnknownKey);
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| PassError::Malformed)?;
        self.mac(body).verify_slice(&signature).map_err(|_| PassError::Forged)?;
        let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| PassError::Malformed)?;
        let claims: Claims = serde_json::from_slice(&payload).map_err(|_| PassError::Malformed)?;
        if now.as_second() < claims.expires { Ok(claims) } else { Err(PassError::Expired) }
    }

    /// The gate's store holds text, so the key is the secret's base64url text, not its bytes.
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104)")]
    fn mac(&self, body: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.reveal().as_bytes()).expect("HMAC takes any key");
        mac.update(body.as_bytes());
        mac
    }
}

impl fmt::Debug for PassKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PassKey({}, hidden)", self.kid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::MonthRange;
    use crate::launch::samples::at;
    use crate::level::LevelId;
    use proptest::prelude::*;

    fn key(kid: &str, byte: u8) -> PassKey {
        PassKey::new(Slug::parse(kid).unwrap(), [byte; 32])
    }

    fn claims() -> Claims {
        let month = |text| ReleaseMonth::parse(text).unwrap();
        let levels = [(LevelId::new(1).unwrap(), MonthRange(month("2026-08"), month("2026-11")))];
        Claims::new("member".to_owned(), at(1000), &TimeZone::UTC, levels.into())
    }

    #[test]
    fn a_pass_is_good_for_ten_minutes() {
        let pass = key("k1", 1).sign(&claims());
        assert_eq!(key("k1", 1).verify(&pass, at(1599)), Ok(claims()));
        assert_eq!(key("k1", 1).verify(&pass, at(1600)), Err(PassError::Expired));
    }

    #[test]
    fn a_pass_ends_with_its_month() -> Result<(), jiff::Error> {
        let oslo = TimeZone::get("Europe/Oslo")?;
        let claims =
            Claims::new("member".to_owned(), "2026-08-31T21:55:00Z".parse()?, &oslo, Entitlements::new());
        assert_eq!(Timestamp::from_second(claims.expires)?, "2026-08-31T22:00:00Z".parse()?);
        Ok(())
    }

    #[test]
    fn another_key_does_not_open() {
        let pass = key("k1", 1).sign(&claims());
        assert_eq!(key("k1", 2).verify(&pass, at(1000)), Err(PassError::Forged));
        assert_eq!(key("k2", 1).verify(&pass, at(1000)), Err(PassError::UnknownKey));
    }

    proptest! {
        #[test]
        fn no_changed_character_goes_unnoticed(position in 0_usize..400, character in "[A-Za-z0-9._-]") {
            let pass = key("k1", 1).sign(&claims());
            let position = position % pass.len();
            let changed = format!("{}{character}{}", &pass[..position], &pass[position + 1..]);
            prop_assume!(changed != pass);
            prop_assert!(key("k1", 1).verify(&changed, at(1000)).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,200}") {
            prop_assert!(key("k1", 1).verify(&text, at(1000)).is_err());
        }
    }
}
