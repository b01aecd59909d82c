//! WebP: chunks in a RIFF file, each with its kind and its length. Source: RFC 9649, 2.

/// How many bytes say that it is one.
pub(crate) const HEAD: usize = 12;

/// The flags in the first byte of `VP8X` that say whether there is an Exif, and an XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// See the module above.
pub(super) fn stripped(bytes: &[u8], exif: Option<&[u8]>) -> Option<Vec<u8>> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    let length = usize::try_from(u32::from_le_bytes(*head.get(4..)?.first_chunk::<4>()?)).ok()?;
    let mut rest = rest.get(..length.checked_sub(4)?)?;
    let mut chunks = Vec::with_capacity(bytes.len());
    while !rest.is_empty() {
        let (kind, content, after) = first_chunk(rest)?;
        rest = after;
        match kind {
            b"VP8X" => put(&mut chunks, *kind, &with_flags(content, exif.is_some()))?,
            b"ICCP" | b"ANIM" | b"ANMF" | b"ALPH" | b"VP8 " | b"VP8L" => put(&mut chunks, *kind, content)?,
            _ => {}
        }
    }
    if let Some(exif) = exif {
        put(&mut chunks, *b"EXIF", exif)?;
    }
    let length = u32::try_from(chunks.len() + 4).ok()?.to_le_bytes();
    Some([b"RIFF".as_slice(), &length, b"WEBP", &chunks].concat())
}

/// The first chunk's kind and content, and what follows it.
pub(crate) fn first_chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (kind, rest) = bytes.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (content, after) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let padding = (content.len() % 2).min(after.len());
    Some((kind, content, &after[padding..]))
}

fn with_flags(content: &[u8], has_exif: bool) -> Vec<u8> {
    let mut content = content.to_owned();
    if let Some(flags) = content.first_mut() {
        *flags = (*flags & !(HAS_EXIF | HAS_XMP)) | if has_exif { HAS_EXIF } else { 0 };
    }
    content
}

fn put(out: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) -> Option<()> {
    out.extend(kind);
    out.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
    out.extend_from_slice(content);
    out.extend(std::iter::repeat_n(0, content.len() % 2));
    Some(())
}
