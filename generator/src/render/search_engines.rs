//! `sitemap.xml` and `robots.txt`: the public pages, and nothing of what lies behind the gate.

use super::{Plan, Press};
use crate::output::PublicPath;

/// Adds both.
pub(super) fn add(plan: &mut Plan) {
    plan.public(PublicPath::file("/sitemap.xml"), |press| Ok(sitemap(press)));
    let url = &plan.press.site.portal.url;
    let robots =
        format!("User-agent: *\nDisallow: /medlem/\nDisallow: /api/\n\nSitemap: {url}/sitemap.xml\n");
    plan.output.add_public(PublicPath::file("/robots.txt"), robots);
}

fn sitemap(press: &Press) -> String {
    let url = &press.site.portal.url;
    let entries: Vec<String> =
        addresses(press).iter().map(|path| format!("<url><loc>{url}{path}</loc></url>")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}\n</urlset>\n",
        entries.join("\n")
    )
}

fn addresses(press: &Press) -> Vec<&str> {
    let site = &press.site;
    let pages = site.pages.iter().map(|page| page.head.path.as_str());
    let articles = site.articles.iter().map(|article| article.card.href.as_str());
    let topics = site.topics.iter().map(|topic| topic.href.as_str());
    let levels = site.levels.iter().map(|level| level.card.href.as_str());
    pages.chain(["/artikler/", "/nivaer/"]).chain(articles).chain(topics).chain(levels).collect()
}
