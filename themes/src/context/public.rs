//! The public pages' templates.

use domain::launch::Phase;
use domain::quote::Quote;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::launch::LaunchView;
use super::sections::{Item, LandingSections, SalesSections};
use super::site::{Form, Link, Page};

/// A level as a card on a public page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelCard {
    pub number: u8,
    pub title: String,
    pub teaser: String,
    /// Its public page.
    pub href: String,
    pub lesson_count: usize,
}

/// `landing.html`
#[derive(Clone, Debug, Serialize)]
pub struct Landing<'a> {
    pub page: &'a Page,
    pub sections: &'a LandingSections,
    pub body: &'a str,
    pub levels: &'a [LevelCard],
    pub launch: Option<&'a LaunchView>,
    pub phase: Phase,
    pub form: Form,
}

/// `sales.html`: static in each phase, and answered to a visitor with a proven address.
#[derive(Clone, Debug, Serialize)]
pub struct Sales<'a> {
    pub page: &'a Page,
    pub sections: &'a SalesSections,
    pub body: &'a str,
    pub levels: &'a [LevelCard],
    pub launch: Option<&'a LaunchView>,
    pub phase: Phase,
    /// The seats as they are now; a static page cannot know.
    pub live: Option<Live>,
    /// The visitor opened a link mailed to this address: the offers have buttons that hold a seat.
    /// Without it the page asks for the address and mails the link.
    pub proven: Option<Proven<'a>>,
    pub form: Form,
}

/// The seats as they are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Live {
    /// None where seats are without limit.
    pub seats_left: Option<u32>,
    /// While all are held: when each of them will have been paid for or come free, at the latest.
    pub held_until: Option<Timestamp>,
}

/// The visitor whose address is proven.
#[derive(Clone, Debug, Serialize)]
pub struct Proven<'a> {
    pub email: &'a str,
    /// The snapshot that the prices come from; goes back with the form.
    pub version: &'a str,
    /// The founding price that they may come back to, if no offer of the launch is in its place.
    pub kept: Option<&'a Quote>,
}

/// `waitlist.html`: the form alone, when it had errors. `ask-offer.html`: likewise for the link to one's price.
/// `withdraw.html`: the form by which the right of withdrawal is used.
#[derive(Clone, Debug, Serialize)]
pub struct FormPage<'a> {
    pub page: &'a Page,
    pub launch: Option<&'a LaunchView>,
    pub form: Form,
}

/// `page.html`
#[derive(Clone, Debug, Serialize)]
pub struct PlainPage<'a> {
    pub page: &'a Page,
    pub body: &'a str,
    pub toc: &'a [TocEntry],
}

/// `search.html`: for everybody, and for members.
#[derive(Clone, Debug, Serialize)]
pub struct Search<'a> {
    pub page: &'a Page,
    /// Where the index of what is public lies.
    pub index: &'a str,
    /// Where those of the months behind the gate lie; the reader may not be let through to each.
    pub months: &'a [String],
}

/// `moved.html`: at an old address of the page that stands at `page.path` now.
#[derive(Clone, Debug, Serialize)]
pub struct Moved<'a> {
    pub page: &'a Page,
}

/// `article.html`
#[derive(Clone, Debug, Serialize)]
pub struct Article<'a> {
    pub page: &'a Page,
    pub body: &'a str,
    pub toc: &'a [TocEntry],
    pub card: &'a ArticleCard,
    /// Up to three to read on with.
    pub related: Vec<&'a ArticleCard>,
}

/// A heading in a table of contents; there is none, and `toc` is empty, unless the text's front matter asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TocEntry {
    pub title: String,
    /// The id of the heading, to lead to as `#id`.
    pub id: String,
    /// The headings of the level below.
    pub items: Vec<TocEntry>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleCard {
    pub title: String,
    pub description: String,
    pub href: String,
    /// Midnight of its day in the portal's zone.
    pub published: Timestamp,
    /// Each with the address of its list.
    pub topics: Vec<Link>,
    pub minutes: usize,
}

/// `articles.html`: all articles, or those of one topic.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleList<'a> {
    pub page: &'a Page,
    /// Newest first.
    pub articles: Vec<&'a ArticleCard>,
    /// Every topic of the portal; the page's own, if it is a topic's, has the address `page.path`.
    pub topics: &'a [Link],
}

/// `feed.xml`: the newest articles for feed readers.
#[derive(Clone, Debug, Serialize)]
pub struct Feed<'a> {
    /// When the newest was published.
    pub updated: Timestamp,
    /// Newest first.
    pub entries: Vec<FeedEntry<'a>>,
}

/// An article in the feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry<'a> {
    pub card: &'a ArticleCard,
    /// Its text, as HTML whose links are whole addresses.
    pub body: String,
}

/// `levels.html`
#[derive(Clone, Debug, Serialize)]
pub struct LevelList<'a> {
    pub page: &'a Page,
    pub levels: &'a [LevelCard],
}

/// `level.html`: a level's public page.
#[derive(Clone, Debug, Serialize)]
pub struct LevelPage<'a> {
    pub page: &'a Page,
    pub level: &'a LevelCard,
    pub body: &'a str,
    /// Titles and summaries of the lessons that are teased.
    pub teased: Vec<Item>,
}
