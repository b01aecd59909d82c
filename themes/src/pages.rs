//! Tests over every page of the default theme, in every language and phase.

use std::collections::BTreeSet;

use domain::lang::Lang;

use crate::files::{ThemeFiles, assets};
use crate::samples::{self, Shot, every_page};
use crate::theme::Theme;
use crate::wording::keys;

fn html_pages() -> Vec<Shot> {
    let all = Lang::ALL.into_iter().flat_map(every_page);
    let is_part = |shot: &Shot| shot.template.starts_with("blocks/");
    all.filter(|shot| !["feed.xml", "mail.html", "mail.txt"].contains(&shot.template) && !is_part(shot))
        .collect()
}

#[test]
fn every_template_is_among_the_samples() {
    let shown: BTreeSet<&str> = every_page(Lang::Nb).iter().map(|shot| shot.template).collect();
    let shared = ["base.html", "forms.html", "offers.html", "orders.html", "parts.html"];
    for name in ThemeFiles::default_theme(Lang::Nb).templates.keys() {
        assert!(shown.contains(name.as_str()) || shared.contains(&name.as_str()), "{name} is never rendered");
    }
}

#[test]
fn every_language_says_the_same_things() {
    let keys_of = |lang| -> BTreeSet<String> {
        keys(&ThemeFiles::default_theme(lang).wording).map(str::to_owned).collect()
    };
    let bokmaal = keys_of(Lang::Nb);
    for lang in [Lang::Nn, Lang::En] {
        let difference: Vec<_> = keys_of(lang).symmetric_difference(&bokmaal).cloned().collect();
        assert!(difference.is_empty(), "{}: {difference:?}", lang.tag());
    }
}

#[test]
fn no_key_stands_twice() {
    for lang in Lang::ALL {
        let wording = ThemeFiles::default_theme(lang).wording;
        assert_eq!(keys(&wording).count(), keys(&wording).collect::<BTreeSet<_>>().len(), "{}", lang.tag());
    }
}

#[test]
fn every_word_mentions_the_same_values_in_every_language() {
    let mentions = |lang| -> BTreeSet<(String, String)> {
        let wording = ThemeFiles::default_theme(lang).wording;
        let mut key = "";
        let mut found = BTreeSet::new();
        for line in wording.lines().filter(|line| !line.starts_with('#')) {
            key = keys(line).next().unwrap_or(key);
            let names = line.split('$').skip(1).map(|rest| rest.split(' ').next().unwrap_or_default());
            found.extend(names.map(|name| (key.to_owned(), name.to_owned())));
        }
        found
    };
    assert_eq!(mentions(Lang::Nb), mentions(Lang::Nn));
    assert_eq!(mentions(Lang::Nb), mentions(Lang::En));
}

#[test]
fn every_key_is_used_or_asked_for_by_name() {
    let files = ThemeFiles::default_theme(Lang::Nb);
    let templates: String = files.templates.values().map(String::as_str).collect();
    let by_name = |key: &str| {
        let started = ["error-", "link-", "mail-"].iter().any(|start| key.starts_with(start));
        let notice = samples::notices().any(|notice| key.starts_with(notice));
        let leads = ["articles-lead", "levels-lead", "topic-lead"].contains(&key);
        started || notice || leads || ["menu-sign-in", "checkout-submit", "topic-title"].contains(&key)
    };
    for key in keys(&files.wording) {
        assert!(by_name(key) || templates.contains(&format!("key=\"{key}\"")), "`{key}` is said nowhere");
    }
}

/// Each key of the wording with its words, as they stand in the source.
fn entries(wording: &str) -> Vec<(&str, String)> {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for line in wording.lines().filter(|line| !line.starts_with('#')) {
        match (keys(line).next(), entries.last_mut()) {
            (Some(key), _) => entries.push((key, line.to_owned())),
            (None, Some((_, text))) => *text = format!("{text}\n{line}"),
            (None, None) => {}
        }
    }
    entries
}

#[test]
fn whatever_depends_on_the_interval_knows_what_is_paid_once() {
    for lang in Lang::ALL {
        let wording = ThemeFiles::default_theme(lang).wording;
        for (key, text) in entries(&wording).iter().filter(|(_, text)| text.contains("$interval ->")) {
            assert!(text.contains("[once]"), "{}: {key}", lang.tag());
        }
    }
}

#[test]
fn the_words_beside_the_providers_button_repeat_the_price_and_are_short_enough_for_it() {
    for lang in Lang::ALL {
        let theme =
            Theme::new(&ThemeFiles::default_theme(lang), &samples::site(lang), samples::zone()).unwrap();
        for interval in ["month", "year", "once"] {
            let price = "NOK 999,999.99";
            let args = [("price", price), ("interval", interval)];
            let args = args.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            let words = theme.word("checkout-submit", &args).unwrap();
            assert!(words.contains(price) && words.chars().count() <= 300, "{words}");
        }
    }
}

#[test]
fn pages_are_small() {
    for shot in html_pages() {
        assert!(shot.text.len() < 25_000, "{}: {} bytes", shot.name, shot.text.len());
    }
    for asset in assets().iter().filter(|asset| !asset.name.ends_with(".css")) {
        assert!(asset.bytes.len() < 20_000, "{}: {} bytes", asset.name, asset.bytes.len());
    }
    let ticks = assets().into_iter().find(|asset| asset.name == "ticks.js").expect("a script");
    assert!(ticks.bytes.len() < 2_048, "{} bytes", ticks.bytes.len());
}

/// Data for search engines, which no browser runs.
const DATA_BLOCK: &str = "<script type=\"application/ld+json\">";

/// The scripts of the theme's, each a file of its own, and the templates that run them.
const SCRIPTS: [(&str, &str); 4] = [
    ("search.html", "search.js"),
    ("lesson.html", "ticks.js"),
    ("landing.html", "launch.js"),
    ("sales.html", "launch.js"),
];

#[test]
fn pages_obey_the_policy_no_styles_or_scripts_in_place() {
    for shot in html_pages() {
        let text = shot.text.replace(DATA_BLOCK, "");
        let script = |name: &str| format!("<script type=\"module\" src=\"{name}\"></script>");
        let own = SCRIPTS.iter().filter(|(template, _)| *template == shot.template);
        let text = own.fold(text, |text, (_, name)| text.replace(&script(name), ""));
        for forbidden in ["<script", " style=", "<style", " onclick", "javascript:", "http://"] {
            assert!(!text.contains(forbidden), "{}: {forbidden}", shot.name);
        }
    }
}

#[test]
fn pages_have_one_heading_of_the_first_rank_a_language_and_no_id_twice() {
    for shot in html_pages() {
        assert_eq!(shot.text.matches("<h1").count(), 1, "{}", shot.name);
        assert!(shot.text.starts_with("<!doctype html>\n<html lang=\""), "{}", shot.name);
        let ids: Vec<&str> =
            shot.text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{}: {ids:?}", shot.name);
    }
}

#[test]
fn scripts_are_small_and_only_a_comfort() {
    let scripts: Vec<_> = assets().into_iter().filter(|asset| asset.name.ends_with(".js")).collect();
    let comfort: usize = scripts.iter().filter(|s| s.name != "search.js").map(|s| s.bytes.len()).sum();
    assert!(comfort < 6_000, "{comfort} bytes");
    for shot in html_pages().iter().filter(|shot| shot.text.contains("launch.js")) {
        assert!(
            shot.text.contains("data-until=") && shot.text.contains("kl.\u{a0}")
                || !shot.text.contains("lang=\"nb\""),
            "{}",
            shot.name
        );
    }
}

#[test]
fn no_price_is_struck_through() {
    for shot in Lang::ALL.into_iter().flat_map(every_page) {
        for tag in ["<s>", "<del", "<strike", "line-through"] {
            assert!(!shot.text.contains(tag), "{}", shot.name);
        }
    }
}

#[test]
fn plain_text_mails_carry_no_markup_and_no_escapes() {
    for shot in Lang::ALL.into_iter().flat_map(every_page).filter(|shot| shot.template == "mail.txt") {
        assert!(
            !shot.text.contains(['<', '>']) && !shot.text.contains("&#") && !shot.text.contains("&amp;"),
            "{}",
            shot.text
        );
    }
}

#[test]
fn boxes_stand_unticked_in_a_fresh_form() {
    for shot in html_pages().iter().filter(|shot| !["review.html", "tasks.html"].contains(&shot.template)) {
        assert!(!shot.text.contains(" checked"), "{}", shot.name);
    }
}

#[test]
fn every_notice_and_mail_of_the_functions_has_its_words() {
    for lang in Lang::ALL {
        let theme =
            Theme::new(&ThemeFiles::default_theme(lang), &samples::site(lang), samples::zone()).unwrap();
        let args = samples::notice_args();
        for key in samples::notices().flat_map(|key| [format!("{key}-title"), format!("{key}-lead")]) {
            assert!(theme.word(&key, &args).is_ok(), "{key}");
        }
    }
}
