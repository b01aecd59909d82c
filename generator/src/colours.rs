//! Colours of a portal: one that its creator chose becomes all those that the theme needs, in light and in dark, each of them
//! readable on what it stands on. Pure: from a colour to colours.
//!
//! Contrast is what WCAG 2.2 calls so: (L1 + 0.05) / (L2 + 0.05), of the relative luminances of the lighter and the darker
//! colour, where L = 0.2126 R + 0.7152 G + 0.0722 B of the linear sRGB components.
//! Source: W3C, "Web Content Accessibility Guidelines 2.2", "contrast ratio" and "relative luminance".

pub(crate) mod pairs;
mod recipe;

use std::fmt;

use palette::color_difference::Wcag21RelativeContrast as _;
use palette::{FromColor as _, LinSrgb, Oklch, Srgb};

pub(crate) use recipe::scheme;

/// A colour as sRGB has it, with eight bits for each component.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

/// What each of the theme's properties is, by its name without the dashes: in light, and in dark.
pub(crate) struct Scheme {
    pub light: Vec<(&'static str, Colour)>,
    pub dark: Vec<(&'static str, Colour)>,
}

impl Colour {
    /// The colour that `text` spells, as in `#0d4a55` or `#fff`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let single = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok().map(|digit| digit * 17);
        match digits.len() {
            6 => Some(Self([pair(0)?, pair(2)?, pair(4)?])),
            3 => Some(Self([single(0)?, single(1)?, single(2)?])),
            _ => None,
        }
    }

    /// The contrast between the two, from 1 (the same) to 21 (black and white).
    pub(crate) fn contrast(self, other: Self) -> f64 {
        self.linear().relative_contrast(other.linear())
    }

    /// Of the lightness `l` from 0 to 1, the hue `h` in degrees, and the chroma `c`, or as much of it as sRGB has there.
    fn of(l: f64, c: f64, h: f64) -> Self {
        let chromas = (0..=40_u8).map(|step| c * f64::from(40 - step) / 40.0);
        let mut shades = chromas.map(|c| Srgb::from_color(Oklch::new(l, c, h)));
        let within = shades.find(palette::IsWithinBounds::is_within_bounds);
        Self(within.unwrap_or_else(|| Srgb::from_color(Oklch::new(l, 0.0, h))).into_format::<u8>().into())
    }

    /// Lightness, chroma and hue. Source: Björn Ottosson, "A perceptual color space for image processing".
    fn parts(self) -> (f64, f64, f64) {
        let parts = Oklch::from_color(Srgb::from(self.0).into_format::<f64>());
        (parts.l, parts.chroma, parts.hue.into_positive_degrees())
    }

    fn linear(self) -> LinSrgb<f64> {
        Srgb::from(self.0).into_linear()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Scheme {
    /// The same as a style sheet, for screens: paper has its own colours.
    pub(crate) fn css(&self) -> String {
        let written = |colours: &[(&str, Colour)]| -> String {
            let each: Vec<String> =
                colours.iter().map(|(name, colour)| format!("--{name}:{colour}")).collect();
            each.join(";")
        };
        let (light, dark) = (written(&self.light), written(&self.dark));
        format!(
            "@media screen{{:root{{{light}}}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::pairs::{TooNear, schemes_in, too_near};
    use super::*;

    fn default_sheet() -> String {
        let sheets = themes::files::assets().into_iter().find(|asset| asset.name == "style.css");
        String::from_utf8(sheets.unwrap().bytes.into_owned()).unwrap()
    }

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    /// What is too near in light and in dark, when the theme's colours are followed by those of `brand`.
    fn too_near_with(brand: Colour) -> [Vec<TooNear>; 2] {
        let [mut light, mut dark] = schemes_in(&default_sheet());
        let Scheme { light: in_light, dark: in_dark } = scheme(brand);
        let put = |colours: &mut BTreeMap<String, Colour>, some: &[(&'static str, Colour)]| {
            colours.extend(some.iter().map(|(name, colour)| ((*name).to_owned(), *colour)));
        };
        put(&mut light, &in_light);
        put(&mut dark, &in_light);
        put(&mut dark, &in_dark);
        [too_near(&light), too_near(&dark)]
    }

    #[test]
    fn the_contrast_is_that_of_the_guidelines() {
        let near = |one: &str, other: &str, expected: f64| {
            assert!((colour(one).contrast(colour(other)) - expected).abs() < 0.005, "{one} on {other}");
        };
        near("#000000", "#ffffff", 21.0);
        near("#fff", "#fff", 1.0);
        near("#777777", "#ffffff", 4.48);
        near("#ff0000", "#ffffff", 4.0);
        near("#0000ff", "#ffffff", 8.59);
    }

    #[test]
    fn colours_are_read_as_style_sheets_write_them() {
        assert_eq!(colour("#0d4A55").to_string(), "#0d4a55");
        assert_eq!(colour("#fa0").to_string(), "#ffaa00");
        for text in ["0d4a55", "#0d4a5", "#0d4a55ff", "#ggg", "blue", "#", "#å12", "#+1+1+1"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn everything_of_the_default_theme_can_be_read() {
        for scheme in schemes_in(&default_sheet()) {
            assert!(scheme.len() > 20, "{scheme:?}");
            assert_eq!(too_near(&scheme), []);
        }
    }

    #[test]
    fn mails_have_the_colours_of_the_style_sheet() {
        let look = themes::context::Look::default();
        let [light, dark] = schemes_in(&default_sheet());
        for (sheet, look) in [(light, look.light), (dark, look.dark)] {
            let look = serde_json::to_value(look).unwrap();
            for (name, value) in look.as_object().unwrap() {
                let in_sheet = sheet[&name.replace('_', "-")].to_string();
                assert_eq!(value, &in_sheet, "{name}");
            }
        }
    }

    #[test]
    fn what_is_too_near_is_named() {
        let css = ":root { --ink: #999; --paper: #fff; --main: var(--ink) } \
            @media (prefers-color-scheme: dark) { :root { --paper: #000 } }";
        let [light, dark] = schemes_in(css);
        let named: Vec<_> = too_near(&light).iter().map(|pair| (pair.front, pair.back)).collect();
        assert_eq!(named, [("ink", "paper"), ("main", "paper")]);
        assert_eq!(too_near(&dark), []);
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let colours = scheme(colour("#7a1f5c"));
        assert!(colours.light.contains(&("main", colour("#7a1f5c"))));
        let yellow = scheme(colour("#ffd400"));
        assert!(
            yellow.light.contains(&("fill", colour("#ffd400")))
                && !yellow.light.contains(&("main", colour("#ffd400")))
        );
    }

    #[test]
    fn the_sheet_speaks_to_screens_alone() {
        let css = scheme(colour("#7a1f5c")).css();
        assert!(css.starts_with("@media screen{:root{--paper:#") && css.len() < 800, "{css}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_colour_becomes_a_theme_that_can_be_read(brand in any::<[u8; 3]>()) {
            prop_assert_eq!(too_near_with(Colour(brand)), [Vec::new(), Vec::new()]);
        }

        #[test]
        fn grey_in_any_shade_becomes_one_too(shade: u8) {
            prop_assert_eq!(too_near_with(Colour([shade; 3])), [Vec::new(), Vec::new()]);
        }
    }
}
