//! Whatever is done to an image on its way here, it is stripped or refused.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;

use super::super::header::Header;
use super::*;

const NAMELESS: &[u8] = b"Kameramerket";

/// A picture that names its camera where its format lets it.
fn image(format: Format) -> Vec<u8> {
    let pixels =
        RgbImage::from_fn(24, 16, |x, y| image::Rgb([x, y, x * y].map(|part| part.to_le_bytes()[0])));
    let as_written = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        _ => ImageFormat::WebP,
    };
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(pixels).write_to(&mut bytes, as_written).unwrap();
    let bytes = bytes.into_inner();
    match format {
        Format::Jpeg => [&bytes[..2], &[0xff, 0xfe, 0, 14], NAMELESS, &bytes[2..]].concat(),
        Format::Png => {
            [&bytes[..33], &[0, 0, 0, 12], b"tEXt", NAMELESS, &[0; 4], &bytes[33..], NAMELESS].concat()
        }
        _ => [&bytes, NAMELESS].concat(),
    }
}

proptest! {
    #[test]
    fn no_image_makes_it_panic_or_grow(
        format in prop::sample::select(vec![Format::Jpeg, Format::Png, Format::WebP]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        length in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut bytes = image(format);
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if !whole {
            bytes.truncate(length.index(bytes.len()));
        }
        let _ = Header::read(format, &bytes);
        if let Some(stripped) = stripped(format, &bytes, Orientation::Rotate90) {
            prop_assert!(stripped.len() <= bytes.len() + 50);
            if changes.is_empty() {
                prop_assert!(!stripped.windows(NAMELESS.len()).any(|window| window == NAMELESS));
            }
        }
    }
}

#[test]
fn what_is_stripped_shows_the_same_and_turns_as_before() {
    for format in [Format::Jpeg, Format::Png] {
        let bytes = image(format);
        let stripped = stripped(format, &bytes, Orientation::Rotate180).unwrap();
        assert_eq!(Header::read(format, &stripped).unwrap().orientation, Orientation::Rotate180);
        let decoded = |bytes: &[u8]| image::load_from_memory(bytes).unwrap();
        assert_eq!(decoded(&stripped), decoded(&bytes));
        assert_eq!(super::stripped(format, &stripped, Orientation::Rotate180), Some(stripped.clone()));
    }
}
