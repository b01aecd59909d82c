//! What kind of image a file is, by its name and by its first bytes.

/// A kind of image that is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    WebP,
    /// Published as it is.
    Gif,
}

/// What cameras write, with where and when, and what cannot be read here. Few browsers show these but the first.
const UNREADABLE: [&str; 7] = ["avif", "heic", "heif", "jxl", "tif", "tiff", "dng"];

/// Whether an image named `path` can be freed of what its camera wrote into it; also true of what is no photograph.
pub(crate) fn is_readable(path: &str) -> bool {
    !UNREADABLE.contains(&ending_of(path).as_str())
}

impl Format {
    /// The kind that the name says.
    pub(crate) fn by_name(path: &str) -> Option<Self> {
        match ending_of(path).as_str() {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "gif" => Some(Self::Gif),
            _ => None,
        }
    }

    /// The kind that the file is.
    pub(super) fn by_first_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            _ => None,
        }
    }

    /// What names of such files end with.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
        }
    }

    /// As people write it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
        }
    }
}

fn ending_of(path: &str) -> String {
    path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}
