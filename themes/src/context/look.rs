//! What of the look a creator chose.

use serde::{Deserialize, Serialize};

/// How the portal looks where style sheets do not reach: in mails, and in the browser's own frame. In templates as `site.look`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Stands in the place of the theme's own mark.
    pub logo: Option<Logo>,
    /// The colours of the light theme.
    pub light: Colours,
    /// Those of the dark one.
    pub dark: Colours,
    /// The fonts of headings, as `font-family` names them, without double quotes.
    pub heading_fonts: String,
    /// Those of texts.
    pub text_fonts: String,
}

/// The colours of one theme that are needed outside its style sheet, as in `#faf9f6`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colours {
    /// Behind everything.
    pub paper: String,
    /// Behind what lies on the paper.
    pub card: String,
    /// Text.
    pub ink: String,
    /// Text that matters less.
    pub soft: String,
    /// Between two parts.
    pub line: String,
    /// Links.
    pub main: String,
    /// Behind the words of a button.
    pub fill: String,
    /// The words of a button.
    pub on_fill: String,
}

/// A portal's own mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Its address, from the root.
    pub src: String,
    /// In pixels, or in whatever it is drawn.
    pub width: u32,
    /// Likewise.
    pub height: u32,
    /// It is the portal's name, written out, so that the name need not stand beside it.
    pub says_title: bool,
}

/// That of the default theme's style sheet.
impl Default for Look {
    fn default() -> Self {
        Self {
            logo: None,
            light: Colours::of([
                "#faf9f6", "#ffffff", "#17201f", "#4b5958", "#dde2dd", "#0d4a55", "#0d4a55", "#ffffff",
            ]),
            dark: Colours::of([
                "#101819", "#1a2728", "#e9efee", "#a9b8b6", "#2c3b3c", "#8fd3d5", "#8fd3d5", "#06282d",
            ]),
            heading_fonts: Fonts::Serif.stack().to_owned(),
            text_fonts: Fonts::Sans.stack().to_owned(),
        }
    }
}

impl Colours {
    /// These, in the order of the fields.
    fn of(colours: [&str; 8]) -> Self {
        let [paper, card, ink, soft, line, main, fill, on_fill] = colours.map(str::to_owned);
        Self { paper, card, ink, soft, line, main, fill, on_fill }
    }
}

/// Fonts that readers have already, so that none must be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fonts {
    /// With serifs, as in books.
    Serif,
    /// What the reader's own device writes its menus with.
    Sans,
    /// Without serifs, and still as if drawn with a pen.
    Humanist,
    /// Of circles and straight lines.
    Geometric,
    /// With heavy serifs.
    Slab,
}

impl Fonts {
    /// Each of them, by the word that settings know it by.
    pub const ALL: [(&str, Self); 5] = [
        ("serif", Self::Serif),
        ("sans", Self::Sans),
        ("humanist", Self::Humanist),
        ("geometric", Self::Geometric),
        ("slab", Self::Slab),
    ];

    /// As `font-family` names them: those of Apple, Windows, Android and Linux.
    #[must_use]
    pub fn stack(self) -> &'static str {
        match self {
            Self::Serif => "'Iowan Old Style','Palatino Linotype',Palatino,P052,Georgia,serif",
            Self::Sans => "system-ui,'Segoe UI',Roboto,Arial,sans-serif",
            Self::Humanist => "Seravek,'Gill Sans Nova',Candara,Calibri,Ubuntu,'Noto Sans',sans-serif",
            Self::Geometric => {
                "'Avenir Next',Avenir,'Century Gothic',Montserrat,'URW Gothic',Corbel,sans-serif"
            }
            Self::Slab => "Rockwell,'Rockwell Nova','Roboto Slab','Sitka Text','DejaVu Serif',serif",
        }
    }
}
