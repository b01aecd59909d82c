//! The search: what is in whose index, and on which side of the gate.
#![cfg(feature = "search")]

use std::io::Read as _;

use flate2::read::GzDecoder;

use crate::portal::PortalFolder;

fn searched() -> PortalFolder {
    let portal = PortalFolder::small();
    let site = std::fs::read_to_string(portal.content().join("site.yaml")).unwrap();
    portal.with("site.yaml", format!("search: true\n{site}"))
}

/// The texts of the index that lies under `folder` of the output.
fn indexed(portal: &PortalFolder, folder: &str) -> String {
    let output = portal.output();
    let mut texts = String::new();
    for (path, content) in output.files().filter(|(path, _)| path.as_str().starts_with(folder)) {
        if path.as_str().ends_with(".pf_fragment") {
            GzDecoder::new(&*content.bytes().unwrap()).read_to_string(&mut texts).unwrap();
        }
    }
    texts
}

#[test]
fn what_is_public_is_found_by_everybody_and_what_is_gated_by_no_stranger() {
    let portal = searched();
    let public = indexed(&portal, "public/sok/index/");
    assert!(public.contains("Pust ut.") && public.contains("Offentlig om nivået."), "{public}");
    assert!(!public.contains("Hemmelig") && !public.contains("Den andre"), "{public}");
    assert_eq!(portal.leaks(), "");
}

#[test]
fn a_months_lessons_are_found_behind_the_gate() {
    let month = indexed(&searched(), "private/medlem/1-start/2026-08/sok/");
    assert!(month.contains("Hemmelig tekst en") && month.contains("Hemmelig tekst to"), "{month}");
    assert!(month.contains("/medlem/1-start/2026-08/forste/"), "{month}");
}

#[test]
fn the_members_page_joins_every_month_and_the_public_one_none() {
    let portal = searched();
    let members = portal.page("private/medlem/sok/index.html");
    assert!(members.contains("data-months=\"/medlem/1-start/2026-08/sok/\""), "{members}");
    assert!(portal.page("public/sok/index.html").contains("data-months=\"\""));
}

#[test]
fn only_the_search_page_runs_the_search_and_only_lessons_keep_ticks() {
    let output = searched().output();
    for (path, content) in output.files().filter(|(path, _)| path.is_page()) {
        let page = String::from_utf8(content.bytes().unwrap().into_owned()).unwrap();
        let of_lesson = page.contains("<script type=\"module\" src=\"/assets/ticks.");
        assert!(!of_lesson || path.as_str().starts_with("private/"), "{path}");
        assert_eq!(page.contains("src=\"/assets/search."), path.as_str().contains("/sok/"), "{path}");
    }
}

#[test]
fn without_the_setting_there_is_none() {
    let output = PortalFolder::small().output();
    assert!(!output.files().any(|(path, _)| path.as_str().contains("/sok/")));
}
