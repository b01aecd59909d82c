//! From pixels to the bytes of an image. The same pixels become the same bytes.

use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use webp::{Encoder, WebPConfig};

use super::decode::resized;
use super::{Format, Variant};

/// Of 100; what is lost is hard to see.
const QUALITY: u8 = 80;

/// Of 100, for drawings and what has text in it.
const QUALITY_OF_DRAWINGS: u8 = 90;

/// `pixels`, which come from an image in `source`, as `variant` has them.
pub(super) fn encode(pixels: &DynamicImage, variant: Variant, source: Format) -> Option<Vec<u8>> {
    let pixels = resized(pixels, variant.width, variant.height)?;
    match variant.format {
        Format::Jpeg => jpeg(&pixels),
        Format::Png => png(&pixels),
        Format::WebP if source == Format::Jpeg => webp(&pixels, &lossy(QUALITY)?),
        Format::WebP => webp_of_drawing(&pixels),
        Format::Gif => None,
    }
}

/// Where flat areas make the exact image the smaller one, that.
fn webp_of_drawing(pixels: &DynamicImage) -> Option<Vec<u8>> {
    let (exact, lossy) = (webp(pixels, &lossless()?)?, webp(pixels, &lossy(QUALITY_OF_DRAWINGS)?)?);
    Some(if exact.len() <= lossy.len() { exact } else { lossy })
}

fn webp(pixels: &DynamicImage, config: &WebPConfig) -> Option<Vec<u8>> {
    let (width, height) = (pixels.width(), pixels.height());
    let encoder = match pixels {
        DynamicImage::ImageRgba8(pixels) => Encoder::from_rgba(pixels, width, height),
        DynamicImage::ImageRgb8(pixels) => Encoder::from_rgb(pixels, width, height),
        _ => return None,
    };
    encoder.encode_advanced(config).ok().map(|bytes| bytes.to_vec())
}

fn lossy(quality: u8) -> Option<WebPConfig> {
    let mut config = WebPConfig::new().ok()?;
    config.quality = quality.into();
    Some(config)
}

fn lossless() -> Option<WebPConfig> {
    let mut config = WebPConfig::new().ok()?;
    config.lossless = 1;
    config.exact = 0;
    Some(config)
}

fn jpeg(pixels: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(pixels).ok()?;
    Some(bytes)
}

fn png(pixels: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    pixels.write_with_encoder(encoder).ok()?;
    Some(bytes)
}
