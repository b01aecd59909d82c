//! `snapshot#<version>` / `chunk#<nn>`: the portal snapshot, compressed, in immutable chunks of at most
//! 300 KB; `snapshot#pointer` / `pointer`: which version is current and which were before it, with commas between.
//!
//! The chunks of a version that no release is kept of vanish a day after it was taken out of use, by their time to live;
//! to store it again lets them stay.
//!
//! About 20 KB for the sample portal: 20 units to publish, five to read, and a cold function reads it once.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use themes::snapshot::Snapshot;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

const CHUNK_BYTES: usize = 300_000;

/// No snapshot is larger than this when unpacked.
const MOST_BYTES: u64 = 32_000_000;

const POINTER: &str = "snapshot#pointer";

/// How long a version that was taken out of use is still there, for a function that is about to read it.
const OUTDATED: SignedDuration = SignedDuration::from_hours(24);

/// Which versions the functions accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The one that is published now.
    pub current: String,
    /// Those before it, of which forms may still come: usually one.
    pub previous: Vec<String>,
}

fn pk(version: &str) -> String {
    format!("snapshot#{version}")
}

/// The snapshot as it is stored.
///
/// # Errors
/// Never in practice: it is plain data.
pub fn written(snapshot: &Snapshot) -> Result<Vec<u8>, Broken> {
    serde_json::to_vec(snapshot).map_err(|error| Broken::new("writing the snapshot", &error))
}

/// The version of a snapshot that is [`written`] so.
#[must_use]
pub fn version_of(json: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(json)[..12])
}

/// Stores `snapshot` and makes it the current one; the one before becomes the previous. Returns its version.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn publish(store: &Store, snapshot: &Snapshot) -> Result<String, Broken> {
    let json = written(snapshot)?;
    let version = version_of(&json);
    let before = pointer(store).await?;
    if before.as_ref().is_some_and(|pointer| pointer.current == version) {
        return Ok(version);
    }
    keep(store, &json).await?;
    let before: Vec<String> = before.into_iter().map(|pointer| pointer.current).collect();
    store.write(pointing(&version, &before)).await?;
    Ok(version)
}

/// Stores the chunks of a snapshot that is [`written`] so; no function reads them yet. Safe to repeat.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn keep(store: &Store, json: &[u8]) -> Result<(), Broken> {
    let pk = pk(&version_of(json));
    for (index, chunk) in compress(json)?.chunks(CHUNK_BYTES).enumerate() {
        let row = Row::new(&pk, &format!("chunk#{index:02}")).bytes("bytes", chunk.to_vec());
        store.write(Write::put(row)).await?;
    }
    Ok(())
}

/// Lets the chunks of `version` vanish in a day, unless functions accept it still.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn outdate(store: &Store, version: &str, now: Timestamp) -> Result<(), Broken> {
    let pointer = pointer(store).await?;
    let accepts =
        |pointer: &Pointer| pointer.current == version || pointer.previous.iter().any(|v| v == version);
    if pointer.as_ref().is_some_and(accepts) {
        return Ok(());
    }
    for row in store.query(&pk(version)).await? {
        let vanish = Write::update(pk(version), row.read_text("sk")?, "SET #ttl = :ttl");
        store.write(vanish.instant(":ttl", now + OUTDATED).when("attribute_exists(pk)")).await?;
    }
    Ok(())
}

/// The write that makes `version` the current one, after `previous`.
pub(super) fn pointing(version: &str, previous: &[String]) -> Write {
    let previous = Some(previous.join(",")).filter(|versions| !versions.is_empty());
    let row = Row::new(POINTER, "pointer").text("current", version);
    Write::put(row.maybe_text("previous", previous.as_deref()))
}

/// Which versions are accepted; none before anything was published.
///
/// # Errors
/// [`Broken`] if the table cannot be reached, or the row does not read.
pub async fn pointer(store: &Store) -> Result<Option<Pointer>, Broken> {
    let Some(row) = store.get(POINTER, "pointer").await? else { return Ok(None) };
    let previous = row.maybe_read_text("previous").unwrap_or_default();
    let previous = previous.split(',').filter(|version| !version.is_empty()).map(str::to_owned).collect();
    Ok(Some(Pointer { current: row.read_text("current")?.to_owned(), previous }))
}

/// The snapshot of this version.
pub(crate) async fn get(store: &Store, version: &str) -> Result<Snapshot, Broken> {
    let mut compressed = Vec::new();
    for row in store.query(&pk(version)).await? {
        compressed.extend_from_slice(row.read_bytes("bytes")?);
    }
    let json = decompress(&compressed)?;
    serde_json::from_slice(&json).map_err(|error| Broken::new("reading the snapshot", &error))
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let compressed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    compressed.map_err(|error| Broken::new("compressing the snapshot", &error))
}

fn decompress(bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let mut plain = Vec::new();
    let read = GzDecoder::new(bytes).take(MOST_BYTES).read_to_end(&mut plain);
    read.map_err(|error| Broken::new("reading the snapshot", &error))?;
    Ok(plain)
}
