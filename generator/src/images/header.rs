//! What an image's first bytes say of it, without its pixels.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, Limits};

use super::Format;

/// So many pixels are taken: more than cameras have that people carry, and at 4 bytes each 256 MB.
pub(super) const MOST_PIXELS: u64 = 64_000_000;

/// What is read of an image without decoding it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// As it lies in the file.
    pub width: u32,
    /// As it lies in the file.
    pub height: u32,
    /// How it must be turned to stand upright.
    pub orientation: Orientation,
    pub is_animated: bool,
}

impl Header {
    /// Of the image `bytes`; nothing if it is broken.
    pub(super) fn read(format: Format, bytes: &[u8]) -> Option<Self> {
        match format {
            Format::Jpeg => Some(Self::of(JpegDecoder::new(Cursor::new(bytes)).ok()?, false)),
            Format::Png => {
                let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits()).ok()?;
                let is_animated = decoder.is_apng().ok()?;
                Some(Self::of(decoder, is_animated))
            }
            Format::WebP => {
                let decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
                let is_animated = decoder.has_animation();
                Some(Self::of(decoder, is_animated))
            }
            Format::Gif => Self::of_gif(bytes),
        }
    }

    fn of(mut decoder: impl ImageDecoder, is_animated: bool) -> Self {
        let (width, height) = decoder.dimensions();
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        Self { width, height, orientation, is_animated }
    }

    /// Behind the six bytes that say what it is: width and height, the lesser byte first.
    fn of_gif(bytes: &[u8]) -> Option<Self> {
        let [width, height] = [bytes.get(6..8)?, bytes.get(8..10)?]
            .map(|side| side.iter().rev().fold(0, |side, byte| side << 8 | u32::from(*byte)));
        Some(Self { width, height, orientation: Orientation::NoTransforms, is_animated: true })
    }

    /// Width and height as it is shown.
    pub(super) fn upright(self) -> (u32, u32) {
        match self.orientation.to_exif() {
            5..=8 => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }

    pub(super) fn is_too_large(self) -> bool {
        u64::from(self.width) * u64::from(self.height) > MOST_PIXELS
    }
}

/// What a decoder may use, in bytes: 8 for each pixel, as PNG has them at most.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    limits
}
