//! The theme's files under names that change with their content, so that browsers may keep them for ever.

use sha2::{Digest as _, Sha256};
use themes::files::{Asset, assets};

use crate::output::{Output, PublicPath};

/// A file of the theme and its address.
pub(super) struct Fingerprinted {
    /// Its plain name: `style.css`.
    pub name: &'static str,
    /// `/assets/style.0a1b2c3d.css`.
    pub href: String,
    bytes: &'static [u8],
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
    let digest = Sha256::digest(asset.bytes);
    let hash = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    let (stem, ending) = asset.name.rsplit_once('.').unwrap_or((asset.name, "bin"));
    Fingerprinted {
        name: asset.name,
        href: format!("/assets/{stem}.{hash:08x}.{ending}"),
        bytes: asset.bytes,
    }
}
