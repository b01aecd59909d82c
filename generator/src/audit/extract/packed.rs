//! Single files that are compressed.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{Closed, Reader, Role};

impl Reader<'_> {
    pub(super) fn gzip(&mut self, name: &str, bytes: &[u8]) {
        let decoder = MultiGzDecoder::new(bytes);
        let head = decoder.header().map(|head| {
            let texts = [head.filename(), head.comment()].map(Option::unwrap_or_default);
            texts.map(|text| String::from_utf8_lossy(text).into_owned()).join("\n")
        });
        self.prose(&head.unwrap_or_default(), Role::Data);
        self.unpack(inner_name(name), bytes, decoder);
    }

    pub(super) fn zlib(&mut self, name: &str, bytes: &[u8]) {
        self.unpack(inner_name(name), bytes, ZlibDecoder::new(bytes));
    }

    pub(super) fn deflate(&mut self, name: &str, bytes: &[u8]) {
        self.unpack(inner_name(name), bytes, DeflateDecoder::new(bytes));
    }

    pub(super) fn brotli(&mut self, name: &str, bytes: &[u8]) {
        self.unpack(inner_name(name), bytes, brotli_decompressor::Decompressor::new(bytes, 1 << 16));
    }

    /// What is broken is read as far as it goes; what yields nothing was not packed at all.
    fn unpack(&mut self, name: &str, packed: &[u8], decoder: impl Read) {
        let unpacked = self.read(decoder);
        if unpacked.is_empty() {
            self.binary(packed);
        } else {
            self.packed(name, &unpacked);
        }
    }

    /// All that comes out of `decoder`, within bounds.
    pub(super) fn read(&mut self, decoder: impl Read) -> Vec<u8> {
        let mut unpacked = Vec::new();
        let most = self.left as u64;
        // A stream that breaks off has told what it held before.
        let _ = decoder.take(most.saturating_add(1)).read_to_end(&mut unpacked);
        if unpacked.len() > self.left {
            self.closed(Closed::TooLarge);
            unpacked.truncate(self.left);
        }
        unpacked
    }
}

/// `feed.xml` of `feed.xml.gz`; what was `svgz` is `svg`.
fn inner_name(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((_, "svgz")) => &name[..name.len() - 1],
        Some((stem, _)) => stem,
        None => name,
    }
}
