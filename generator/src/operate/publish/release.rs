//! A release: a built portal as it is put in place, file by file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use functions::store::snapshot;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use themes::snapshot::Snapshot;

use crate::failure::Failure;
use crate::output::headers::{PAYMENTS_ORIGINS, content_security_policy, of, rules};
use crate::output::{Output, content_type};

/// A built portal as it is put in place. It is named by what is in it, so the same portal is the same release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// What the pages are to be answered with.
    pub content_security_policy: String,
    /// What the functions need of the portal.
    pub snapshot: Blob,
    /// The version of that.
    pub version: String,
    /// Every file, by its place, as `public/om/index.html`.
    pub files: BTreeMap<String, File>,
}

/// Bytes, by their hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Blob {
    /// In hexadecimal.
    pub sha256: String,
    /// How many bytes there are.
    pub size: u64,
}

/// A file, and what it is answered with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct File {
    /// What is in it.
    #[serde(flatten)]
    pub blob: Blob,
    /// Its `Content-Type`.
    pub content_type: String,
    /// Its `Cache-Control`.
    pub cache_control: String,
}

/// Bytes by their hash.
pub type Blobs = BTreeMap<String, Vec<u8>>;

impl Blob {
    fn of(bytes: &[u8]) -> Self {
        Self { sha256: hexadecimal(&Sha256::digest(bytes)), size: bytes.len() as u64 }
    }
}

impl Release {
    /// The release that this output is at `public_url`, and the bytes of it.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    pub fn of(output: &Output, public_url: &str) -> Result<(Self, Blobs), Failure> {
        let mut blobs = Blobs::new();
        let mut keep = |bytes: Vec<u8>| {
            let blob = Blob::of(&bytes);
            blobs.entry(blob.sha256.clone()).or_insert(bytes);
            blob
        };
        let json = written(&output.snapshot, public_url)?;
        let version = snapshot::version_of(&json);
        let snapshot = keep(json);
        let reach = output.reach(PAYMENTS_ORIGINS);
        let rules = rules(reach);
        let file = |path: &str, bytes: Vec<u8>| {
            let headers = of(&rules, &address_of(path));
            let caching = headers.and_then(|headers| headers.get("cache-control"));
            File {
                blob: keep(bytes),
                content_type: content_type::of(path).to_owned(),
                cache_control: caching.cloned().unwrap_or_default(),
            }
        };
        let files = files_of(output, file)?;
        let content_security_policy = content_security_policy(reach);
        Ok((Self { content_security_policy, snapshot, version, files }, blobs))
    }

    /// What it is called: the same for the same release.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    pub fn id(&self) -> Result<String, Failure> {
        Ok(hexadecimal(&Sha256::digest(self.json()?)[..10]))
    }

    /// As it is kept.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    pub fn json(&self) -> Result<Vec<u8>, Failure> {
        serde_json::to_vec(self).map_err(|error| Failure::broken("could not write the release", error))
    }

    /// Everything that must be stored for it.
    pub fn blobs(&self) -> impl Iterator<Item = &Blob> {
        self.files.values().map(|file| &file.blob).chain([&self.snapshot])
    }
}

fn files_of(
    output: &Output,
    mut file: impl FnMut(&str, Vec<u8>) -> File,
) -> Result<BTreeMap<String, File>, Failure> {
    let files = output.files().map(|(path, content)| (path.as_str(), content));
    let files = files.filter(|(path, _)| path.starts_with("public/") || path.starts_with("private/"));
    files.map(|(path, content)| Ok((path.to_owned(), file(path, content.bytes()?.into_owned())))).collect()
}

/// The snapshot for functions that are reached at `public_url`, whatever the portal's files say.
fn written(snapshot: &Snapshot, public_url: &str) -> Result<Vec<u8>, Failure> {
    let mut snapshot = snapshot.clone();
    public_url.clone_into(&mut snapshot.site.url);
    snapshot::written(&snapshot).map_err(|error| Failure::broken("could not write the snapshot", error))
}

/// The address that a visitor asks for to get the file at this place; a page ends with a slash.
pub(super) fn address_of(path: &str) -> String {
    let inner = match path.split_once('/') {
        Some(("public", rest)) => match rest.strip_prefix(VARIANTS) {
            Some(variant) => variant.split_once('/').map_or(variant, |(_, rest)| rest),
            None => rest,
        },
        Some(("private", rest)) => rest,
        _ => path,
    };
    let page = inner.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", page.unwrap_or(inner))
}

/// Where the pages lie that the gate picks by the clock, below `public/`.
pub(super) const VARIANTS: &str = "_variant/";

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_asked_for_by_its_address() {
        for (path, address) in [
            ("public/index.html", "/"),
            ("public/om/index.html", "/om/"),
            ("public/404.html", "/404.html"),
            ("public/assets/style.1234abcd.css", "/assets/style.1234abcd.css"),
            ("public/_variant/august.open/index.html", "/"),
            ("public/_variant/august.open/bli-medlem/index.html", "/bli-medlem/"),
            ("private/medlem/index.html", "/medlem/"),
            ("private/medlem/1-ro/2026-08/ark.pdf", "/medlem/1-ro/2026-08/ark.pdf"),
            ("public/my-index.html", "/my-index.html"),
        ] {
            assert_eq!(address_of(path), address);
        }
    }
}
