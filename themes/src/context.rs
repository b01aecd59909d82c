//! What each template is given: one struct a template, filled by the generator or by a function.
//!
//! A template sees `site` (the same for every page) and the fields of its own struct. Instants are
//! [`Timestamp`]s and prices [`Money`]; the filters `date`, `moment`, `month` and `money` turn them into words.

use std::collections::BTreeMap;

use domain::calendar::ReleaseMonth;
use domain::lang::Lang;
use domain::launch::Phase;
use domain::money::Money;
use domain::portal::{Mva, Seller};
use domain::quote::Quote;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What every page shares, in templates as `site`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub title: String,
    pub tagline: String,
    pub lang: Lang,
    /// Without a slash at the end.
    pub url: String,
    pub seller: Seller,
    pub mva: Mva,
    /// The seller does not exist, and the footer says so.
    pub sample: bool,
    pub menu: Vec<Link>,
    pub footer: Vec<Link>,
    /// Where the public sales page, terms, privacy and withdrawal pages stand, if the portal has them.
    pub sales_href: String,
    pub terms_href: Option<String>,
    pub privacy_href: Option<String>,
    pub withdrawal_href: Option<String>,
    /// Fingerprinted addresses of the theme's files by their plain names, as `style.css`.
    pub assets: BTreeMap<String, String>,
}

/// A titled address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub title: String,
    pub href: String,
}

/// What the `<head>` says, in templates as `page`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub title: String,
    pub description: String,
    /// From the root, with a slash at the end: `/om/`. Empty for answer pages, which have no lasting address.
    pub path: String,
    pub noindex: bool,
    /// Shown with the members' menu.
    pub for_members: bool,
}

/// A title with a paragraph under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    pub title: String,
    pub lead: String,
}

/// A title with a text of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub title: String,
    pub text: String,
}

/// Numbered steps under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    pub title: String,
    pub lead: String,
    pub items: Vec<Item>,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    pub text: String,
    pub who: String,
}

/// Who makes the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Creator {
    pub name: String,
    pub role: String,
    pub text: String,
}

/// A question that visitors ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub question: String,
    pub answer: String,
}

/// What is ready at opening, and what is not yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    pub title: String,
    pub lead: String,
    pub items: Vec<ReadyItem>,
}

/// One thing that is ready or comes later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyItem {
    pub state: ReadyState,
    pub text: String,
}

/// Whether it is there at opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadyState {
    Ready,
    Later,
}

/// The sections of the landing page, as its front matter has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LandingSections {
    pub hero: Heading,
    pub steps: Steps,
    pub levels: Heading,
    pub quote: Quotation,
    pub creator: Creator,
    pub faq: Vec<Question>,
    pub waitlist: Heading,
}

/// The sections of the sales page, as its front matter has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SalesSections {
    pub hero: Heading,
    pub includes: Vec<String>,
    pub ready: Ready,
    pub quote: Quotation,
    pub faq: Vec<Question>,
}

/// The launch that a page speaks of, as it stands in one phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchView {
    pub id: String,
    pub name: String,
    pub phase: Phase,
    pub opens: Timestamp,
    pub closes: Timestamp,
    pub seats: Option<u32>,
    /// What the reader may buy: for a page built before anybody came, what everyone may.
    pub quotes: Vec<Quote>,
    /// Some offers are for addresses that must be proven first.
    pub has_other_offers: bool,
    /// What members who join in the next launch pay, if that is more: the truth behind "founding price".
    pub later: Option<LaterPrice>,
}

/// The price of the next launch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterPrice {
    pub price: Money,
    pub interval: String,
    pub from: Timestamp,
}

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

/// What was typed into a form and what is wrong with it; empty for a fresh form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub values: BTreeMap<String, String>,
    pub errors: Vec<FieldError>,
}

/// One mistake in a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name and the id of its input, as `email`.
    pub field: String,
    /// The wording key of what to do about it, as `error-email-no-domain`.
    pub key: String,
    /// What the wording mentions.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
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
    /// The visitor opened a link mailed to this address: the offers have buttons that hold a seat.
    /// Without it the page asks for the address and mails the link.
    pub proven: Option<Proven<'a>>,
    pub form: Form,
}

/// What an answered sales page knows that a static one cannot.
#[derive(Clone, Debug, Serialize)]
pub struct Proven<'a> {
    pub email: &'a str,
    /// None where seats are without limit.
    pub seats_left: Option<u32>,
    /// The snapshot that the prices come from; goes back with the form.
    pub version: &'a str,
}

/// `waitlist.html`: the form alone, when it had errors. `ask-offer.html`: likewise for the link to one's price.
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
}

/// `article.html`
#[derive(Clone, Debug, Serialize)]
pub struct Article<'a> {
    pub page: &'a Page,
    pub body: &'a str,
    pub card: &'a ArticleCard,
    /// Up to three to read on with.
    pub related: Vec<&'a ArticleCard>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleCard {
    pub title: String,
    pub description: String,
    pub href: String,
    /// Midnight of its day in the portal's zone.
    pub published: Timestamp,
    pub topics: Vec<String>,
    pub minutes: usize,
}

/// `articles.html`
#[derive(Clone, Debug, Serialize)]
pub struct ArticleList<'a> {
    pub page: &'a Page,
    pub articles: &'a [ArticleCard],
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

/// `member-home.html`: the members' signpost.
#[derive(Clone, Debug, Serialize)]
pub struct MemberHome<'a> {
    pub page: &'a Page,
    pub levels: Vec<MemberLevel<'a>>,
}

/// A level on the members' signpost.
#[derive(Clone, Debug, Serialize)]
pub struct MemberLevel<'a> {
    pub card: &'a LevelCard,
    /// Its months, newest first; empty while it is being made.
    pub months: Vec<MonthLink>,
}

/// A month of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthLink {
    pub month: ReleaseMonth,
    pub href: String,
    pub lesson_count: usize,
}

/// `month.html`: the lessons of one level and month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPage<'a> {
    pub page: &'a Page,
    pub level: &'a LevelCard,
    pub month: ReleaseMonth,
    pub lessons: Vec<LessonCard>,
}

/// A lesson in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LessonCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub minutes: usize,
    pub task_count: usize,
    /// This is the lesson whose page shows the list.
    pub current: bool,
}

/// `lesson.html`
#[derive(Clone, Debug, Serialize)]
pub struct LessonPage<'a> {
    pub page: &'a Page,
    pub level: &'a LevelCard,
    pub month: ReleaseMonth,
    pub month_href: String,
    /// From 1, within its month.
    pub number: usize,
    pub minutes: usize,
    pub task_count: usize,
    pub body: &'a str,
    pub downloads: &'a [Download],
    /// All of its month, this one included.
    pub lessons: Vec<LessonCard>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// A file to take home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Download {
    pub title: String,
    pub href: String,
    /// `PDF`, `CSV`: the file's ending in upper case.
    pub kind: String,
    pub bytes: u64,
}

/// `sign-in.html`, static and answered; and `locked.html`, where somebody without access ends.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn<'a> {
    pub page: &'a Page,
    /// Where to go afterwards.
    pub next: &'a str,
    pub locked: Option<Locked<'a>>,
    pub form: Form,
}

/// What stands behind a locked page, as far as everybody may know.
#[derive(Clone, Debug, Serialize)]
pub struct Locked<'a> {
    pub level: Option<&'a LevelCard>,
    /// Title and summary of the lesson, if it is teased.
    pub teased: Option<Item>,
    /// Signed in, but the membership does not open this.
    pub signed_in: bool,
    pub launch: Option<&'a LaunchView>,
}

/// `review.html`: the order as it will be charged.
#[derive(Clone, Debug, Serialize)]
pub struct Review<'a> {
    pub page: &'a Page,
    pub quote: &'a Quote,
    pub email: &'a str,
    pub hold: &'a str,
    /// Until when the seat is kept for starting the payment.
    pub keep_until: Timestamp,
    /// When the second charge comes, if it is paid today.
    pub next_charge: Timestamp,
    /// The price differs from the one on the page before; ask again.
    pub price_changed: bool,
    pub form: Form,
}

/// `receipt.html`: the page after a payment.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt<'a> {
    pub page: &'a Page,
    pub number: u32,
    pub founder: bool,
    pub quote: &'a Quote,
    pub next_charge: Timestamp,
    pub email: &'a str,
}

/// `notice.html`: one message, perhaps with a button. Its words are `<key>-title` and `<key>-lead`.
#[derive(Clone, Debug, Serialize)]
pub struct Notice<'a> {
    pub page: &'a Page,
    pub key: &'a str,
    /// What the words mention: `$email`, `$count`.
    pub args: BTreeMap<String, String>,
    pub tone: Tone,
    /// A link under the message; its words are the key's.
    pub link: Option<KeyedLink<'a>>,
    /// A form of one button, which posts its hidden fields; its words are `<key>-button`.
    pub button: Option<Button<'a>>,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    Good,
    Plain,
    Problem,
}

/// A link whose words stand in the wording.
#[derive(Clone, Debug, Serialize)]
pub struct KeyedLink<'a> {
    pub key: &'a str,
    pub href: &'a str,
}

/// A form of one button.
#[derive(Clone, Debug, Serialize)]
pub struct Button<'a> {
    pub action: &'a str,
    pub hidden: Vec<(&'a str, &'a str)>,
}

/// `mail.html` and `mail.txt`: one mail. Its words are `mail-<key>-subject`, `-lead`, `-button`, `-small`.
#[derive(Clone, Debug, Serialize)]
pub struct Mail<'a> {
    pub key: &'a str,
    pub args: BTreeMap<String, String>,
    /// Where the button leads, if there is one.
    pub href: Option<String>,
    /// The order, in an order confirmation.
    pub order: Option<Order<'a>>,
    /// Where one click ends these mails, in mails that are not about an order or a sign-in.
    pub unsubscribe: Option<String>,
}

/// What was bought, for the order confirmation.
#[derive(Clone, Debug, Serialize)]
pub struct Order<'a> {
    pub quote: &'a Quote,
    pub number: u32,
    pub paid_at: Timestamp,
    pub next_charge: Timestamp,
}
