//! `terskel new`: a portal to begin with.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use generator::{Care, load};
use jiff::Timestamp;

fn terskel_new(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_terskel")).arg("new").arg(folder).args(arguments).output().unwrap()
}

fn talk(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_new_portal_builds_in_every_language_without_a_warning_and_cannot_be_published_yet() {
    for lang in ["nb", "nn", "en"] {
        let folder = tempfile::tempdir().unwrap();
        let portal = folder.path().join("min-portal");
        let made = terskel_new(&portal, &["--lang", lang, "--name", "Kari \"K\": {month} & co", "--yes"]);
        assert_eq!(made.status.code(), Some(0), "{}", talk(&made));
        let content = portal.join("content");
        let report = generator::build(&content, &portal.join("dist"), Timestamp::now())
            .unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!(report.warnings.to_string(), "", "{lang}");
        let site = load::load(&content, Timestamp::now(), None).unwrap();
        assert_eq!((site.portal.title.as_str(), site.portal.lang.tag()), ("Kari \"K\": {month} & co", lang));
        assert!(site.shared.terms_href.is_some() && site.shared.privacy_href.is_some());
        assert!(site.shared.withdrawal_href.is_some() && site.shared.sales_href != "/");
        let refused = generator::check(&content, Timestamp::now(), Care::Publishing).unwrap_err().to_string();
        assert!(refused.contains("this address is an example") && refused.contains("organisation number"));
    }
}

#[test]
fn without_a_terminal_nothing_is_asked_and_the_folder_gives_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let portal = folder.path().join("stille-rom");
    let made = terskel_new(&portal, &["--email", "kari@stillerom.no"]);
    assert_eq!(made.status.code(), Some(0));
    assert!(talk(&made).starts_with("made a portal in "), "{}", talk(&made));
    let site = load::load(&portal.join("content"), Timestamp::now(), None).unwrap();
    assert_eq!(site.portal.title, "Stille rom");
    assert_eq!(site.portal.seller.email.as_str(), "kari@stillerom.no");
}

#[test]
fn an_empty_folder_is_taken_and_one_with_something_in_it_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (empty, full) = (folder.path().join("empty"), folder.path().join("full"));
    fs::create_dir(&empty).unwrap();
    assert_eq!(terskel_new(&empty, &[]).status.code(), Some(0));
    fs::create_dir(&full).unwrap();
    fs::write(full.join("letter.txt"), "mine").unwrap();
    let refused = terskel_new(&full, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(talk(&refused).starts_with("error: the folder has something in it\n"), "{}", talk(&refused));
    assert_eq!(fs::read_dir(&full).unwrap().count(), 1);
    let refused = terskel_new(&full.join("letter.txt"), &[]);
    assert!(talk(&refused).starts_with("error: this is a file\n"), "{}", talk(&refused));
}

#[test]
fn what_is_no_language_name_or_address_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let portal = folder.path().join("portal");
    for (flag, value, said) in [
        ("--lang", "no", "write `nb` for bokmål"),
        ("--email", "kari", "kari"),
        ("--name", " ", "write a name"),
    ] {
        let refused = terskel_new(&portal, &[flag, value]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(talk(&refused).contains(said), "{}", talk(&refused));
    }
    assert!(!portal.exists());
}
