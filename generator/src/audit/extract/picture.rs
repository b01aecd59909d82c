//! The texts that PNG and GIF keep in pieces or compressed. What other pictures keep lies open in their bytes.

use flate2::read::ZlibDecoder;

use super::{Reader, Role};

impl Reader<'_> {
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

    /// A GIF keeps comments in blocks of at most 255 bytes, each behind its length.
    pub(super) fn gif(&mut self, bytes: &[u8]) {
        self.binary(bytes);
        for at in memchr::memmem::find_iter(bytes, &[0x21, 0xfe]) {
            let (mut comment, mut rest) = (Vec::new(), &bytes[at + 2..]);
            while let Some((length, after)) = rest.split_first().filter(|(length, _)| **length > 0) {
                let Some((block, after)) = after.split_at_checked(usize::from(*length)) else { break };
                comment.extend(block);
                rest = after;
            }
            if comment.len() > 255 {
                self.metadata(&comment);
            }
        }
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
