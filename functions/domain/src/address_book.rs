//! Addresses that are kept to be written to: sealed, so that the table alone gives none of them away.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::address::EmailAddress;
use crate::token::{NotAToken, Token};

/// How many random bytes one sealing takes: so many that they never come twice.
pub const NONCE_BYTES: usize = 24;

/// What sealed bytes begin with; another number will mean another cipher or key.
const VERSION: u8 = 1;

/// The secret that addresses are sealed with, 256 bits. Only who imports and announces has it.
#[derive(Clone)]
pub struct AddressBookKey([u8; 32]);

/// The bytes were not sealed with this key, for this place, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this does not open with the key of the address book")]
pub struct NotOpened;

impl AddressBookKey {
    /// The key of these secret bytes.
    #[must_use]
    pub fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// The key that `text` spells in 43 characters of base64url.
    ///
    /// # Errors
    /// [`NotAToken`] for any other length or alphabet.
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        Token::parse(text).map(Token::into_bytes).map(Self)
    }

    /// `address` sealed by XChaCha20-Poly1305: the version, the nonce, then the ciphertext, 41 bytes more than the
    /// address has. It opens at `place` only, the key of its row, so that no row can be given another one's address.
    /// The nonce must come from the system's random source.
    #[must_use]
    pub fn seal(&self, address: &EmailAddress, place: &str, nonce: [u8; NONCE_BYTES]) -> Vec<u8> {
        let aad = authenticated(VERSION, place);
        let payload = Payload { msg: address.as_str().as_bytes(), aad: &aad };
        [&[VERSION], nonce.as_slice(), &self.encrypt(nonce, payload)].concat()
    }

    #[expect(clippy::expect_used, reason = "only 256 GB and more are too long for the cipher (RFC 8439)")]
    fn encrypt(&self, nonce: [u8; NONCE_BYTES], address: Payload<'_, '_>) -> Vec<u8> {
        self.cipher().encrypt(&XNonce::from(nonce), address).expect("an address is short")
    }

    /// The address that was sealed for `place`.
    ///
    /// # Errors
    /// [`NotOpened`] if it was not, or not with this key.
    pub fn open(&self, sealed: &[u8], place: &str) -> Result<EmailAddress, NotOpened> {
        let (version, sealed) = sealed.split_first().filter(|(v, _)| **v == VERSION).ok_or(NotOpened)?;
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
        let payload = Payload { msg: sealed, aad: &authenticated(*version, place) };
        let opened = self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| NotOpened)?;
        let text = String::from_utf8(opened).map_err(|_| NotOpened)?;
        EmailAddress::parse(&text).map_err(|_| NotOpened)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// What is not sealed but must be the same when it is opened.
fn authenticated(version: u8, place: &str) -> Vec<u8> {
    [&[version], place.as_bytes()].concat()
}

impl fmt::Debug for AddressBookKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddressBookKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kari() -> EmailAddress {
        EmailAddress::parse("kari@example.no").unwrap()
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_with_its_key_at_its_place(
            secret in any::<[u8; 32]>(), nonce in any::<[u8; 24]>(), name in "[a-z]{1,60}", place in ".{0,40}",
        ) {
            let address = EmailAddress::parse(&format!("{name}@example.no")).unwrap();
            let sealed = AddressBookKey::new(secret).seal(&address, &place, nonce);
            prop_assert_eq!(sealed.len(), address.as_str().len() + 41);
            prop_assert_eq!(AddressBookKey::new(secret).open(&sealed, &place), Ok(address));
        }

        #[test]
        fn one_changed_bit_opens_nothing(at in 0_usize..56, bit in 0_u32..8) {
            let key = AddressBookKey::new([7; 32]);
            let mut sealed = key.seal(&kari(), "audience#a/students", [9; 24]);
            prop_assert_eq!(sealed.len(), 56);
            sealed[at] ^= 1 << bit;
            prop_assert_eq!(key.open(&sealed, "audience#a/students"), Err(NotOpened));
        }

        #[test]
        fn other_bytes_open_nothing(bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(AddressBookKey::new([7; 32]).open(&bytes, "a"), Err(NotOpened));
        }
    }

    #[test]
    fn another_key_or_another_place_opens_nothing() {
        let sealed = AddressBookKey::new([7; 32]).seal(&kari(), "a", [9; 24]);
        assert_eq!(AddressBookKey::new([8; 32]).open(&sealed, "a"), Err(NotOpened));
        assert_eq!(AddressBookKey::new([7; 32]).open(&sealed, "b"), Err(NotOpened));
    }

    #[test]
    fn neither_the_key_nor_the_address_shows() {
        let key = AddressBookKey::parse("c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U").unwrap();
        assert_eq!(format!("{key:?}"), "AddressBookKey(hidden)");
        let sealed = key.seal(&kari(), "a", [9; 24]);
        assert!(!sealed.windows(4).any(|part| part == b"kari"));
    }
}
