//! From the bytes of an image to its pixels: upright, in the colours of the web, and no more of them than are shown.

use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ColorType, DynamicImage, ImageDecoder};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::header::{Header, limits};
use super::{Format, Variant};

/// From so many pixels on, one image after the other is decoded, to save memory.
const LARGE: u64 = 16_000_000;

/// The pixels of `bytes`, in the size of `largest`; nothing if they are broken.
pub(super) fn decode(format: Format, header: Header, bytes: &[u8], largest: Variant) -> Option<DynamicImage> {
    let alone = alone_if_large(header);
    let bytes = Cursor::new(bytes);
    let (whole, profile) = match format {
        Format::Jpeg => pixels(JpegDecoder::new(bytes).ok()?),
        Format::Png => pixels(PngDecoder::with_limits(bytes, limits()).ok()?),
        Format::WebP => pixels(WebPDecoder::new(bytes).ok()?),
        Format::Gif => None,
    }?;
    let (width, height) = match header.orientation.to_exif() {
        5..=8 => (largest.height, largest.width),
        _ => (largest.width, largest.height),
    };
    let mut pixels = resized(&whole, width, height)?;
    drop((whole, alone));
    pixels.apply_orientation(header.orientation);
    Some(in_web_colours(pixels, profile.as_deref()))
}

/// `pixels` in another size.
pub(super) fn resized(pixels: &DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    if (pixels.width(), pixels.height()) == (width, height) {
        return Some(pixels.clone());
    }
    let mut resized = DynamicImage::new(width, height, pixels.color());
    Resizer::new().resize(pixels, &mut resized, &ResizeOptions::new()).ok()?;
    Some(resized)
}

fn alone_if_large(header: Header) -> Option<MutexGuard<'static, ()>> {
    static ALONE: Mutex<()> = Mutex::new(());
    let is_large = u64::from(header.width) * u64::from(header.height) > LARGE;
    is_large.then(|| ALONE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The pixels at eight bits a colour, and what their colours mean.
fn pixels(mut decoder: impl ImageDecoder) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    decoder.set_limits(limits()).ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = DynamicImage::from_decoder(decoder).ok()?;
    let pixels = match pixels.color() {
        ColorType::Rgb8 | ColorType::Rgba8 => pixels,
        color if color.has_alpha() => pixels.into_rgba8().into(),
        _ => pixels.into_rgb8().into(),
    };
    Some((pixels, profile))
}

/// The pixels in sRGB, which browsers take for granted. A profile that is none or not of such pixels is passed over.
fn in_web_colours(pixels: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    converted(&pixels, profile).unwrap_or(pixels)
}

fn converted(pixels: &DynamicImage, profile: Option<&[u8]>) -> Option<DynamicImage> {
    let profile = ColorProfile::new_from_slice(profile?).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let layout = if pixels.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let web = ColorProfile::new_srgb();
    let convert = profile.create_transform_8bit(layout, &web, layout, TransformOptions::default()).ok()?;
    let mut converted = vec![0; pixels.as_bytes().len()];
    convert.transform(pixels.as_bytes(), &mut converted).ok()?;
    let (width, height) = (pixels.width(), pixels.height());
    match layout {
        Layout::Rgba => image::RgbaImage::from_raw(width, height, converted).map(DynamicImage::from),
        _ => image::RgbImage::from_raw(width, height, converted).map(DynamicImage::from),
    }
}
