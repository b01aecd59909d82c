//! The Atom feed of the articles. Source: RFC 4287, "The Atom Syndication Format".

use jiff::Timestamp;
use themes::context::{Feed, FeedEntry};

use super::{Plan, Press};
use crate::failure::Failure;
use crate::output::PublicPath;
use crate::site::Article;

/// So many of the newest articles: a reader comes by again before there are more.
const MOST: usize = 20;

/// Adds it, if the site has one.
pub(super) fn add(plan: &mut Plan) {
    if let Some(href) = &plan.press().shared.feed_href {
        plan.public(PublicPath::file(href), feed);
    }
}

fn feed(press: &Press) -> Result<String, Failure> {
    let newest = &press.site.articles[..press.site.articles.len().min(MOST)];
    let updated = newest.first().map_or(Timestamp::UNIX_EPOCH, |first| first.card.published);
    let entries = newest.iter().map(|article| entry(press, article)).collect::<Result<_, Failure>>()?;
    press.render("feed.xml", &Feed { updated, entries }).map(readable)
}

fn entry<'a>(press: &Press, article: &'a Article) -> Result<FeedEntry<'a>, Failure> {
    let body = from_anywhere(&press.text(&article.body, &article.card.href, None)?, &press.shared.url);
    Ok(FeedEntry { card: &article.card, body })
}

/// The HTML with its links as they are written from elsewhere, and each image in the one form that all can show. In text
/// the sign `<` is escaped, so these are tags.
fn from_anywhere(html: &str, url: &str) -> String {
    let tags = ["<a href=\"", "<img src=\"", "<audio src=\"", "<video src=\"", "<track src=\"", "poster=\""];
    tags.iter()
        .fold(without_sources(html), |html, tag| html.replace(&format!("{tag}/"), &format!("{tag}{url}/")))
}

fn without_sources(html: &str) -> String {
    let mut parts = html.split("<source ");
    let first = parts.next().unwrap_or_default();
    let behind = parts.map(|part| part.split_once('>').map_or(part, |(_, behind)| behind));
    std::iter::once(first).chain(behind).collect()
}

/// Without the characters that no XML may have, escaped or not. Source: "Extensible Markup Language (XML) 1.0", 2.2.
fn readable(mut xml: String) -> String {
    xml.retain(|letter| {
        !matches!(letter, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
    });
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_back_to_the_portal_from_wherever_the_feed_is_read() {
        let html = r#"<a href="/om/">om</a> <picture><source srcset="/a.webp 480w"><img src="/a.png" alt=""></picture> <a href="https://x.no/">x</a> <a href="mailto:a@b.no"> <code>href="/om/"</code>"#;
        let expected = r#"<a href="https://p.no/om/">om</a> <picture><img src="https://p.no/a.png" alt=""></picture> <a href="https://x.no/">x</a> <a href="mailto:a@b.no"> <code>href="/om/"</code>"#;
        assert_eq!(from_anywhere(html, "https://p.no"), expected);
    }

    #[test]
    fn what_xml_cannot_have_is_left_out() {
        assert_eq!(readable("a\u{c}b\tc\n\u{1b}d\u{ffff}å".to_owned()), "ab\tc\ndå");
    }
}
