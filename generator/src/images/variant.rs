//! The sizes and formats that an image is published in.

use super::{Format, Picture};

/// Published widths in pixels: for phones and up to twice a wide column of text.
const WIDTHS: [u32; 4] = [480, 800, 1200, 1600];

/// What a browser gets that reads no WebP, and who shows a preview of a page elsewhere.
const FALLBACK: u32 = 1200;

/// WebP has no more on a side.
const LONGEST: u64 = 16_383;

/// An image in one size and format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    pub width: u32,
    pub height: u32,
    pub format: Format,
}

impl Picture {
    /// What is made of it, the smallest first: WebP in every width, and its own format in one. Nothing of an animation.
    pub(crate) fn variants(&self) -> Vec<Variant> {
        if self.header.is_animated {
            return Vec::new();
        }
        let webp: Vec<Variant> =
            self.widths().into_iter().map(|width| self.variant(width, Format::WebP)).collect();
        let fallback = Some(self.fallback()).filter(|fallback| !webp.contains(fallback));
        webp.into_iter().chain(fallback).collect()
    }

    /// The one that everybody can show.
    pub(crate) fn fallback(&self) -> Variant {
        self.variant(Variant::largest(self).width.min(FALLBACK), self.format)
    }

    /// The file name of `variant`, which changes with the image's content: `ingrid-800.0a1b2c3d.webp`.
    pub(crate) fn name(&self, variant: Variant) -> String {
        format!("{}-{}.{}.{}", self.stem(), variant.width, self.fingerprint(), variant.format.ending())
    }

    /// Never wider than it is, and none that is hardly smaller than the largest.
    fn widths(&self) -> Vec<u32> {
        let (width, height) = self.size();
        let as_high = u64::from(width) * LONGEST / u64::from(height.max(1));
        let as_high = u32::try_from(as_high).unwrap_or(u32::MAX).max(1);
        let largest = width.min(WIDTHS[WIDTHS.len() - 1]).min(as_high);
        WIDTHS.into_iter().filter(|width| width + width / 4 <= largest).chain([largest]).collect()
    }

    fn variant(&self, width: u32, format: Format) -> Variant {
        let (own_width, own_height) = self.size();
        let (own_width, own_height) = (u64::from(own_width.max(1)), u64::from(own_height));
        let height = (u64::from(width) * own_height + own_width / 2) / own_width;
        let height = u32::try_from(height.clamp(1, LONGEST)).unwrap_or(1);
        Variant { width, height, format }
    }
}

impl Variant {
    /// The largest one of `picture`, of which the others are made.
    pub(super) fn largest(picture: &Picture) -> Self {
        let largest = picture.widths().into_iter().max().unwrap_or(1);
        picture.variant(largest, Format::WebP)
    }
}
