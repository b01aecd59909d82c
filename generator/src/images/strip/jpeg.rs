//! JPEG: segments, each behind its marker. Source: ITU-T T.81, annex B.

const START: [u8; 2] = [0xff, 0xd8];
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const EXIF: u8 = 0xe1;

/// JFIF in its first version that has all fields: its head without the preview that may follow.
const JFIF: &[u8] = b"JFIF\0";
const JFIF_HEAD: usize = 12;

/// A marker, and what belongs to it.
pub(crate) struct Segment<'b> {
    /// What lies before the marker and belongs to nothing.
    pub before: &'b [u8],
    pub marker: u8,
    pub content: &'b [u8],
    /// What follows the content of a scan: the picture itself.
    pub scan: &'b [u8],
}

impl Segment<'_> {
    /// Whether the picture ends with it.
    pub(crate) fn is_end(&self) -> bool {
        self.marker == END
    }
}

/// See the module above.
pub(super) fn stripped(bytes: &[u8], exif: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(START);
    if let Some(exif) = exif {
        put(&mut out, EXIF, &[b"Exif\0\0", exif].concat())?;
    }
    let mut rest = bytes.strip_prefix(&START)?;
    loop {
        let (segment, after) = first_segment(rest)?;
        rest = after;
        if segment.is_end() {
            out.extend([0xff, END]);
            return Some(out);
        }
        put_what_shows(&mut out, segment.marker, segment.content)?;
        out.extend_from_slice(segment.scan);
    }
}

/// The first segment, and what follows it; nothing if it breaks off.
pub(crate) fn first_segment(bytes: &[u8]) -> Option<(Segment<'_>, &[u8])> {
    let (before, rest) = bytes.split_at(memchr::memchr(0xff, bytes)?);
    let at = rest.iter().position(|byte| *byte != 0xff)?;
    let (marker, rest) = (rest[at], &rest[at + 1..]);
    if marker == END || is_alone(marker) {
        return Some((Segment { before, marker, content: &[], scan: &[] }, rest));
    }
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length)).checked_sub(2)?;
    let (content, rest) = rest.split_at_checked(length)?;
    let (scan, rest) = rest.split_at(if marker == SCAN { length_of_scan(rest)? } else { 0 });
    Some((Segment { before, marker, content, scan }, rest))
}

/// Markers without content.
fn is_alone(marker: u8) -> bool {
    matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8)
}

fn put_what_shows(out: &mut Vec<u8>, marker: u8, content: &[u8]) -> Option<()> {
    match marker {
        // Tables, frames and scans.
        0xc0..=0xcf | 0xda..=0xdf => put(out, marker, content),
        0xe0 if content.starts_with(JFIF) => put(out, marker, &[content.get(..JFIF_HEAD)?, &[0, 0]].concat()),
        // What its colours mean.
        0xe2 if content.starts_with(b"ICC_PROFILE\0") => put(out, marker, content),
        0xee if content.starts_with(b"Adobe") => put(out, marker, content),
        _ => Some(()),
    }
}

fn put(out: &mut Vec<u8>, marker: u8, content: &[u8]) -> Option<()> {
    let length = u16::try_from(content.len() + 2).ok()?;
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend_from_slice(content);
    Some(())
}

/// Up to the next marker that does not belong to the scan.
fn length_of_scan(bytes: &[u8]) -> Option<usize> {
    let ends =
        |at: &usize| matches!(bytes.get(at + 1), Some(next) if !matches!(next, 0x00 | 0xd0..=0xd7 | 0xff));
    memchr::memchr_iter(0xff, bytes).find(ends)
}
