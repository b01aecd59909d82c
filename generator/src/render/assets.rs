//! The theme's files, made small, under names that change with their content, so that browsers may keep them for ever.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};
use themes::files::Asset;

use super::small_css::smaller;
use crate::output::{Output, PublicPath};

/// A file of the theme and its address.
pub(super) struct Fingerprinted {
    /// Its plain name: `style.css`.
    pub name: String,
    /// `/assets/style.0a1b2c3d.css`.
    pub href: String,
    /// What a browser checks it against. Source: W3C, "Subresource Integrity", 3.5.
    pub integrity: String,
    bytes: Vec<u8>,
}

/// Every file of the theme. A style sheet finds the others, which it names plainly, at their addresses.
pub(super) fn fingerprinted(assets: &[Asset]) -> Vec<Fingerprinted> {
    let (styles, others): (Vec<&Asset>, Vec<&Asset>) =
        assets.iter().partition(|asset| asset.name.ends_with(".css"));
    let mut files: Vec<Fingerprinted> =
        others.into_iter().map(|asset| fingerprint(asset, asset.bytes.to_vec())).collect();
    let styles: Vec<Fingerprinted> =
        styles.into_iter().map(|style| fingerprint(style, with_addresses(&style.bytes, &files))).collect();
    files.extend(styles);
    files
}

/// Puts them into the output.
pub(super) fn add(files: &[Fingerprinted], output: &mut Output) {
    for file in files {
        output.add_public(PublicPath::file(&file.href), file.bytes.clone());
    }
}

/// A style sheet made smaller, with `url(font.woff2)` and the like as the file's address; what names no file of the theme
/// stays.
fn with_addresses(style: &[u8], files: &[Fingerprinted]) -> Vec<u8> {
    let mut text = smaller(&String::from_utf8_lossy(style));
    for Fingerprinted { name, href, .. } in files {
        for quote in ["", "\"", "'"] {
            let (plain, whole) = (format!("url({quote}{name}{quote})"), format!("url({quote}{href}{quote})"));
            if text.contains(&plain) {
                text = text.replace(&plain, &whole);
            }
        }
    }
    text.into_bytes()
}

fn fingerprint(asset: &Asset, bytes: Vec<u8>) -> Fingerprinted {
    let digest = Sha256::digest(&bytes);
    let hash = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    let (stem, ending) = asset.name.rsplit_once('.').unwrap_or((&asset.name, "bin"));
    Fingerprinted {
        name: asset.name.clone().into_owned(),
        href: format!("/assets/{stem}.{hash:08x}.{ending}"),
        integrity: format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes))),
        bytes,
    }
}
