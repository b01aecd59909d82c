//! An image in a text, as HTML: the sizes to choose from, its own size, and what it says to those who do not see it.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};
use pulldown_cmark_escape::escape_html;

use super::images::Images;
use super::markdown::{Marked, Reader, scheme};
use super::targets::{DeadLink, Side, TargetKind};
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

/// The sizes that an image is shown in.
pub(super) struct Sizes {
    /// The form that all can show.
    pub src: String,
    /// The others with their widths, as WebP; none of what moves.
    pub srcset: Option<String>,
    pub width: u32,
    pub height: u32,
}

impl Sizes {
    /// Of the image at `address`, if it is one.
    pub(super) fn of(address: &str, images: &Images) -> Option<Self> {
        let (picture, folder) = images.show(address)?;
        let variants = picture.variants();
        let Some(largest) = variants.iter().max_by_key(|variant| variant.width) else {
            let (width, height) = picture.size();
            return Some(Self { src: address.to_owned(), srcset: None, width, height });
        };
        Some(Self {
            src: format!("{folder}{}", picture.name(picture.fallback())),
            srcset: Some(srcset(picture, &folder, &variants)),
            width: largest.width,
            height: largest.height,
        })
    }
}

fn srcset(picture: &Picture, folder: &str, variants: &[Variant]) -> String {
    let webp = variants.iter().filter(|variant| variant.format == Format::WebP);
    let sizes = webp.map(|webp| format!("{folder}{} {}w", picture.name(*webp), webp.width));
    sizes.collect::<Vec<_>>().join(", ")
}

impl ShownImage<'_> {
    /// As HTML.
    pub(super) fn html(&self, images: &Images) -> String {
        match Sizes::of(self.address, images) {
            None => self.img(self.address, None),
            Some(Sizes { src, srcset: None, width, height }) => self.img(&src, Some((width, height))),
            Some(Sizes { src, srcset: Some(srcset), width, height }) => {
                let (srcset, img) = (escaped(&srcset), self.img(&src, Some((width, height))));
                format!(
                    "<picture><source type=\"image/webp\" srcset=\"{srcset}\" sizes=\"{SIZES}\">{img}</picture>"
                )
            }
        }
    }

    fn img(&self, src: &str, size: Option<(u32, u32)>) -> String {
        let mut html = format!("<img src=\"{}\" alt=\"{}\"", escaped(src), escaped(spoken(self.alt)));
        if !self.title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escaped(self.title));
        }
        if let Some((width, height)) = size {
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html + " loading=\"lazy\" decoding=\"async\">"
    }
}

/// What is read aloud of the words written for an image.
pub(super) fn spoken(alt: &str) -> &str {
    if alt == DECORATES { "" } else { alt }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}

/// The words between an image's brackets; `set` sets a sign as the language has it.
pub(super) fn words(
    image: &[Marked<'_>],
    set: impl Fn(&str, &Range<usize>) -> Option<&'static str>,
) -> String {
    let words = image.iter().filter_map(|(event, range)| match event {
        Event::Text(sign) => Some(set(sign, range).unwrap_or(sign)),
        Event::Code(code) => Some(code.as_ref()),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    });
    words.collect()
}

/// The address of the image that `link` names in a text.
///
/// # Errors
/// If it is none that the text may show.
pub(super) fn address(link: &str, reader: Reader<'_>) -> Result<String, DeadLink> {
    let dead = |message: String, help: &str| Err(DeadLink { message, help: help.to_owned() });
    if scheme(link).is_some() || link.starts_with("//") {
        let message = "an image from elsewhere would tell strangers who reads this";
        return dead(message.to_owned(), "put the image beside this file");
    }
    let target = reader.targets.find(reader.path, link)?;
    match (target.kind, target.side) {
        (TargetKind::File, Side::Gated) if reader.side == Side::Public => {
            dead(format!("`{link}` lies behind the gate"), "put a copy beside this file")
        }
        (TargetKind::File | TargetKind::Unread, _) => Ok(target.href),
        _ => dead(format!("`{link}` is a page, not an image"), "name an image"),
    }
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
