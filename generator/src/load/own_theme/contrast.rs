//! Whether what a portal's own style sheet colours can be read.

use themes::files::Asset;

use super::Folder;
use crate::colours::pairs::{schemes_in, too_near};
use crate::diagnostics::{Diagnostic, Problems};

const STYLE: &str = "style.css";

/// Warns of colours of the theme's properties that are too near each other, if the style sheet is the portal's own.
pub(super) fn warn(folder: &Folder, assets: &[Asset], problems: &Problems) {
    let path = format!("assets/{STYLE}");
    let Some(style) = assets.iter().find(|asset| asset.name == STYLE && folder.has(&path)) else { return };
    let schemes = schemes_in(&String::from_utf8_lossy(&style.bytes));
    for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes) {
        for pair in too_near(&colours) {
            let message = format!(
                "`--{}` cannot be read well on `--{}` in the {scheme} theme: their contrast is {:.1}",
                pair.front, pair.back, pair.contrast
            );
            let help =
                format!("WCAG 2.2 asks for at least {}; make one of them lighter or darker", pair.needed);
            problems.add(Diagnostic::warning(folder.place(&path), message).help(help));
        }
    }
}
