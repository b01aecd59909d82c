//! `look:` in `site.yaml`: one colour, fonts and a logo, with which the theme becomes the portal's own.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use html5gum::{Token, Tokenizer};
use themes::context::{Colours, Fonts, Logo, Look};
use themes::files::Asset;

use super::images::Images;
use super::shown_image::Sizes;
use super::source::Folder;
use super::targets::{Side, TargetKind, Targets};
use super::yaml::{Fields, FromNode as _, Node};
use crate::colours::{Colour, Scheme, scheme};
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};
use crate::failure::Failure;
use crate::site::Site;

/// The colour of the wall in the theme's own icon.
const WALL: &str = "#0d4a55";

/// What `look:` says.
#[derive(Clone, Debug, Default)]
pub(super) struct LookSettings {
    colour: Option<Colour>,
    headings: Option<Fonts>,
    text: Option<Fonts>,
    logo: Option<LogoEntry>,
}

/// The logo as it is named.
#[derive(Clone, Debug)]
struct LogoEntry {
    file: String,
    says_title: bool,
    place: Place,
}

/// What the field `look` says.
pub(super) fn read(node: Node<'_>) -> LookSettings {
    let mut fields = node.fields();
    let settings = LookSettings {
        colour: colour(&mut fields),
        headings: fields.optional("headings").and_then(|node| node.parse(fonts)),
        text: fields.optional("text").and_then(|node| node.parse(fonts)),
        logo: fields.optional("logo").and_then(logo),
    };
    fields.finish();
    settings
}

fn colour(fields: &mut Fields<'_>) -> Option<Colour> {
    let named = fields.unasked().into_iter().find(|(name, _)| name == "colour");
    match (fields.optional("colour"), named) {
        (Some(node), _) => node.parse(|text| {
            let refused = || format!("`{text}` is no colour; write one as in `\"{WALL}\"`, with six digits");
            Colour::parse(text).ok_or_else(refused)
        }),
        (None, Some((_, key))) => {
            key.refuse(format!(
                "YAML reads what comes after `#` as a comment; write the colour between quotes: `\"{WALL}\"`"
            ));
            None
        }
        (None, None) => None,
    }
}

fn fonts(word: &str) -> Result<Fonts, String> {
    let words = Fonts::ALL.map(|(word, _)| word);
    let found = Fonts::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, fonts)| fonts);
    found.ok_or_else(|| match nearest(word, words) {
        Some(meant) => format!("there are no fonts `{word}`; did you mean `{meant}`?"),
        None => format!("there are no fonts `{word}`; write one of `{}`", words.join("`, `")),
    })
}

fn logo(node: Node<'_>) -> Option<LogoEntry> {
    let mut fields = node.fields();
    let (file, says_title) = (fields.required("file"), fields.read_optional("says_title"));
    fields.finish();
    let file = file?;
    let says_title = says_title.unwrap_or(false);
    Some(LogoEntry { file: String::from_node(file)?, says_title, place: file.place() })
}

impl LookSettings {
    /// As templates show it; what is wrong becomes a problem.
    ///
    /// # Errors
    /// If the logo cannot be read from disk.
    pub(super) fn shown(
        &self,
        folder: &Folder,
        targets: &Targets,
        images: &Images,
        problems: &Problems,
    ) -> Result<Look, Failure> {
        let logo = match &self.logo {
            Some(logo) => logo.shown(folder, targets, images, problems)?,
            None => None,
        };
        let usual = Look::default();
        let fonts = |chosen: Option<Fonts>, usual| chosen.map_or(usual, |fonts| fonts.stack().to_owned());
        let look = Look {
            logo,
            heading_fonts: fonts(self.headings, usual.heading_fonts.clone()),
            text_fonts: fonts(self.text, usual.text_fonts.clone()),
            ..usual
        };
        Ok(match self.colour {
            Some(colour) => coloured(look, &scheme(colour)),
            None => look,
        })
    }

    /// `site` with style sheet and icon as they are to look.
    pub(super) fn put_on(&self, mut site: Site) -> Site {
        let sheet = self.sheet();
        if sheet.is_empty() {
            return site;
        }
        let night = self.colour.and_then(|colour| find(&scheme(colour).light, "night"));
        let own = Arc::make_mut(&mut site.own_theme);
        for Asset { name, bytes } in &mut own.assets {
            match &**name {
                "style.css" => bytes.to_mut().extend(sheet.bytes()),
                "icon.svg" => recolour(bytes, night),
                _ => {}
            }
        }
        site
    }

    /// What follows the theme's style sheet.
    fn sheet(&self) -> String {
        let mut sheet = self.colour.map(|colour| scheme(colour).css()).unwrap_or_default();
        for (name, fonts) in [("heading", self.headings), ("text", self.text)] {
            if let Some(fonts) = fonts {
                // A string takes what is written into it.
                let _ = writeln!(sheet, ":root{{--{name}:{}}}", fonts.stack());
            }
        }
        sheet
    }
}

/// The theme's own icon with its wall in `night`.
fn recolour(icon: &mut Cow<'static, [u8]>, night: Option<Colour>) {
    if let (Ok(text), Some(night)) = (std::str::from_utf8(icon), night) {
        *icon = text.replace(WALL, &night.to_string()).into_bytes().into();
    }
}

fn find(colours: &[(&'static str, Colour)], wanted: &str) -> Option<Colour> {
    colours.iter().find(|(name, _)| *name == wanted).map(|(_, colour)| *colour)
}

fn coloured(look: Look, scheme: &Scheme) -> Look {
    // What is not said of the dark theme is as in the light one.
    let dark: Vec<_> = scheme.dark.iter().chain(&scheme.light).copied().collect();
    Look { light: named(&scheme.light, look.light), dark: named(&dark, look.dark), ..look }
}

fn named(colours: &[(&'static str, Colour)], usual: Colours) -> Colours {
    let named = |name, usual| find(colours, name).map_or(usual, |colour| colour.to_string());
    Colours {
        paper: named("paper", usual.paper),
        card: named("card", usual.card),
        ink: named("ink", usual.ink),
        soft: named("soft", usual.soft),
        line: named("line", usual.line),
        main: named("main", usual.main),
        fill: named("fill", usual.fill),
        on_fill: named("on-fill", usual.on_fill),
    }
}

impl LogoEntry {
    fn shown(
        &self,
        folder: &Folder,
        targets: &Targets,
        images: &Images,
        problems: &Problems,
    ) -> Result<Option<Logo>, Failure> {
        let refuse = |message: String, help: &str| {
            problems.add(Diagnostic::error(self.place.clone(), message).help(help));
            Ok(None)
        };
        let target = match targets.find("site.yaml", &self.file) {
            Ok(target) if target.kind == TargetKind::Unread => return Ok(None),
            Ok(target) if target.side == Side::Gated => {
                return refuse(format!("`{}` lies behind the gate", self.file), "put a copy into `pages`");
            }
            Ok(target) => target,
            Err(dead) => return refuse(dead.message, &dead.help),
        };
        let says_title = self.says_title;
        if let Some(Sizes { src, width, height, .. }) = Sizes::of(&target.href, images) {
            return Ok(Some(Logo { src, width, height, says_title }));
        }
        if !self.file.to_ascii_lowercase().ends_with(".svg") {
            return refuse(format!("`{}` is no logo", self.file), "name an SVG, PNG, WebP, JPEG or GIF");
        }
        match drawn_size(&folder.bytes(&self.file)?) {
            Some((width, height)) => Ok(Some(Logo { src: target.href, width, height, says_title })),
            None => refuse(
                format!("`{}` does not say how large it is", self.file),
                "give its `<svg>` a `viewBox`, as in `viewBox=\"0 0 120 40\"`",
            ),
        }
    }
}

/// Width and height of a drawing, as its `viewBox` says. Source: W3C, "Scalable Vector Graphics 2", 8.6.
fn drawn_size(svg: &[u8]) -> Option<(u32, u32)> {
    let root = Tokenizer::new(svg).filter_map(Result::ok).find_map(|token| match token {
        Token::StartTag(tag) if &**tag.name == b"svg" => Some(tag),
        _ => None,
    })?;
    let view = root.attributes.get(&b"viewbox"[..])?;
    let view = String::from_utf8_lossy(&view.value);
    let numbers: Vec<&str> = view.split([' ', ',', '\n', '\t']).filter(|number| !number.is_empty()).collect();
    let whole = |number: &str| number.split('.').next()?.parse().ok().filter(|length| *length > 0);
    match numbers.as_slice() {
        [_, _, width, height] => whole(width).zip(whole(height)),
        _ => None,
    }
}
