//! PNG: chunks, each with its length, its kind and a check. Source: W3C, "Portable Network Graphics (Third Edition)", 5.

use flate2::Crc;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The picture, its colours, and what makes it move.
const SHOWS: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// See the module above.
pub(super) fn stripped(bytes: &[u8], exif: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    loop {
        let (kind, chunk, after) = chunk(rest)?;
        if SHOWS.contains(&kind) {
            out.extend_from_slice(chunk);
        }
        match kind {
            b"IHDR" => put_exif(&mut out, exif)?,
            b"IEND" => return Some(out),
            _ => {}
        }
        rest = after;
    }
}

/// The first chunk's kind, the chunk as a whole, and what follows it.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let kind = rest.first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (chunk, after) = bytes.split_at_checked(length.checked_add(12)?)?;
    Some((kind, chunk, after))
}

fn put_exif(out: &mut Vec<u8>, exif: Option<&[u8]>) -> Option<()> {
    let Some(exif) = exif else { return Some(()) };
    let chunk = [b"eXIf", exif].concat();
    let mut check = Crc::new();
    check.update(&chunk);
    out.extend(u32::try_from(exif.len()).ok()?.to_be_bytes());
    out.extend(chunk);
    out.extend(check.sum().to_be_bytes());
    Some(())
}
