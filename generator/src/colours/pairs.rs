//! Which colours of the theme stand on which, and how far apart they must be.

use std::collections::BTreeMap;

use super::Colour;

/// What text needs. Source: W3C, WCAG 2.2, success criterion 1.4.3.
const TEXT: f64 = 4.5;
/// What borders of fields and the mark of the focus need. Source: the same, 1.4.11.
const SHAPE: f64 = 3.0;

/// The properties by their names without the dashes: those in front, those behind, and the contrast between each of them.
const PAIRS: [(&[&str], &[&str], f64); 9] = [
    (&["ink", "soft", "main", "strong", "warm", "bad"], &["paper", "band", "card"], TEXT),
    (&["ink", "soft", "main", "strong"], &["tint"], TEXT),
    (&["ink", "soft", "main", "warm"], &["glow-soft"], TEXT),
    (&["ink", "bad"], &["bad-soft"], TEXT),
    (&["on-main"], &["main", "strong"], TEXT),
    (&["on-fill"], &["fill"], TEXT),
    (&["on-night", "soft-night", "glow"], &["night"], TEXT),
    (&["edge", "focus"], &["paper", "band", "card"], SHAPE),
    (&["focus"], &["tint", "glow-soft", "bad-soft"], SHAPE),
];

/// Two colours that are too near each other.
#[derive(Debug, PartialEq)]
pub(crate) struct TooNear {
    pub front: &'static str,
    pub back: &'static str,
    pub contrast: f64,
    pub needed: f64,
}

/// The pairs among `colours` that cannot be told apart well enough; what has no colour there is not looked at.
pub(crate) fn too_near(colours: &BTreeMap<String, Colour>) -> Vec<TooNear> {
    let mut found = Vec::new();
    for (fronts, backs, needed) in PAIRS {
        for (front, back) in fronts.iter().flat_map(|front| backs.iter().map(move |back| (*front, *back))) {
            let Some((in_front, behind)) = colours.get(front).zip(colours.get(back)) else { continue };
            let contrast = in_front.contrast(*behind);
            if contrast < needed {
                found.push(TooNear { front, back, contrast, needed });
            }
        }
    }
    found
}

/// The colours that the style sheet `css` has for its properties, by their names without the dashes: in light, and in dark.
pub(crate) fn schemes_in(css: &str) -> [BTreeMap<String, Colour>; 2] {
    let (light, dark) = css.split_once("prefers-color-scheme").unwrap_or((css, ""));
    let light = properties(light);
    let mut both = light.clone();
    both.extend(properties(dark));
    [resolved(&light), resolved(&both)]
}

/// What the first `:root` in `css` gives its properties.
fn properties(css: &str) -> BTreeMap<&str, &str> {
    let block = css.split_once(":root").and_then(|(_, rest)| rest.split_once('{'));
    let block = block.and_then(|(_, rest)| rest.split('}').next()).unwrap_or_default();
    let named = block.split(';').filter_map(|declaration| declaration.split_once(':'));
    named.filter_map(|(name, value)| Some((name.split_once("--")?.1.trim(), value.trim()))).collect()
}

/// Those that are colours, or other properties that are.
fn resolved(properties: &BTreeMap<&str, &str>) -> BTreeMap<String, Colour> {
    let other = |value: &str| properties.get(value.strip_prefix("var(--")?.strip_suffix(')')?).copied();
    let through = |value: &str| {
        other(value).and_then(|value| Colour::parse(value).or_else(|| Colour::parse(other(value)?)))
    };
    let colour = |value: &str| Colour::parse(value).or_else(|| through(value));
    properties.iter().filter_map(|(name, value)| Some(((*name).to_owned(), colour(value)?))).collect()
}
