//! Text as HTML.

use std::io::{self, Write};

/// Writes `text` so that it stays text, in an element and in an attribute of either quotation mark: what could end it becomes an
/// entity, the same ones as with [`tera::escape_html`]. That writes each byte by itself; here all between two entities is one piece.
pub(crate) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.write_all(&text.as_bytes()[from..at])?;
            out.write_all(entity)?;
            from = at + 1;
        }
    }
    out.write_all(&text.as_bytes()[from..])
}

fn entity(byte: u8) -> Option<&'static [u8]> {
    match byte {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        b'"' => Some(b"&quot;"),
        b'\'' => Some(b"&#39;"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_escaped_as_tera_does(text in "[a-zæøå&<>\"'\\\\/ \u{1F600}]*") {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            escape(&text, &mut ours).unwrap();
            tera::escape_html(&text, &mut theirs).unwrap();
            prop_assert_eq!(ours, theirs);
        }
    }
}
