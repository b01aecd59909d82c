//! How an image is to be turned, as Exif has it. Source: CIPA DC-008, "Exchangeable image file format", 4.6.

use image::metadata::Orientation;

/// An Exif that says this and no more: a TIFF of the lesser byte first, with a directory of one entry.
pub(super) fn exif(orientation: Orientation) -> Vec<u8> {
    let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation.to_exif(), 0, 0, 0];
    [b"II\x2a\0\x08\0\0\0\x01\0".as_slice(), &entry, &[0; 4]].concat()
}
