//! What a file is.

/// See the module.
pub(super) enum Kind<'b> {
    Html(&'b str),
    /// Feeds, sitemaps and pictures of lines too.
    Xml(&'b str),
    Json(&'b str),
    Plain(&'b str),
    /// A text in UTF-16, read.
    Utf16(String),
    Gzip,
    Zlib,
    /// Deflate without a head.
    Deflate,
    Brotli,
    /// Documents and books too.
    Zip,
    Pdf,
    Jpeg,
    WebP,
    Png,
    Gif,
    /// Packed, but in no way that is known here.
    Unknown,
    /// Something else, in which texts may lie.
    Other,
}

/// Formats that pack, and that are not unpacked here.
const UNKNOWN: [&[u8]; 5] =
    [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"];

/// What the file `bytes` named `name` is: its first bytes say it, or else its name does.
pub(super) fn of<'b>(name: &str, bytes: &'b [u8]) -> Kind<'b> {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    by_first_bytes(bytes).unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) if ending == "br" => Kind::Brotli,
        Ok(_) if ending == "deflate" => Kind::Deflate,
        Ok(text) => of_text(&ending, text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(_) => by_ending(&ending, bytes),
    })
}

fn by_first_bytes<'b>(bytes: &[u8]) -> Option<Kind<'b>> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let is_bzip2 = || begins(b"BZh") && bytes.get(4..10) == Some(b"1AY&SY");
    Some(match () {
        () if begins(&[0x1f, 0x8b]) => Kind::Gzip,
        () if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") => Kind::Zip,
        () if begins(&[0xff, 0xd8, 0xff]) => Kind::Jpeg,
        () if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => Kind::WebP,
        () if begins(b"\x89PNG\r\n\x1a\n") => Kind::Png,
        () if begins(b"GIF87a") || begins(b"GIF89a") => Kind::Gif,
        () if begins(&[0xff, 0xfe]) => Kind::Utf16(utf16(&bytes[2..], u16::from_le_bytes)),
        () if begins(&[0xfe, 0xff]) => Kind::Utf16(utf16(&bytes[2..], u16::from_be_bytes)),
        () if is_bzip2() || UNKNOWN.into_iter().any(begins) => Kind::Unknown,
        () if bytes.get(..1024).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-") => Kind::Pdf,
        () => return None,
    })
}

fn by_ending<'b>(ending: &str, bytes: &[u8]) -> Kind<'b> {
    let has_zlib_head = match bytes {
        [0x78, second, ..] => (0x7800 + u16::from(*second)).is_multiple_of(31),
        _ => false,
    };
    match ending {
        "br" => Kind::Brotli,
        "deflate" => Kind::Deflate,
        _ if has_zlib_head => Kind::Zlib,
        _ => Kind::Other,
    }
}

fn of_text<'b>(ending: &str, text: &'b str) -> Kind<'b> {
    let start = text.trim_start();
    let head: String = start.chars().take(15).flat_map(char::to_lowercase).collect();
    match ending {
        _ if head.starts_with("<!doctype html") || head.starts_with("<html") => Kind::Html(text),
        _ if head.starts_with("<?xml") || head.starts_with("<svg") || head.starts_with("<rss") => {
            Kind::Xml(text)
        }
        "html" | "htm" | "xhtml" => Kind::Html(text),
        "xml" | "svg" | "rss" | "atom" | "rdf" | "opf" | "ncx" | "xsl" => Kind::Xml(text),
        "json" | "map" | "webmanifest" | "jsonld" | "geojson" | "topojson" => Kind::Json(text),
        _ if start.starts_with(['{', '[']) => Kind::Json(text),
        _ => Kind::Plain(text),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}
