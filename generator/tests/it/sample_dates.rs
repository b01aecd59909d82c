//! The sample portal's dates follow the day it is shown on; another portal's never move.

use generator::load;

use crate::portal::{NOW, PortalFolder};

fn opening_and_month(portal: &PortalFolder, today: &str) -> (String, String) {
    let site = load::load(&portal.content(), NOW.parse().unwrap(), Some(today.parse().unwrap())).unwrap();
    let opens = site.portal.time_zone.zone().to_datetime(site.portal.launches[0].opens);
    (opens.to_string(), site.portal.levels[0].lessons[0].month.to_string())
}

#[test]
fn the_sample_follows_the_calendar() {
    let sample = "mva: none\nsample:\n  as_of: 2026-08-10";
    let portal = PortalFolder::small().saying("site.yaml", "mva: none", sample);
    let (opens, month) = opening_and_month(&portal, "2026-12-03");
    assert_eq!((opens.as_str(), month.as_str()), ("2026-12-07T09:00:00", "2026-12"));
    let built = portal.output();
    assert!(
        built.file("private/medlem/1-start/2026-08/forste/index.html").unwrap().is_some(),
        "a build never moves dates"
    );
}

#[test]
fn another_portal_stands_still() {
    let (opens, month) = opening_and_month(&PortalFolder::small(), "2026-12-03");
    assert_eq!((opens.as_str(), month.as_str()), ("2026-08-17T09:00:00", "2026-08"));
}
