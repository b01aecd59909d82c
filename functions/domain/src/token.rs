//! One-time and session tokens: 256 random bits, stored only as their hash.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};

/// How long a sign-in link can be used.
pub const SIGN_IN_LASTS: SignedDuration = SignedDuration::from_mins(15);

/// How long a link that confirms a waitlist entry, or proves an address, can be used.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_hours(48);

/// How long a link to withdraw by is good; the day on which it was asked for counts.
pub const WITHDRAWAL_LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How long an address counts as proven in the browser that opened the link.
pub const PROOF_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// How long a session lasts from the sign-in on.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 90);

/// 256 random bits, in a URL or a cookie as 43 characters of base64url. `Debug` hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// SHA-256 of a [`Token`] in base64url: what is stored. A token has 256 bits of its own, so the hash
/// needs neither salt nor stretching.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenHash(String);

/// The text is not 43 characters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a token")]
pub struct NotAToken;

impl Token {
    /// The token of these bytes, which must come from the system's random source.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The token that `text` spells.
    ///
    /// # Errors
    /// [`NotAToken`] for any other length or alphabet.
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAToken)?;
        bytes.try_into().map(Self).map_err(|_| NotAToken)
    }

    /// The 43 characters that the holder keeps.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The bytes, for a secret that is written the way a token is.
    #[must_use]
    pub fn into_bytes(self) -> [u8; 32] {
        self.0
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(URL_SAFE_NO_PAD.encode(Sha256::digest(self.0)))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl TokenHash {
    /// A hash that was read back from the table.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_token_reads_back_as_itself(bytes in any::<[u8; 32]>()) {
            let token = Token::from_random(bytes);
            prop_assert_eq!(token.reveal().len(), 43);
            prop_assert_eq!(Token::parse(&token.reveal()), Ok(token));
        }

        #[test]
        fn other_texts_are_refused(text in "\\PC{0,60}") {
            if let Ok(token) = Token::parse(&text) {
                prop_assert_eq!(token.reveal(), text);
            }
        }

        #[test]
        fn the_stored_form_does_not_give_the_token_away(bytes in any::<[u8; 32]>()) {
            let token = Token::from_random(bytes);
            prop_assert_ne!(token.hash().to_string(), token.reveal());
            let debug = format!("{token:?}");
            prop_assert!(!debug.contains(&token.reveal()));
        }
    }
}
