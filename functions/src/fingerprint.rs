//! Short names for texts, so that a consent can tell which words stood beside its box.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The first 96 bits of the text's SHA-256, in 16 characters of base64url.
pub(crate) fn of(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(text.as_bytes())[..12])
}
