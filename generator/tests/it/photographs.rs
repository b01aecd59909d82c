//! Images as cameras and drawing programs write them, with all that they write into them.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// What must not be published: the camera, the photographer and the degrees of a place, wherever they are written.
pub(crate) const TOLD: [&[u8]; 4] = [b"Kameramerket", b"Ingrid Foto", b"WGS-84", b"Forhandsvisning"];

/// `width` × `height` pixels: red above, blue below, with some noise as photographs have.
pub(crate) fn pixels(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = u8::try_from((x * 31 + y * 17 + x * y) % 24).unwrap();
        if y < height / 2 { Rgb([230 - noise, noise, noise]) } else { Rgb([noise, noise, 230 - noise]) }
    })
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&pixels(width, height)).unwrap();
    bytes
}

/// A photograph that says where, with what and by whom it was taken, with a second picture behind its end. Orientation
/// 6: its camera was held so that its left is above.
pub(crate) fn photograph(width: u32, height: u32) -> Vec<u8> {
    let plain = jpeg(width, height);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Ingrid Foto</x:xmpmeta>";
    let told = [segment(0xe1, &[b"Exif\0\0", exif().as_slice()].concat()), segment(0xe1, xmp)].concat();
    let told = [told, segment(0xed, b"Photoshop 3.0\0Ingrid Foto"), segment(0xfe, b"Kameramerket")].concat();
    [&plain[..2], &told, &plain[2..], &segment(0xe1, b"Forhandsvisning")].concat()
}

/// A drawing of a disc on nothing, with a text in it.
pub(crate) fn drawing(side: u32) -> Vec<u8> {
    let middle = f64::from(side) / 2.0;
    let disc = RgbaImage::from_fn(side, side, |x, y| {
        let far = (f64::from(x) - middle).hypot(f64::from(y) - middle) > middle / 2.0;
        if far { Rgba([0, 0, 0, 0]) } else { Rgba([20, 120, 80, 255]) }
    });
    let png = written(&disc.into(), ImageFormat::Png);
    with_chunk(&png, b"tEXt", b"Author\0Ingrid Foto")
}

pub(crate) fn webp(width: u32, height: u32) -> Vec<u8> {
    written(&pixels(width, height).into(), ImageFormat::WebP)
}

pub(crate) fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG with one more chunk behind its first one.
pub(crate) fn with_chunk(png: &[u8], kind: &[u8], data: &[u8]) -> Vec<u8> {
    const HEAD: usize = 8 + 25;
    [&png[..HEAD], &chunk(kind, data), &png[HEAD..]].concat()
}

/// A chunk of a PNG, with its check.
fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut check = flate2::Crc::new();
    check.update(kind);
    check.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length, kind, data, &check.sum().to_be_bytes()].concat()
}

/// Of a PNG that says it has so many pixels.
pub(crate) fn png_of_size(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let rest = [chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]), chunk(b"IEND", b"")].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &head), &rest].concat()
}

/// A moving image of two frames of one pixel.
pub(crate) fn gif() -> Vec<u8> {
    let frame = [b",\0\0\0\0\x01\0\x01\0\0".as_slice(), &[2, 2, 0x44, 1, 0]].concat();
    [b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0".as_slice(), &frame, &frame, b";"].concat()
}

/// Whether any of what must not be published stands in `bytes`.
pub(crate) fn tells(bytes: &[u8]) -> bool {
    TOLD.iter().any(|told| bytes.windows(told.len()).any(|window| window == *told))
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// Maker, orientation, and a place: a TIFF of the greater byte first, whose second directory is that of the place.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let first = [
        entry(0x010f, 2, 13, 68_u32.to_be_bytes()),
        entry(0x0112, 3, 1, [0, 6, 0, 0]),
        entry(0x8825, 4, 1, 50_u32.to_be_bytes()),
    ];
    let place = entry(0x0012, 2, 7, 81_u32.to_be_bytes());
    [
        b"MM\0\x2a\0\0\0\x08\0\x03".as_slice(),
        &first.concat(),
        &[0; 4],
        b"\0\x01",
        &place,
        &[0; 4],
        b"Kameramerket\0WGS-84\0",
    ]
    .concat()
}
