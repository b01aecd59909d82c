//! Keyed hashes: how addresses, networks and codes stand in the table.
//!
//! There are few enough of each to try them all, so a plain hash would hide nothing.

use core::net::IpAddr;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::address::{AddressHash, EmailAddress};
use crate::sign_in_code::SignInCode;
use crate::token::{Token, TokenHash};

/// The secret that hashes are keyed with. Whoever lacks it cannot test a guess against a stored hash.
#[derive(Clone)]
pub struct HashKey([u8; 32]);

/// HMAC-SHA256 of a network under a [`HashKey`], in base64url.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkHash(String);

/// HMAC-SHA256 of a [`SignInCode`] and the browser it is for, under a [`HashKey`], in base64url.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeHash(String);

impl HashKey {
    /// The key of these 32 secret bytes.
    #[must_use]
    pub fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// The hash that stands for `address` in every key of the table.
    #[must_use]
    pub fn hash(&self, address: &EmailAddress) -> AddressHash {
        AddressHash::stored(base64url(self.mac(&[address.as_str()])))
    }

    /// The hashes that stand for the networks of a viewer, each with how many times the limit of one it may have: an
    /// IPv4 address; or of an IPv6 address the first 64 bits, one household's or phone's, and the first 48, the most
    /// that one site is given (RFC 6177), and that a cheap server has for itself.
    #[must_use]
    pub fn networks(&self, viewer: IpAddr) -> Vec<(NetworkHash, u32)> {
        let hash = |network: String| NetworkHash(base64url(self.mac(&["network", &network])));
        match viewer.to_canonical() {
            IpAddr::V4(address) => vec![(hash(address.to_string()), 1)],
            IpAddr::V6(address) => [(64, 1), (48, 10)]
                .map(|(bits, times)| (hash(format!("{:x}/{bits}", address.to_bits() >> (128 - bits))), times))
                .into(),
        }
    }

    /// What is stored of a code that is good only in the browser which holds the token of this hash.
    #[must_use]
    pub fn code(&self, code: &SignInCode, browser: &TokenHash) -> CodeHash {
        CodeHash(base64url(self.code_mac(code, browser)))
    }

    /// Whether `stored` is the hash of this code for this browser; compared in constant time.
    #[must_use]
    pub fn is_code(&self, code: &SignInCode, browser: &TokenHash, stored: &CodeHash) -> bool {
        let stored = URL_SAFE_NO_PAD.decode(&stored.0).unwrap_or_default();
        self.code_mac(code, browser).verify_slice(&stored).is_ok()
    }

    /// The token of the link by which the owner of an address leaves every list: always the same, so that each mail
    /// brings it and one row keeps it.
    #[must_use]
    pub fn leave_token(&self, address: &AddressHash) -> Token {
        Token::from_random(self.mac(&["leave", &address.to_string()]).finalize().into_bytes().into())
    }

    fn code_mac(&self, code: &SignInCode, browser: &TokenHash) -> Hmac<Sha256> {
        self.mac(&["code", code.reveal(), &browser.to_string()])
    }

    /// Over the parts with a byte between them that none of them holds.
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104)")]
    fn mac(&self, parts: &[&str]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes any key");
        mac.update(parts.join("\0").as_bytes());
        mac
    }
}

fn base64url(mac: Hmac<Sha256>) -> String {
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

impl CodeHash {
    /// A hash that was read back from the table.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashKey(hidden)")
    }
}

impl fmt::Display for NetworkHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::AddressError;
    use crate::token::Token;

    #[test]
    fn the_same_person_has_one_key() -> Result<(), AddressError> {
        let key = HashKey::new([7; 32]);
        let one = key.hash(&EmailAddress::parse(" Kari.Nordmann+x@Example.NO ")?);
        let two = key.hash(&EmailAddress::parse("kari.nordmann+x@example.no")?);
        assert_eq!(one, two);
        assert_ne!(one, HashKey::new([8; 32]).hash(&EmailAddress::parse("kari.nordmann+x@example.no")?));
        Ok(())
    }

    #[test]
    fn a_household_is_one_network() -> Result<(), core::net::AddrParseError> {
        let network = |address: &str| Ok(HashKey::new([7; 32]).networks(address.parse()?));
        assert_eq!(network("2001:db8:1:2::1")?, network("2001:db8:1:2:ffff::9")?);
        let (one, other) = (network("2001:db8:1:2::1")?, network("2001:db8:1:3::1")?);
        assert_ne!(one[0], other[0], "two households");
        assert_eq!(one[1], other[1], "of one site, which together get ten times as much");
        assert_eq!(network("::ffff:192.0.2.1")?, network("192.0.2.1")?);
        assert_ne!(network("192.0.2.1")?, network("192.0.2.2")?);
        Ok(())
    }

    #[test]
    fn a_code_is_good_in_its_own_browser_only() {
        let key = HashKey::new([7; 32]);
        let browser = |byte| Token::from_random([byte; 32]).hash();
        let (code, other) = (SignInCode::from_random([1; 32]), SignInCode::from_random([2; 32]));
        let stored = key.code(&code, &browser(1));
        assert!(key.is_code(&code, &browser(1), &stored));
        assert!(!key.is_code(&code, &browser(2), &stored));
        assert!(!key.is_code(&other, &browser(1), &stored));
        assert!(!HashKey::new([8; 32]).is_code(&code, &browser(1), &stored));
        assert!(!key.is_code(&code, &browser(1), &CodeHash::stored(String::new())));
    }
}
