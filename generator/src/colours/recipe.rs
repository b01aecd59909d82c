//! How one colour becomes all of them: neutral shades that lean towards its hue, and the colour itself, made darker or lighter
//! until what is written in it, or on it, can be read. The warm colours and those of mistakes stay the theme's own.

use super::{Colour, Scheme};

/// As far as text stands from what is behind it, with a little to spare.
const TEXT: f64 = 4.6;

/// Lightness moves by so much at a time.
const STEP: f64 = 0.005;

/// Everything that follows from the colour `chosen`.
pub(crate) fn scheme(chosen: Colour) -> Scheme {
    Scheme { light: light(chosen), dark: dark(chosen) }
}

fn light(chosen: Colour) -> Vec<(&'static str, Colour)> {
    let (lightness, chroma, hue) = chosen.parts();
    let shade = |lightness, most: f64| Colour::of(lightness, chroma.min(most), hue);
    let (paper, band, card) = (shade(0.985, 0.003), shade(0.952, 0.007), shade(1.0, 0.0));
    let tint = shade(0.925, 0.035);
    let ink = shade(0.22, 0.02);
    let main = until(lightness, -STEP, |l| Colour::of(l, chroma, hue), &[paper, band, card, tint]);
    let strong = Colour::of(main.parts().0 - 0.08, chroma, hue);
    let night = until(lightness.min(0.4), -STEP, |l| shade(l, 0.09), &[shade(0.76, 0.03)]);
    let on_fill = [card, ink].into_iter().find(|text| text.contrast(chosen) >= TEXT);
    vec![
        ("paper", paper),
        ("band", band),
        ("ink", ink),
        ("soft", shade(0.45, 0.02)),
        ("line", shade(0.9, 0.01)),
        ("edge", shade(0.58, 0.02)),
        ("main", main),
        ("strong", strong),
        ("on-main", card),
        ("fill", chosen),
        ("on-fill", on_fill.unwrap_or_else(|| farthest(chosen))),
        ("tint", tint),
        ("night", night),
        ("on-night", shade(0.975, 0.004)),
        ("soft-night", shade(0.86, 0.03)),
    ]
}

fn dark(chosen: Colour) -> Vec<(&'static str, Colour)> {
    let (lightness, chroma, hue) = chosen.parts();
    let shade = |lightness, most: f64| Colour::of(lightness, chroma.min(most), hue);
    let (paper, band, card, tint) =
        (shade(0.19, 0.012), shade(0.23, 0.016), shade(0.26, 0.02), shade(0.33, 0.05));
    let main = until(lightness.max(0.8), STEP, |l| shade(l, 0.12), &[paper, band, card, tint]);
    let on_main = shade(0.22, 0.05);
    vec![
        ("paper", paper),
        ("band", band),
        ("card", card),
        ("ink", shade(0.94, 0.006)),
        ("soft", shade(0.78, 0.016)),
        ("line", shade(0.34, 0.02)),
        ("edge", shade(0.63, 0.02)),
        ("main", main),
        ("strong", shade((main.parts().0 + 0.08).min(0.97), 0.1)),
        ("on-main", on_main),
        ("fill", main),
        ("on-fill", on_main),
        ("tint", tint),
        ("night", shade(0.32, 0.06)),
    ]
}

/// The first shade, beginning at the lightness `from`, that can be read on each of `behind`.
fn until(from: f64, step: f64, shade: impl Fn(f64) -> Colour, behind: &[Colour]) -> Colour {
    let lightnesses = (0..=200_u8).map(|count| (from + step * f64::from(count)).clamp(0.0, 1.0));
    let mut shades = lightnesses.map(&shade);
    let is_far = |colour: &Colour| behind.iter().all(|behind| colour.contrast(*behind) >= TEXT);
    shades.find(is_far).unwrap_or_else(|| shade(if step < 0.0 { 0.0 } else { 1.0 }))
}

/// Black or white, whichever stands out more from `colour`; one of them always does.
fn farthest(colour: Colour) -> Colour {
    let (black, white) = (Colour([0; 3]), Colour([255; 3]));
    if black.contrast(colour) > white.contrast(colour) { black } else { white }
}
