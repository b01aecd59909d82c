//! An image without what is not needed to show it: where, when, with what and by whom it was taken, its previews, and what
//! lies behind its end. What stays is listed, so that nothing unheard of slips through. Its pixels stay as they are,
//! and how to turn them is written anew.

pub(crate) mod jpeg;
mod orientation;
mod png;
#[cfg(test)]
mod tests;
pub(crate) mod webp;

use image::metadata::Orientation;

use super::Format;

/// `bytes` with no more than it takes to show them; nothing if the image breaks off. A GIF stays as it is.
pub(super) fn stripped(format: Format, bytes: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let turned = (orientation != Orientation::NoTransforms).then(|| orientation::exif(orientation));
    match format {
        Format::Jpeg => jpeg::stripped(bytes, turned.as_deref()),
        Format::Png => png::stripped(bytes, turned.as_deref()),
        Format::WebP => webp::stripped(bytes, turned.as_deref()),
        Format::Gif => Some(bytes.to_owned()),
    }
}
