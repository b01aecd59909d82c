//! The pass: the short signed cookie that the gate checks.
//!
//! `v1.<kid>.<payload>.<hmac>`: the payload is base64url JSON, the last part base64url HMAC-SHA256
//! over everything before its dot. `infra/gate.js` reads the same format; the test vectors in
//! `infra/` hold the two together.

use std::collections::BTreeSet;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::calendar::ReleaseMonth;
use crate::level::LevelId;
use crate::membership::Entitlements;
use crate::slug::Slug;
use crate::token::Token;

/// How long a pass is good for, and so how long access outlasts the end of a membership at most.
pub const PASS_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// How long it is good for at least, unless the membership ends.
const PASS_LASTS_LEAST: SignedDuration = SignedDuration::from_secs(15);

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

/// The keys of one portal: the one that signs, and those that are still, or soon, good.
#[derive(Clone, Debug)]
pub struct PassKeys {
    signing: PassKey,
    others: Vec<PassKey>,
}

/// The text does not spell keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these are not keys; each is written `<name>:<43 characters of base64url>`")]
pub struct NotKeys;

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
    /// A pass for `member`, issued at `now`, good for [`PASS_LASTS`]; but hardly beyond the day in `zone`, for the
    /// next one may open more. A few seconds it always has, for the edge's clock may be in the next day already.
    #[must_use]
    pub fn new(member: String, now: Timestamp, zone: &TimeZone, levels: Entitlements) -> Self {
        let pass = Self { member, issued: now.as_second(), expires: (now + PASS_LASTS).as_second(), levels };
        let midnight = zone.to_datetime(now).date().saturating_add(1.day()).to_zoned(zone.clone());
        pass.until(
            midnight.map_or(Timestamp::MAX, |midnight| midnight.timestamp().max(now + PASS_LASTS_LEAST)),
        )
    }

    /// The pass, not good beyond `end`.
    #[must_use]
    pub fn until(self, end: Timestamp) -> Self {
        Self { expires: self.expires.min(end.as_second()), ..self }
    }

    /// The pass, issued later than the instant up to which passes were declared void. That is at most a second ahead
    /// of the clock, which the gate tolerates.
    #[must_use]
    pub fn issued_after(self, void: Option<Timestamp>) -> Self {
        let first = void.map_or(i64::MIN, |void| void.as_second() + 1);
        Self { issued: self.issued.max(first), ..self }
    }

    /// Whether it opens `month` of `level`.
    #[must_use]
    pub fn open(&self, level: LevelId, month: ReleaseMonth) -> bool {
        self.levels.get(&level).is_some_and(|range| range.holds(month))
    }
}

impl PassKeys {
    /// The keys that `text` spells: `<kid>:<43 characters of base64url>`, several with commas between them. The
    /// first one signs; the others are good until they are left out.
    ///
    /// # Errors
    /// [`NotKeys`] for anything else, or for a name that stands twice.
    pub fn parse(text: &str) -> Result<Self, NotKeys> {
        let mut keys = text.split(',').map(PassKey::parse).collect::<Result<Vec<_>, _>>()?.into_iter();
        let keys = Self { signing: keys.next().ok_or(NotKeys)?, others: keys.collect() };
        let kids: BTreeSet<&str> = keys.all().map(|key| key.kid.as_str()).collect();
        if kids.len() == keys.all().count() { Ok(keys) } else { Err(NotKeys) }
    }

    /// The same keys as text.
    #[must_use]
    pub fn spell(&self) -> String {
        let spelt: Vec<String> = self.all().map(|key| format!("{}:{}", key.kid, key.reveal())).collect();
        spelt.join(",")
    }

    /// With a new key of these secret bytes, which signs from now on. Of the old ones the last signer stays, for
    /// passes that are on their way; those before it are over.
    ///
    /// # Panics
    /// Never: `k` and a number is a name.
    #[must_use]
    #[expect(clippy::expect_used, reason = "`k` and a number is a name")]
    pub fn rotated(&self, secret: [u8; 32]) -> Self {
        let number =
            |key: &PassKey| key.kid.as_str().strip_prefix('k').and_then(|number| number.parse().ok());
        let next = self.all().filter_map(number).max().unwrap_or(0_u32).saturating_add(1);
        let kid = Slug::parse(&format!("k{next}")).expect("`k` and a number is a name");
        Self { signing: PassKey::new(kid, secret), others: vec![self.signing.clone()] }
    }

    /// Every key, the signing one first.
    pub fn all(&self) -> impl Iterator<Item = &PassKey> {
        std::iter::once(&self.signing).chain(&self.others)
    }

    /// The cookie value that carries `claims`, signed by the first key.
    #[must_use]
    pub fn sign(&self, claims: &Claims) -> String {
        self.signing.sign(claims)
    }

    /// The claims of a pass that one of these keys signed and that is good at `now`.
    ///
    /// # Errors
    /// As [`PassKey::verify`]; [`PassError::UnknownKey`] if it names none of them.
    pub fn verify(&self, pass: &str, now: Timestamp) -> Result<Claims, PassError> {
        let mut verified = self.all().map(|key| key.verify(pass, now));
        verified.find(|claims| *claims != Err(PassError::UnknownKey)).unwrap_or(Err(PassError::UnknownKey))
    }
}

impl PassKey {
    fn parse(text: &str) -> Result<Self, NotKeys> {
        let (kid, secret) = text.split_once(':').ok_or(NotKeys)?;
        let kid = Slug::parse(kid).map_err(|_| NotKeys)?;
        Ok(Self::new(kid, Token::parse(secret).map_err(|_| NotKeys)?.into_bytes()))
    }

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
    fn a_pass_ends_with_its_day() -> Result<(), jiff::Error> {
        let oslo = TimeZone::get("Europe/Oslo")?;
        let claims =
            Claims::new("member".to_owned(), "2026-08-31T21:55:00Z".parse()?, &oslo, Entitlements::new());
        assert_eq!(Timestamp::from_second(claims.expires)?, "2026-08-31T22:00:00Z".parse()?);
        let last = "2026-08-31T21:59:59Z".parse()?;
        let claims = Claims::new("member".to_owned(), last, &oslo, Entitlements::new());
        assert_eq!(Timestamp::from_second(claims.expires)?, "2026-08-31T22:00:14Z".parse()?);
        Ok(())
    }

    #[test]
    fn a_pass_ends_with_the_membership_and_begins_after_what_was_declared_void() {
        let pass = claims().until(at(1200)).issued_after(Some(at(1000)));
        assert_eq!((pass.issued, pass.expires), (1001, 1200));
        assert_eq!(claims().until(at(9000)).issued_after(Some(at(10))), claims());
        assert_eq!(claims().issued_after(None), claims());
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let (one, two) = (key("k1", 1).reveal(), key("k2", 2).reveal());
        let text = format!("k2:{two},k1:{one}");
        assert_eq!(PassKeys::parse(&text).map(|keys| keys.spell()), Ok(text.clone()));
        for bad in [
            "",
            "k1",
            &one,
            "k1:short",
            &format!("{text},"),
            &format!("K 1:{one}"),
            &format!("k1:{one},k1:{two}"),
        ] {
            assert!(PassKeys::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_change_of_keys_leaves_passes_good_until_they_expire() -> Result<(), NotKeys> {
        let before = PassKeys::parse(&format!("k1:{}", key("k1", 1).reveal()))?;
        let pass = before.sign(&claims());
        let after = before.rotated([2; 32]);
        assert_eq!(after.verify(&pass, at(1000)), Ok(claims()));
        let fresh = after.sign(&claims());
        assert!(fresh.starts_with("v1.k2."), "{fresh}");
        assert_eq!(before.verify(&fresh, at(1000)), Err(PassError::UnknownKey));
        assert_eq!(after.rotated([3; 32]).verify(&pass, at(1000)), Err(PassError::UnknownKey));
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
