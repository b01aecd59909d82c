//! `snapshot#<version>` / `chunk#<nn>`: the portal snapshot, compressed, in immutable chunks of at most
//! 300 KB; `snapshot#pointer` / `pointer`: which version is current and which was before it.
//!
//! About 20 KB for the sample portal: 20 units to publish, five to read, and a cold function reads it once.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use themes::snapshot::Snapshot;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

const CHUNK_BYTES: usize = 300_000;

/// No snapshot is larger than this when unpacked.
const MOST_BYTES: u64 = 32_000_000;

const POINTER: &str = "snapshot#pointer";

/// Which versions the functions accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pointer {
    pub current: String,
    pub previous: Option<String>,
}

fn pk(version: &str) -> String {
    format!("snapshot#{version}")
}

/// Stores `snapshot` and makes it the current one; the one before becomes the previous. Returns its version.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn publish(store: &Store, snapshot: &Snapshot) -> Result<String, Broken> {
    let json = serde_json::to_vec(snapshot).map_err(|error| Broken::new("writing the snapshot", &error))?;
    let version = URL_SAFE_NO_PAD.encode(&Sha256::digest(&json)[..12]);
    let before = pointer(store).await?;
    if before.as_ref().is_some_and(|pointer| pointer.current == version) {
        return Ok(version);
    }
    for (index, chunk) in compress(&json)?.chunks(CHUNK_BYTES).enumerate() {
        let row = Row::new(pk(&version), &format!("chunk#{index:02}")).bytes("bytes", chunk.to_vec());
        store.write(Write::put(row)).await?;
    }
    let row = Row::new(POINTER, "pointer").text("current", &version);
    let row = row.maybe_text("previous", before.as_ref().map(|pointer| pointer.current.as_str()));
    store.write(Write::put(row)).await?;
    Ok(version)
}

/// Which versions are accepted; none before anything was published.
pub(crate) async fn pointer(store: &Store) -> Result<Option<Pointer>, Broken> {
    let Some(row) = store.get(POINTER, "pointer").await? else { return Ok(None) };
    let previous = row.maybe_read_text("previous").map(str::to_owned);
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
