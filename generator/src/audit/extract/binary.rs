//! Texts that lie open in the bytes of a file: in UTF-8, in Latin-1, in UTF-16 of either order.

use super::{BLOCK, Reader, Role, escapes};

/// Shorter than this it is most often chance.
const SHORTEST: usize = 6;

/// The same where chance has more letters to choose from.
const SHORTEST_IN_LATIN_1: usize = 12;

/// The same for what is written in another way: chance makes a tag of any two bytes.
const SHORTEST_HIDDEN: usize = 16;

/// So many bytes are read at once: a film takes no more memory than a photograph.
const WINDOW: usize = 1 << 20;

/// So many of them are read again with what follows, so that no run of words is cut in two.
const OVERLAP: usize = 1 << 14;

impl Reader<'_> {
    /// What may be text.
    pub(super) fn binary(&mut self, bytes: &[u8]) {
        let starts = (0..bytes.len()).step_by(WINDOW);
        for window in starts.map(|start| &bytes[start..bytes.len().min(start + WINDOW + OVERLAP)]) {
            for texts in [in_utf8(window), in_latin_1(window), in_utf16(window)] {
                if !texts.is_empty() {
                    self.deeper(texts.len(), |reader| reader.pieces(&texts));
                }
            }
        }
    }

    /// All pieces in one, with a mark between them; then those that may hide a text, one by one.
    fn pieces(&mut self, texts: &str) {
        self.tell(texts, Role::Data);
        let pieces = texts.split(BLOCK).filter(|piece| piece.len() >= SHORTEST_HIDDEN);
        for piece in pieces.filter(|piece| escapes::may_hide(piece)) {
            self.prose(piece, Role::Data);
        }
    }
}

fn is_printable(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7e)
}

fn is_latin(byte: u8) -> bool {
    is_printable(byte) || byte >= 0xa0
}

fn in_utf8(bytes: &[u8]) -> String {
    let mut texts = String::new();
    for chunk in bytes.utf8_chunks() {
        let pieces = chunk.valid().split(|char: char| char.is_control() && !"\t\n\r".contains(char));
        for piece in pieces.filter(|piece| piece.len() >= SHORTEST) {
            texts.push_str(piece);
            texts.push('\u{1f}');
        }
    }
    texts
}

/// Only where there are letters beyond ASCII, or it would be UTF-8 as well.
fn in_latin_1(bytes: &[u8]) -> String {
    let mut texts = String::new();
    for piece in bytes.split(|byte| !is_latin(*byte)) {
        let plain = piece.iter().filter(|byte| is_printable(**byte)).count();
        if piece.len() >= SHORTEST_IN_LATIN_1 && plain < piece.len() && plain * 4 >= piece.len() * 3 {
            texts.extend(piece.iter().copied().map(char::from));
            texts.push('\u{1f}');
        }
    }
    texts
}

/// Every second byte is 0. In the big order a letter follows its 0, in the little order it stands before it: so a text
/// that begins with a 0 is read in the big order, and in the little one from the letter before to that before the last.
fn in_utf16(bytes: &[u8]) -> String {
    let mut texts = String::new();
    let mut at = 0;
    while let Some(zero) = memchr::memchr(0, bytes.get(at..).unwrap_or_default()).map(|found| at + found) {
        let (pairs, _) = bytes[zero..].as_chunks::<2>();
        let pairs = pairs.iter().take_while(|pair| pair[0] == 0 && is_latin(pair[1]));
        let first = zero.checked_sub(1).map(|before| bytes[before]).filter(|byte| is_latin(*byte));
        let letters = pairs.map(|pair| char::from(pair[1]));
        let length = letters.clone().count();
        if length + 1 >= SHORTEST {
            let ends = bytes.get(zero + length * 2) == Some(&0);
            let in_little = if ends { length } else { length - 1 };
            texts.extend(letters.clone().chain(['\u{1f}']));
            texts.extend(first.map(char::from).into_iter().chain(letters.take(in_little)).chain(['\u{1f}']));
        }
        at = zero + (length * 2).max(1);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_between_bytes() {
        assert_eq!(in_utf8(b"\x00\xffst\xc3\xb8tt men\x00kort\x01"), "støtt men\u{1f}");
        assert_eq!(in_latin_1(b"\x01st\xf8tt men ikke stivt\x02"), "støtt men ikke stivt\u{1f}");
        let little: Vec<u8> = "støtt men".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(
            in_utf16(&[b"\xff\x01", &little[..], b"\xff\x01"].concat()).contains("\u{1f}støtt men\u{1f}")
        );
        let big: Vec<u8> = "støtt men".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(in_utf16(&[b"\x01A", &big[..], b"\0\x01"].concat()).starts_with("støtt men\u{1f}"));
    }
}
