//! `look:` in `site.yaml`: one colour, fonts and a logo.

use image::{DynamicImage, ImageFormat};

use crate::portal::{PortalFolder, assert_mistakes};

const LOGO: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"><path d=\"M0 0h120v40z\"/></svg>";

fn looking(look: &str) -> PortalFolder {
    let settings = std::fs::read_to_string(PortalFolder::small().content().join("site.yaml")).unwrap();
    PortalFolder::small().with("site.yaml", format!("{settings}\nlook:\n{look}"))
}

/// A PNG of three by two pixels.
fn drawing() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(3, 2).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The file of the theme whose name begins with `name`, as it is published.
fn asset(portal: &PortalFolder, name: &str) -> String {
    portal.build().unwrap();
    let begins = format!("public/assets/{name}.");
    let (_, bytes) = portal.built().into_iter().find(|(path, _)| path.starts_with(&begins)).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn one_colour_becomes_those_of_the_whole_theme_in_light_and_in_dark() {
    let portal = looking("  colour: \"#7a1f5c\"\n");
    let style = asset(&portal, "style");
    let (_, own) = style.split_once("@media screen{:root{--paper:#").unwrap();
    assert!(
        own.contains("--main:#7a1f5c;") && own.contains("(prefers-color-scheme:dark){:root{--paper:#"),
        "{own}"
    );
    assert!(style.len() < 20_000, "{} bytes", style.len());
    let page = portal.page("public/om/index.html");
    assert!(!page.contains("#faf9f6") && !page.contains("#101819"), "{page}");
}

#[test]
fn a_portal_without_a_look_has_that_of_the_theme() {
    let style = asset(&PortalFolder::small(), "style");
    assert!(!style.contains("@media screen{"));
}

#[test]
fn mails_and_the_icon_have_the_colour_too() {
    let portal = looking("  colour: \"#7a1f5c\"\n");
    assert_eq!(portal.output().snapshot.site.look.light.fill, "#7a1f5c");
    assert!(!asset(&portal, "icon").contains("#0d4a55"));
}

#[test]
fn fonts_are_chosen_by_a_word() {
    let style = asset(&looking("  headings: geometric\n  text: serif\n"), "style");
    assert!(
        style.contains("--heading:'Avenir Next'") && style.contains("--text:'Iowan Old Style'"),
        "{style}"
    );
}

#[test]
fn a_logo_stands_beside_the_name_or_in_its_place() {
    let logo = |more: &str| {
        looking(&format!("  logo:\n    file: pages/logo.svg\n{more}")).with("pages/logo.svg", LOGO)
    };
    let beside = logo("");
    let page = beside.page("public/om/index.html");
    assert!(
        page.contains("<img class=\"logo\" src=\"/logo.svg\" alt=\"\" width=\"120\" height=\"40\">"),
        "{page}"
    );
    assert!(page.contains("<span>Liten</span>") && beside.warnings().is_empty(), "{page}");
    assert!(page.contains("<link rel=\"icon\" href=\"/assets/icon."), "{page}");
    let square = beside.with("pages/logo.svg", LOGO.replace("120 40", "40 40"));
    assert!(square.page("public/om/index.html").contains("<link rel=\"icon\" href=\"/logo.svg\">"));
    let alone = logo("    says_title: true\n").page("public/om/index.html");
    assert!(
        alone.contains("alt=\"Liten\" width=\"120\"") && !alone.contains("<span>Liten</span>"),
        "{alone}"
    );
}

#[test]
fn what_cannot_be_a_look_is_refused_with_the_remedy() {
    let portal =
        looking("  colour: #7a1f5c\n  headings: seriff\n  text: comic\n  logo:\n    file: pages/logo.svg\n")
            .with("pages/logo.svg", "<svg></svg>");
    let expected = r##"
error: YAML reads what comes after `#` as a comment
  --> content/site.yaml:23:3
   |
23 |   colour: #7a1f5c
   |   ^^^^^^
   |
   = help: write the colour between quotes: `"#0d4a55"`

error: there are no fonts `seriff`
  --> content/site.yaml:24:13
   |
24 |   headings: seriff
   |             ^^^^^^
   |
   = help: did you mean `serif`?

error: there are no fonts `comic`
  --> content/site.yaml:25:9
   |
25 |   text: comic
   |         ^^^^^
   |
   = help: write one of `serif`, `sans`, `humanist`, `geometric`, `slab`

error: `pages/logo.svg` does not say how large it is
  --> content/site.yaml:27:11
   |
27 |     file: pages/logo.svg
   |           ^^^^^^^^^^^^^^
   |
   = help: give its `<svg>` a `viewBox`, as in `viewBox="0 0 120 40"`
"##;
    assert_mistakes(&portal, expected);
}

#[test]
fn a_colour_that_is_none_is_refused() {
    let expected = r##"
error: `blue` is no colour
  --> content/site.yaml:23:11
   |
23 |   colour: "blue"
   |           ^^^^^^
   |
   = help: write one as in `"#0d4a55"`, with six digits
"##;
    assert_mistakes(&looking("  colour: \"blue\"\n"), expected);
}

#[test]
fn a_style_sheet_of_ones_own_that_cannot_be_read_gets_a_warning() {
    let css = ":root { --ink: #999; --paper: #fff; }\n@media (prefers-color-scheme: dark) { :root { --paper: #000; } }\n";
    let portal = PortalFolder::small().with("../themes/assets/style.css", css);
    let expected = "warning: `--ink` cannot be read well on `--paper` in the light theme: their contrast is 2.8\n\
        --> themes/assets/style.css\n = help: WCAG 2.2 asks for at least 4.5; make one of them lighter or darker\n\n";
    assert_eq!(portal.warnings(), expected);
}

#[test]
fn nobody_is_quoted_where_nobody_is_named_and_a_picture_takes_the_place_of_the_door() {
    let quote = "quote:\n  text: Det gikk bra.\n  who: Oda\n";
    let portal = PortalFolder::small();
    let page = |portal: &PortalFolder| portal.page("public/_variant/august.open/index.html");
    assert!(
        page(&portal).contains("<figure class=\"quote\">") && page(&portal).contains("<svg class=\"door\"")
    );
    let portal = portal
        .saying("pages/index.md", quote, "image:\n  file: salen.png\n  alt: En full sal\n")
        .saying("pages/bli-medlem.md", quote, "")
        .with("pages/salen.png", drawing());
    let sales = portal.page("public/_variant/august.open/bli-medlem/index.html");
    assert!(!page(&portal).contains("class=\"night\"") && !sales.contains("<figure class=\"quote\">"));
    let portal = portal.saying(
        "pages/index.md",
        "  role: Lager portalen\n",
        "  role: Lager portalen\n  image:\n    file: salen.png\n    alt: Ingrid ler\n",
    );
    assert!(page(&portal).contains("alt=\"Ingrid ler\"") && page(&portal).contains("class=\"portrait\""));
    assert!(page(&portal).contains("alt=\"En full sal\"") && !page(&portal).contains("<svg class=\"door\""));
}
