//! The texts in pictures: in pieces or compressed in PNG and GIF, and open in JPEG and WebP. What is the picture itself
//! says nothing, and is most of the file.

use flate2::read::ZlibDecoder;

use super::{Reader, Role};
use crate::images::strip::jpeg::first_segment;
use crate::images::strip::webp;

impl Reader<'_> {
    /// The segments of a JPEG, and what follows its end.
    pub(super) fn jpeg(&mut self, bytes: &[u8]) {
        let mut rest = bytes.get(2..).unwrap_or_default();
        while let Some((segment, after)) = first_segment(rest) {
            rest = after;
            self.binary(segment.before);
            self.binary(segment.content);
            if segment.is_end() {
                break;
            }
        }
        self.binary(rest);
    }

    /// The chunks of a WebP, and what follows them.
    pub(super) fn webp(&mut self, bytes: &[u8]) {
        let mut rest = bytes.get(webp::HEAD..).unwrap_or_default();
        while let Some((kind, content, after)) = webp::first_chunk(rest) {
            rest = after;
            if !matches!(kind, b"VP8 " | b"VP8L" | b"ALPH" | b"ANMF") {
                self.binary(content);
            }
        }
        self.binary(rest);
    }

    /// The chunks of a PNG but for the picture itself, and what follows them.
    pub(super) fn png(&mut self, bytes: &[u8]) {
        let mut rest = bytes.get(8..).unwrap_or_default();
        while let Some((kind, data, after)) = chunk(rest) {
            rest = after;
            match kind {
                b"IDAT" | b"fdAT" => {}
                b"zTXt" => self.compressed_text(data),
                b"iTXt" => self.international_text(data),
                _ => self.binary(data),
            }
        }
        self.binary(rest);
    }

    /// Keyword, 0, method, text.
    fn compressed_text(&mut self, data: &[u8]) {
        if let Some((_, rest)) = split_at_zero(data) {
            let text = self.read(ZlibDecoder::new(rest.get(1..).unwrap_or_default()));
            self.metadata(&text);
        }
    }

    /// Keyword, 0, whether compressed, method, language, 0, keyword translated, 0, text.
    fn international_text(&mut self, data: &[u8]) {
        let parts = split_at_zero(data).and_then(|(_, rest)| {
            let (_, after) = split_at_zero(rest.get(2..)?)?;
            let (_, text) = split_at_zero(after)?;
            Some((rest.first() == Some(&1), text))
        });
        match parts {
            Some((true, text)) => {
                let text = self.read(ZlibDecoder::new(text));
                self.metadata(&text);
            }
            Some((false, text)) => self.metadata(text),
            None => self.binary(data),
        }
    }

    fn metadata(&mut self, text: &[u8]) {
        match std::str::from_utf8(text) {
            Ok(text) => self.deeper(text.len(), |reader| reader.prose(text, Role::Data)),
            Err(_) => self.deeper(text.len(), |reader| reader.binary(text)),
        }
    }

    /// A GIF keeps comments in blocks of at most 255 bytes, each behind its length. What is shorter than that is seen
    /// as it stands.
    pub(super) fn gif(&mut self, bytes: &[u8]) {
        self.binary(bytes);
        let long = comments(bytes).into_iter().filter(|comment| comment.len() > 255);
        long.for_each(|comment| self.metadata(&comment));
    }
}

/// The first chunk's kind and data, and what follows it.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (data, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((kind, data, rest.get(4..)?))
}

fn split_at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(0, bytes)?;
    Some((&bytes[..at], &bytes[at + 1..]))
}

/// The comments of a GIF, from its first part on: a `!` and what it is, or a `,` and a picture, each with its blocks.
fn comments(gif: &[u8]) -> Vec<Vec<u8>> {
    let mut comments = Vec::new();
    let mut rest = gif.get(6..).and_then(|screen| behind_colours(screen, 7, 4)).unwrap_or_default();
    loop {
        let (is_comment, blocks) = match rest {
            [b'!', kind, blocks @ ..] => (*kind == 0xfe, blocks),
            [b',', picture @ ..] => match behind_colours(picture, 9, 8) {
                Some([_, blocks @ ..]) => (false, blocks),
                _ => return comments,
            },
            _ => return comments,
        };
        let (data, after) = joined(blocks);
        rest = after;
        if is_comment {
            comments.push(data);
        }
    }
}

/// What follows a head of `length` bytes and its colours, if the byte `at` says that it has some.
fn behind_colours(bytes: &[u8], length: usize, at: usize) -> Option<&[u8]> {
    let flags = *bytes.get(at)?;
    let colours = if flags & 0x80 == 0 { 0 } else { 2 << (flags & 7) };
    bytes.get(length + 3 * colours..)
}

/// What the first blocks hold, each behind its length, to the empty one; and what follows.
fn joined(blocks: &[u8]) -> (Vec<u8>, &[u8]) {
    let (mut data, mut rest) = (Vec::new(), blocks);
    while let Some((length, after)) = rest.split_first() {
        let (block, after) = after.split_at(after.len().min(usize::from(*length)));
        rest = after;
        if block.is_empty() {
            break;
        }
        data.extend_from_slice(block);
    }
    (data, rest)
}
