//! The documentation, which is a portal: each feature of the generator has a page in it, and what that page becomes is kept.
//!
//! `INSTA_UPDATE=always cargo test -p generator --test it documentation` writes the snapshots anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use clap::CommandFactory as _;
use generator::cli::Cli;
use generator::{load, render};

use crate::portal::{NOW, PortalFolder, without_prints};

/// What the generator does, and the page of the documentation that says so, shows it and is kept as a snapshot.
const FEATURES: [(&str, &str); 39] = [
    ("a new portal", "begin/new-portal"),
    ("files and folders: pages, articles, levels, lessons", "begin/files-and-folders"),
    ("a portal without members", "begin/files-and-folders"),
    ("settings", "begin/site"),
    ("front matter, teasers", "write/front-matter"),
    ("Markdown as CommonMark has it", "write/markdown"),
    ("drafts", "write/drafts"),
    ("addresses and aliases", "write/addresses"),
    ("links and heading anchors", "write/links"),
    ("table of contents", "write/table-of-contents"),
    ("reading time", "write/reading-time"),
    ("images", "write/images"),
    ("unused files, and how large a file may be", "write/files"),
    ("blocks", "write/blocks"),
    ("tables", "write/tables"),
    ("footnotes", "write/footnotes"),
    ("task lists", "write/tasks"),
    ("members' own page, feedback", "write/feedback"),
    ("smart punctuation", "write/punctuation"),
    ("code in colours", "write/code"),
    ("raw HTML", "write/html"),
    ("data files", "write/data"),
    ("topics", "write/topics"),
    ("related articles", "write/related-articles"),
    ("feeds", "write/feeds"),
    ("release months and days", "write/release-days"),
    ("several languages", "write/languages"),
    ("search", "write/search"),
    ("one colour, fonts and a logo", "look/colours"),
    ("themes", "look/themes"),
    ("output that is the same to the byte, and its manifest", "publish/output"),
    ("headers, integrity, content security policy", "publish/headers"),
    ("sitemap and robots", "publish/sitemap"),
    ("OpenGraph and JSON-LD", "publish/search-engines"),
    ("serve", "run/serve"),
    ("diagnostics", "run/mistakes"),
    ("commands", "run/commands"),
    ("quiet", "run/quiet"),
    ("completions", "run/completions"),
];

/// Pages that lead through something whole, which tests of their own follow step by step.
const GUIDES: [&str; 5] =
    ["look/variables", "publish/costs", "publish/going-live", "sell/first-real-sale", "sell/launches"];

/// What else is made for the small portal, and kept as snapshots: by the page that tells of it.
const FILES: [(&str, &str); 4] = [
    ("write/feeds", "public/artikler/feed.atom"),
    ("publish/headers", "headers.json"),
    ("publish/sitemap", "public/robots.txt"),
    ("publish/sitemap", "public/sitemap.xml"),
];

/// Pages of a portal with a bit of everything that show what the documentation, without members and in one language, cannot.
const SHOWN: [(&str, &str); 8] = [
    ("begin/files-and-folders", "public/nivaer/1-start/index.html"),
    ("write/languages", "public/en/om/index.html"),
    ("write/reading-time", "public/artikler/index.html"),
    ("write/related-articles", "public/artikler/pust/index.html"),
    ("write/release-days", "private/medlem/1-start/2026-08/index.html"),
    ("write/search", "public/sok/index.html"),
    ("write/tasks", "private/medlem/1-start/2026-08/forste/index.html"),
    ("write/topics", "public/artikler/tema/ro/index.html"),
];

fn portal_that_shows() -> PortalFolder {
    PortalFolder::small()
        .saying("site.yaml", "lang: nb\n", "lang: nb\nlanguages: [nb, en]\nsearch: true\n")
        .with("pages/index.en.md", "---\ntitle: Small\ndescription: A small portal.\n---\nWelcome.\n")
        .with("pages/om.en.md", "---\ntitle: About us\ndescription: Who we are.\n---\nThere are two of us.\n")
        .with(
            "articles/gaa.md",
            "---\ntitle: Gå\ndescription: Om å gå.\npublished: 2026-07-30\ntopics: [ro]\n---\nGå en tur.\n",
        )
        .with(
            "levels/1-start/2026-08/03-tredje.md",
            "---\ntitle: Den tredje\nrelease: 2026-08-20\n---\nDette kommer den tjuende.\n",
        )
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/content")
}

/// The main content of each of its pages, by its address without the slashes around it.
static BUILT: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let site =
        load::load(&content(), NOW.parse().unwrap(), None).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(site.warnings.render(generator::diagnostics::Colour::None), "");
    let site = Arc::new(site);
    let output = render::render(&site).unwrap();
    let main = |path: &str| {
        let page = output.file(&format!("public{path}index.html")).unwrap().unwrap();
        main_of(std::str::from_utf8(&page).unwrap())
    };
    let paths = site.pages.iter().map(|page| page.head.path.as_str());
    paths.map(|path| (path.trim_matches('/').to_owned(), main(path))).collect()
});

/// The main content of a page.
fn main_of(page: &str) -> String {
    let (_, rest) = page.split_once("<main id=\"main\">\n").unwrap();
    without_prints(rest.split_once("\n</main>").unwrap().0)
}

/// Holds `text` against the snapshot of that name.
fn assert_kept(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name.replace('/', "-"), text));
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[test]
fn every_feature_has_a_page_that_is_kept() {
    for (feature, page) in FEATURES {
        let main = BUILT.get(page).unwrap_or_else(|| panic!("no page about {feature}: there is no `{page}`"));
        assert_kept(page, main);
    }
}

#[test]
fn every_page_of_the_documentation_is_kept_or_a_guide() {
    let known: BTreeSet<&str> = FEATURES.iter().map(|(_, page)| *page).chain(GUIDES).collect();
    let pages = BUILT.keys().map(String::as_str).filter(|page| page.contains('/'));
    assert_eq!(pages.collect::<BTreeSet<_>>(), known, "name each page in `FEATURES` or in `GUIDES`");
}

#[test]
fn what_the_documentation_cannot_show_is_kept_too() {
    let portal = portal_that_shows();
    let output = portal.output();
    for (page, path) in SHOWN {
        let shown = output.file(path).unwrap().unwrap_or_else(|| panic!("no {path}"));
        assert_kept(&format!("{page}-shown"), &main_of(std::str::from_utf8(&shown).unwrap()));
    }
    let broken = PortalFolder::small()
        .with("pages/om.md", "---\ntitle: Om\ndescription: Hvem.\n---\n[Hvor](dit.md)\n");
    assert_kept("run/mistakes-shown", &broken.mistakes());
}

#[test]
fn what_is_made_beside_the_pages_is_kept() {
    let portal = PortalFolder::small();
    portal.build().unwrap();
    let built = portal.built();
    for (page, path) in FILES {
        let text =
            without_prints(std::str::from_utf8(&built[path]).unwrap()).replace("{\"path\"", "\n{\"path\"");
        assert_kept(&format!("{page}-{}", file_name(path)), &text);
    }
    let paths: Vec<String> = built.keys().map(|path| without_prints(path)).collect();
    assert_kept("publish/output-files", &paths.join("\n"));
    for path in ["public/_variant/august.open/bli-medlem/index.html", "public/artikler/pust/index.html"] {
        let page = without_prints(&portal.page(path));
        let head = page.split_once("<head>\n").unwrap().1.split_once("</head>").unwrap().0;
        assert_kept(
            &format!("publish/search-engines-{}", path.rsplit('/').nth(1).unwrap()),
            &without_integrity(head),
        );
    }
}

fn without_integrity(head: &str) -> String {
    let parts: Vec<&str> = head.split("\"sha384-").collect();
    let rest = |part: &&str| format!("\"sha384-#\"{}", part.split_once('"').unwrap().1);
    parts[0].to_owned() + &parts[1..].iter().map(rest).collect::<String>()
}

#[test]
fn no_snapshot_is_left_of_what_is_not_any_more() {
    let pages: BTreeSet<String> = FEATURES.iter().map(|(_, page)| page.replace('/', "-")).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
    for file in fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let Some(name) = name.strip_suffix(".snap") else { continue };
        assert!(pages.iter().any(|page| name.starts_with(page)), "nothing is kept in `{name}.snap`");
    }
}

#[test]
fn the_documentation_tells_of_every_setting() {
    let settings = &BUILT["begin/site"];
    let mistakes =
        PortalFolder::small().saying("site.yaml", "mva: none", "mva: none\ncolour: red").mistakes();
    let (_, known) = mistakes.split_once("the fields here are ").unwrap();
    let known: Vec<&str> = known.lines().next().unwrap().split('`').skip(1).step_by(2).collect();
    assert!(known.len() > 12, "{known:?}");
    for setting in known {
        assert!(settings.contains(&format!("<td><code>{setting}</code></td>")), "`{setting}`");
    }
}

#[test]
fn the_documentation_tells_of_every_command() {
    for command in Cli::command().get_subcommands() {
        let name = format!("<td><code>terskel {}</code></td>", command.get_name());
        assert!(BUILT["run/commands"].contains(&name), "{name}");
    }
}
