//! From what the files say to the [`Site`]: texts become HTML, links find their pages.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::membership::GRACE_DAYS;
use domain::portal::Portal;
use themes::context::{self, Link};

use super::Edition;
use super::aliases;
use super::anchors::{self, Traces};
use super::articles::ArticleFile;
use super::content::Content;
use super::images::Images;
use super::pages::PageFile;
use super::site::MenuEntry;
use super::targets::Targets;
use super::texts::Texts;
use super::wording;
use crate::diagnostics::{Diagnostic, Diagnostics, Problems};
use crate::failure::Failure;
use crate::images::Cache;
use crate::parallel;
use crate::search::IS_BUILT_IN;
use crate::site::{Article, Page, PageKind, Site, SiteLevel};

/// The addresses at which the footer and the forms find the pages that the law wants.
const TERMS: [&str; 3] = ["/vilkar/", "/kjopsvilkar/", "/terms/"];
const PRIVACY: [&str; 3] = ["/personvern/", "/personvernerklaering/", "/privacy/"];
const WITHDRAWAL: [&str; 3] = ["/angrerett/", "/angreretten/", "/withdrawal/"];

/// Where the feed of the articles stands.
const FEED: &str = "/artikler/feed.atom";

/// The site that `edition` is assembled to, in the portal's own language or as a translation of `own`; nothing if something that
/// it cannot do without was wrong, which has been noted.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn site(
    edition: &mut Edition,
    own: Option<&Site>,
    images: &Images,
    problems: &Problems,
) -> Result<Option<Site>, Failure> {
    let Edition { folder, content, traces } = edition;
    let theme = wording::theme(&content.settings, problems);
    let zone = content.settings.time_zone();
    let texts = Texts {
        lang: theme.lang,
        settings: content.settings.texts,
        zone: &zone,
        shift: content.launches.shift,
        folder,
        own_levels: own.map(|own| own.levels.as_slice()),
        targets: &content.targets,
        images,
        problems,
    };
    let pages: Vec<&PageFile> = content.pages.iter().filter(|page| !page.draft).collect();
    let read = parallel::map(&pages, |page| texts.page(page));
    let pages = keep(pages.iter().map(|page| &page.path), read, traces);
    let articles: Vec<&ArticleFile> = content.articles.iter().filter(|article| !article.draft).collect();
    let read = parallel::map(&articles, |article| texts.article(article, &content.topics, &zone));
    let articles = keep(articles.iter().map(|article| &article.path), read, traces);
    let levels = content.levels.iter().map(|level| texts.level(level, &zone, traces).map(Arc::new));
    let levels = levels.collect::<Result<Vec<_>, Failure>>()?;
    anchors::check(content.addresses_of(traces), &theme, problems);
    let files = if own.is_some() { Vec::new() } else { texts.public_files(&content.public_files)? };
    let aliases = aliases::gather(content.with_aliases(), &content.targets, problems);
    let menus = Menus {
        menu: links(&content.settings.menu, &content.targets, problems),
        footer: links(&content.settings.footer, &content.targets, problems),
    };
    let Some((portal, tagline)) = portal(content, &levels).zip(content.settings.tagline.clone()) else {
        return Ok(None);
    };
    let shared = shared(&portal, tagline, menus, &pages, &articles, folder.prefix());
    let search = content.settings.search && IS_BUILT_IN;
    let members = !content.settings.texts.is_plain;
    let look = content.settings.look.shown(folder, &content.targets, images, problems)?;
    let shared = context::Site { search, members, look, data: content.data.clone(), ..shared };
    let shared = match own {
        Some(own) => filled_up(shared, &own.shared),
        None => shared,
    };
    Ok(Some(Site {
        portal: Arc::new(portal),
        shared,
        theme,
        own_theme: Arc::default(),
        pages,
        articles,
        topics: content.topics.iter().map(|(_, topic)| topic.clone()).collect(),
        levels,
        files: files.into(),
        translations: Vec::new(),
        images: Vec::new(),
        image_cache: Cache::beside(folder.root()),
        aliases,
        own_words: wording::own_words(&content.settings),
        sample_values: Diagnostics::from(content.settings.sample_values.clone()),
        warnings: Diagnostics::default(),
    }))
}

/// What was read, after its traces were put among the others by the paths of the files.
fn keep<'p, T>(
    paths: impl Iterator<Item = &'p String>,
    read: Vec<(Arc<T>, Traces)>,
    traces: &mut HashMap<String, Traces>,
) -> Vec<Arc<T>> {
    let (values, read): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    traces.extend(paths.cloned().zip(read));
    values
}

fn portal(content: &Content, levels: &[Arc<SiteLevel>]) -> Option<Portal> {
    let (settings, launches) = (content.settings.clone(), content.launches.clone());
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
        levels: levels.iter().map(|level| level.level.clone()).collect(),
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
    pages: &[Arc<Page>],
    articles: &[Arc<Article>],
    prefix: &str,
) -> context::Site {
    let sales = pages.iter().find(|page| matches!(page.kind, PageKind::Sales(_)));
    let one_of = |addresses: [&str; 3]| {
        let page = pages
            .iter()
            .find(|page| page.head.path.strip_prefix(prefix).is_some_and(|path| addresses.contains(&path)));
        page.map(|page| page.head.path.clone())
    };
    context::Site {
        title: portal.title.clone(),
        tagline,
        lang: portal.lang,
        prefix: prefix.to_owned(),
        url: portal.url.clone(),
        seller: portal.seller.clone(),
        mva: portal.mva,
        sample: portal.sample,
        menu: menus.menu,
        footer: menus.footer,
        sales_href: sales.map_or_else(|| format!("{prefix}/"), |page| page.head.path.clone()),
        terms_href: one_of(TERMS),
        privacy_href: one_of(PRIVACY),
        withdrawal_href: one_of(WITHDRAWAL),
        feed_href: (!articles.is_empty()).then(|| format!("{prefix}{FEED}")),
        search: false,
        members: true,
        look: context::Look::default(),
        assets: BTreeMap::new(),
        integrity: BTreeMap::new(),
        data: BTreeMap::new(),
    }
}

/// What a translation lacks leads to the page in the portal's own language.
fn filled_up(shared: context::Site, own: &context::Site) -> context::Site {
    let has_sales = shared.sales_href != format!("{}/", shared.prefix);
    context::Site {
        sales_href: if has_sales { shared.sales_href } else { own.sales_href.clone() },
        terms_href: shared.terms_href.or_else(|| own.terms_href.clone()),
        privacy_href: shared.privacy_href.or_else(|| own.privacy_href.clone()),
        withdrawal_href: shared.withdrawal_href.or_else(|| own.withdrawal_href.clone()),
        ..shared
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
