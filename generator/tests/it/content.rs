//! The sample portal in `content/`.

use crate::portal::PortalFolder;
use std::path::Path;
use std::sync::Arc;

use generator::{Care, load, render};

use crate::portal::NOW;

fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

#[test]
fn the_sample_portal_builds_without_a_warning() {
    let checked = generator::check(&sample(), NOW.parse().unwrap(), Care::Leaks)
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(checked.warnings.to_string(), "");
    assert!(checked.pages > 30);
}

#[test]
fn the_sample_shows_itself_as_in_its_own_week_on_any_day() {
    for today in ["2025-12-31", "2026-08-10", "2026-10-25", "2027-03-28", "2028-02-29"] {
        let site = load::load(&sample(), NOW.parse().unwrap(), Some(today.parse().unwrap()))
            .unwrap_or_else(|failure| panic!("{failure}"));
        let site = Arc::new(site);
        let zone = site.portal.time_zone.zone();
        let opens = zone.to_datetime(site.portal.launches[0].opens);
        let until = opens.date().duration_since(today.parse().unwrap()).as_hours() / 24;
        assert!((1..=7).contains(&until), "on {today} the launch opens in {until} days");
        assert_eq!((opens.hour(), opens.minute()), (9, 0));
        let output = render::render(&site).unwrap_or_else(|failure| panic!("{failure}"));
        output.each(|_, _| Ok(())).unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn a_tables_columns_are_aligned_without_a_style_in_the_page() {
    let text = "| a | b | c | d |\n| --- | :-- | :-: | --: |\n| 1 | 2 | 3 | 4 |\n";
    let portal =
        PortalFolder::small().with("pages/om.md", format!("---\ntitle: Om\ndescription: Hvem.\n---\n{text}"));
    let page = portal.page("public/om/index.html");
    let head = "<tr><th>a</th> <th>b</th> <th class=\"centred\">c</th> <th class=\"right\">d</th> </tr>";
    let row = "<tr><td>1</td><td>2</td><td class=\"centred\">3</td><td class=\"right\">4</td></tr>";
    assert!(page.contains(head) && page.contains(row) && !page.contains("style=\""), "{page}");
}
