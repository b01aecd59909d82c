//! What of the look a creator chose.

use serde::{Deserialize, Serialize};

/// How the portal looks where style sheets do not reach: in mails, and in the browser's own frame. In templates as `site.look`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Stands in the place of the theme's own mark.
    pub logo: Option<Logo>,
    /// What stands behind everything, as in `#faf9f6`, and so with the other colours; they are those of the light theme.
    pub paper: String,
    /// The same in the dark theme.
    pub paper_dark: String,
    /// Behind the paper of a mail.
    pub band: String,
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
    /// The fonts of headings, as `font-family` names them, without double quotes.
    pub heading_fonts: String,
    /// Those of texts.
    pub text_fonts: String,
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
        let colour = str::to_owned;
        Self {
            logo: None,
            paper: colour("#faf9f6"),
            paper_dark: colour("#101819"),
            band: colour("#eef1ee"),
            ink: colour("#17201f"),
            soft: colour("#4b5958"),
            line: colour("#dde2dd"),
            main: colour("#0d4a55"),
            fill: colour("#0d4a55"),
            on_fill: colour("#ffffff"),
            heading_fonts: Fonts::Serif.stack().to_owned(),
            text_fonts: Fonts::Sans.stack().to_owned(),
        }
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
