//! `sitemap.xml` and `robots.txt`: the public pages, and nothing of what lies behind the gate.

use std::sync::Arc;

use themes::translations::Translations;

use super::Plan;
use crate::output::PublicPath;
use crate::site::Site;

/// Adds both.
pub(super) fn add(plan: &mut Plan, translations: &Arc<Translations>) {
    let translations = Arc::clone(translations);
    plan.public(PublicPath::file("/sitemap.xml"), move |press| Ok(sitemap(&press.site, &translations)));
    let press = plan.press();
    let url = &press.site.portal.url;
    let disallowed = if press.shared.members { "/medlem/\nDisallow: /api/" } else { "" };
    let robots = format!("User-agent: *\nDisallow: {disallowed}\n\nSitemap: {url}/sitemap.xml\n");
    plan.output.add_public(PublicPath::file("/robots.txt"), robots);
}

fn sitemap(site: &Site, translations: &Translations) -> String {
    let url = &site.portal.url;
    let entry = |path: &str| {
        let alternate = |(lang, href): (&str, &str)| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}{href}\"/>")
        };
        let alternates: String = translations.alternates(path).map(alternate).collect();
        format!("<url><loc>{url}{path}</loc>{alternates}</url>")
    };
    let sites = std::iter::once(site).chain(site.translations.iter().map(AsRef::as_ref));
    let entries: Vec<String> = sites.flat_map(addresses).map(|path| entry(&path)).collect();
    let namespace =
        if site.translations.is_empty() { "" } else { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{namespace}>\n{}\n</urlset>\n",
        entries.join("\n")
    )
}

/// The addresses of its public pages, in its language.
pub(super) fn addresses(site: &Site) -> Vec<String> {
    let prefix = &site.shared.prefix;
    let pages = site.pages.iter().map(|page| page.head.path.clone());
    let articles = site.articles.iter().map(|article| article.card.href.clone());
    let topics = site.topics.iter().map(|topic| topic.href.clone());
    let levels = site.levels.iter().map(|level| level.card.href.clone());
    let levels = levels.filter(|href| href.starts_with(prefix));
    let lists = if site.shared.members { &["artikler", "nivaer"][..] } else { &["artikler"] };
    let lists = lists.iter().map(|list| format!("{prefix}/{list}/"));
    pages.chain(lists).chain(articles).chain(topics).chain(levels).collect()
}
