//! The theme's files, made small, under names that change with their content, so that browsers may keep them for ever.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};
use themes::files::{Asset, assets};

use super::small_css::smaller;
use crate::output::{Output, PublicPath};

/// A file of the theme and its address.
pub(super) struct Fingerprinted {
    /// Its plain name: `style.css`.
    pub name: &'static str,
    /// `/assets/style.0a1b2c3d.css`.
    pub href: String,
    /// What a browser checks it against. Source: W3C, "Subresource Integrity", 3.5.
    pub integrity: String,
    bytes: Vec<u8>,
}

/// Every file of the theme.
pub(super) fn fingerprinted() -> Vec<Fingerprinted> {
    assets().iter().map(fingerprint).collect()
}

/// Puts them into the output.
pub(super) fn add(files: Vec<Fingerprinted>, output: &mut Output) {
    for file in files {
        output.add_public(PublicPath::file(&file.href), file.bytes);
    }
}

fn fingerprint(asset: &Asset) -> Fingerprinted {
    let (stem, ending) = asset.name.rsplit_once('.').unwrap_or((asset.name, "bin"));
    let bytes = match str::from_utf8(asset.bytes) {
        Ok(css) if ending == "css" => smaller(css).into_bytes(),
        _ => asset.bytes.to_vec(),
    };
    let digest = Sha256::digest(&bytes);
    let hash = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
    let href = format!("/assets/{stem}.{hash:08x}.{ending}");
    Fingerprinted { name: asset.name, href, integrity, bytes }
}
