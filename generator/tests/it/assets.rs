//! The theme's files as pages ask for them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};

use crate::portal::PortalFolder;

/// The value of the attribute `name` in the tag that loads the style sheet.
fn attribute(page: &str, name: &str) -> String {
    let (_, tag) = page.split_once("<link rel=\"stylesheet\"").unwrap();
    let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn a_browser_can_check_the_style_sheet_against_what_the_page_says() {
    let portal = PortalFolder::small();
    for path in ["public/om/index.html", "private/medlem/index.html"] {
        let page = portal.page(path);
        let style = portal.page(&format!("public{}", attribute(&page, "href")));
        let expected = format!("sha384-{}", STANDARD.encode(Sha384::digest(&style)));
        assert_eq!(attribute(&page, "integrity"), expected);
    }
}

/// Every style sheet that `page` loads, in its order.
fn sheets(portal: &PortalFolder, page: &str) -> Vec<String> {
    let page = portal.page(page);
    let tags = page.match_indices("<link rel=\"stylesheet\"").map(|(at, _)| &page[at..]);
    tags.map(|tag| portal.page(&format!("public{}", attribute(tag, "href")))).collect()
}

#[test]
fn a_page_loads_the_style_sheet_of_all_pages_and_that_of_its_side_and_both_are_small() {
    let portal = PortalFolder::small();
    let [public, gated] = ["public/om/index.html", "private/medlem/index.html"].map(|page| {
        let sheets = sheets(&portal, page);
        assert!(sheets.iter().map(String::len).sum::<usize>() < 20_000, "{page}");
        <[String; 2]>::try_from(sheets).unwrap()
    });
    assert_eq!(public[0], gated[0]);
    assert!(public[1].contains(".hero{") && gated[1].contains(".lessons{"));
}

#[test]
fn the_style_sheet_is_small_and_says_what_was_written() {
    let portal = PortalFolder::small();
    let style = portal.page(&format!("public{}", attribute(&portal.page("public/om/index.html"), "href")));
    let written = themes::files::assets().into_iter().find(|asset| asset.name == "style.css").unwrap().bytes;
    assert!(!style.contains("/*") && style.len() < written.len() * 9 / 10, "{} bytes", style.len());
    assert_eq!(style.matches('{').count(), style.matches('}').count());
    let written = String::from_utf8_lossy(&written);
    for sign in ["@media", "@font-face", "@supports", "clamp(", "var(", "calc(", ":focus-visible"] {
        assert_eq!(style.matches(sign).count(), written.matches(sign).count(), "{sign}");
    }
}
