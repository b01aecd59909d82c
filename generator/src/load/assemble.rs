//! From what the files say to the [`Site`]: texts become HTML, links find their pages.

use std::collections::BTreeMap;

use domain::membership::GRACE_DAYS;
use domain::portal::{Level, Portal};
use themes::context::{self, Link};

use super::Content;
use super::aliases;
use super::articles::ArticleFile;
use super::launches::Launches;
use super::pages::PageFile;
use super::site::{MenuEntry, Settings};
use super::source::Folder;
use super::targets::Targets;
use super::texts::Texts;
use super::wording;
use crate::diagnostics::{Diagnostic, Diagnostics, Problems};
use crate::failure::Failure;
use crate::parallel;
use crate::search::IS_BUILT_IN;
use crate::site::{Article, Page, PageKind, Site, SiteLevel};

/// The addresses at which the footer and the forms find the pages that the law wants.
const TERMS: [&str; 3] = ["/vilkar/", "/kjopsvilkar/", "/terms/"];
const PRIVACY: [&str; 3] = ["/personvern/", "/personvernerklaering/", "/privacy/"];
const WITHDRAWAL: [&str; 3] = ["/angrerett/", "/angreretten/", "/withdrawal/"];

/// Where the feed of the articles stands.
const FEED: &str = "/artikler/feed.atom";

/// The site; nothing if something that it cannot do without was wrong, which has been noted.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn site(folder: &Folder, content: Content, problems: &Problems) -> Result<Option<Site>, Failure> {
    let theme = wording::theme(&content.settings, problems);
    let texts = Texts { lang: theme.lang, folder, targets: &content.targets, problems };
    let zone = content.settings.time_zone();
    let pages: Vec<&PageFile> = content.pages.iter().filter(|page| !page.draft).collect();
    let pages: Vec<Page> = parallel::map(&pages, |page| texts.page(page));
    let articles: Vec<&ArticleFile> = content.articles.iter().filter(|article| !article.draft).collect();
    let articles: Vec<Article> = parallel::map(&articles, |article| texts.article(article, &zone));
    let levels =
        content.levels.iter().map(|level| texts.level(level)).collect::<Result<Vec<_>, Failure>>()?;
    let files = texts.public_files(&content.public_files)?;
    let aliases = aliases::gather(content.with_aliases(), &content.targets, problems);
    let own_words =
        content.settings.wording.iter().map(|word| (word.key.clone(), word.place.clone())).collect();
    let menus = Menus {
        menu: links(&content.settings.menu, &content.targets, problems),
        footer: links(&content.settings.footer, &content.targets, problems),
    };
    let sample_values = Diagnostics::from(content.settings.sample_values.clone());
    let levels_known = levels.iter().map(|level: &SiteLevel| level.level.clone()).collect();
    let tagline = content.settings.tagline.clone();
    let search = content.settings.search && IS_BUILT_IN;
    let portal = portal(content.settings, content.launches, levels_known);
    let Some((portal, tagline)) = portal.zip(tagline) else { return Ok(None) };
    let shared = context::Site { search, ..shared(&portal, tagline, menus, &pages, &articles) };
    let warnings = Diagnostics::default();
    Ok(Some(Site {
        portal,
        shared,
        theme,
        pages,
        articles,
        levels,
        files,
        aliases,
        own_words,
        sample_values,
        warnings,
    }))
}

fn portal(settings: Settings, launches: Launches, levels: Vec<Level>) -> Option<Portal> {
    Some(Portal {
        title: settings.title?,
        lang: settings.lang?,
        url: settings.url?,
        time_zone: settings.zone?,
        currency: settings.currency?,
        mva: settings.mva?,
        grace_days: settings.grace_days.unwrap_or(GRACE_DAYS),
        sample: settings.sample.is_some(),
        seller: settings.seller?,
        audiences: launches.audiences,
        launches: launches.rounds,
        levels,
    })
}

struct Menus {
    menu: Vec<Link>,
    footer: Vec<Link>,
}

fn shared(
    portal: &Portal,
    tagline: String,
    menus: Menus,
    pages: &[Page],
    articles: &[Article],
) -> context::Site {
    let sales = pages.iter().find(|page| matches!(page.kind, PageKind::Sales(_)));
    let one_of = |addresses: [&str; 3]| {
        let page = pages.iter().find(|page| addresses.contains(&page.head.path.as_str()));
        page.map(|page| page.head.path.clone())
    };
    context::Site {
        title: portal.title.clone(),
        tagline,
        lang: portal.lang,
        url: portal.url.clone(),
        seller: portal.seller.clone(),
        mva: portal.mva,
        sample: portal.sample,
        menu: menus.menu,
        footer: menus.footer,
        sales_href: sales.map_or_else(|| "/".to_owned(), |page| page.head.path.clone()),
        terms_href: one_of(TERMS),
        privacy_href: one_of(PRIVACY),
        withdrawal_href: one_of(WITHDRAWAL),
        search: false,
        feed_href: (!articles.is_empty()).then(|| FEED.to_owned()),
        assets: BTreeMap::new(),
        integrity: BTreeMap::new(),
    }
}

fn links(entries: &[MenuEntry], targets: &Targets, problems: &Problems) -> Vec<Link> {
    let link = |entry: &MenuEntry| match targets.menu_page(&entry.page) {
        Ok(href) => Some(Link { title: entry.title.clone(), href }),
        Err(dead) => {
            problems.add(Diagnostic::error(entry.place.clone(), dead.message).help(dead.help));
            None
        }
    };
    entries.iter().filter_map(link).collect()
}
