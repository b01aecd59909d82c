//! An image in a text, as HTML: the sizes to choose from, its own size, and what it says to those who do not see it.

use std::fmt::Write as _;

use pulldown_cmark::{Event, TagEnd};
use pulldown_cmark_escape::escape_html;

use super::images::Images;
use super::markdown::Marked;
use crate::images::{Format, Picture, Variant};

/// How wide a text's images stand: as its column in the default theme.
const SIZES: &str = "(min-width: 44rem) 40rem, 100vw";

/// Stands between the brackets of an image that only decorates.
const DECORATES: &str = "-";

/// What a text says of an image.
pub(super) struct ShownImage<'a> {
    pub address: &'a str,
    pub alt: &'a str,
    pub title: &'a str,
}

impl ShownImage<'_> {
    /// As HTML.
    pub(super) fn html(&self, images: &Images) -> String {
        let Some((picture, folder)) = images.show(self.address) else {
            return self.img(self.address, None);
        };
        let variants = picture.variants();
        let Some(largest) = variants.iter().max_by_key(|variant| variant.width) else {
            return self.img(self.address, Some(picture.size()));
        };
        let fallback = format!("{folder}{}", picture.name(picture.fallback()));
        let img = self.img(&fallback, Some((largest.width, largest.height)));
        format!("<picture>{}{img}</picture>", source(picture, &folder, &variants))
    }

    fn img(&self, src: &str, size: Option<(u32, u32)>) -> String {
        let alt = if self.alt == DECORATES { "" } else { self.alt };
        let mut html = format!("<img src=\"{}\" alt=\"{}\"", escaped(src), escaped(alt));
        if !self.title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escaped(self.title));
        }
        if let Some((width, height)) = size {
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html + " loading=\"lazy\" decoding=\"async\">"
    }
}

fn source(picture: &Picture, folder: &str, variants: &[Variant]) -> String {
    let webp = variants.iter().filter(|variant| variant.format == Format::WebP);
    let set: Vec<String> =
        webp.map(|webp| format!("{folder}{} {}w", picture.name(*webp), webp.width)).collect();
    format!("<source type=\"image/webp\" srcset=\"{}\" sizes=\"{SIZES}\">", escaped(&set.join(", ")))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}

/// How many of `events`, which begin with an image, belong to it.
pub(super) fn extent(events: &[Marked<'_>]) -> usize {
    let end = events.iter().scan(0_usize, |depth, (event, _)| {
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => *depth += 1,
            Event::End(TagEnd::Image) => *depth -= 1,
            _ => {}
        }
        Some(*depth)
    });
    end.take_while(|depth| *depth > 0).count() + 1
}
