//! What the edge's modules do natively: hashes and base64url.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac as _};
use rquickjs::{Ctx, Exception};
use sha2::{Digest as _, Sha256};

/// SHA-256 of `text`, or its HMAC if there is a key, in the encoding asked for.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands over values of its own")]
pub(super) fn digest(
    ctx: Ctx<'_>,
    key: Option<String>,
    text: String,
    encoding: String,
) -> rquickjs::Result<String> {
    let bytes = match key {
        None => Sha256::digest(text),
        Some(key) => {
            let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes());
            let mac = mac.map_err(|_| Exception::throw_message(&ctx, "this is no key"))?;
            mac.chain_update(text).finalize().into_bytes()
        }
    };
    match encoding.as_str() {
        "base64url" => Ok(URL_SAFE_NO_PAD.encode(bytes)),
        "base64" => Ok(STANDARD.encode(bytes)),
        "hex" => Ok(format!("{bytes:x}")),
        _ => Err(Exception::throw_message(&ctx, "the stand-in does not know this encoding")),
    }
}

/// The text whose bytes `text` spells.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands over values of its own")]
pub(super) fn decode(ctx: Ctx<'_>, text: String, encoding: String) -> rquickjs::Result<String> {
    if encoding != "base64url" {
        return Err(Exception::throw_message(&ctx, "the stand-in does not know this encoding"));
    }
    let bytes = URL_SAFE_NO_PAD.decode(text);
    let bytes = bytes.map_err(|_| Exception::throw_message(&ctx, "this is not base64url"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
