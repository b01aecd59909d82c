//! What pages share: the site, the head, forms.

use std::collections::BTreeMap;

use domain::lang::Lang;
use domain::portal::Mva;
use domain::portal::Seller;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Look;

/// What every page shares, in templates as `site`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub title: String,
    pub tagline: String,
    pub lang: Lang,
    /// What addresses of pages in this language begin with: nothing in the portal's own, else as in `/en`.
    #[serde(default)]
    pub prefix: String,
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
    /// Where the feed of the articles stands, if there are any.
    pub feed_href: Option<String>,
    /// Whether there is a search, at `/sok/` and, for members, at `/medlem/sok/`.
    #[serde(default)]
    pub search: bool,
    /// Whether there is something for members: without, a portal sells nothing and nobody signs in.
    #[serde(default = "yes")]
    pub members: bool,
    /// What of the look was chosen.
    #[serde(default)]
    pub look: Look,
    /// Fingerprinted addresses of the theme's files by their plain names, as `style.css`.
    pub assets: BTreeMap<String, String>,
    /// What the portal's data files hold, by their names; in templates as `data`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, Value>,
    /// What a browser checks each of them against, as `sha384-…`. Source: W3C, "Subresource Integrity".
    #[serde(default)]
    pub integrity: BTreeMap<String, String>,
}

/// What portals are that were published before they could be otherwise.
fn yes() -> bool {
    true
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
    /// The image at its top, if it has one; links to the page are shown with it.
    #[serde(default)]
    pub headline: Option<Headline>,
    /// What it says of itself to search engines: JSON without the sign `<`.
    #[serde(default)]
    pub structured: Option<String>,
}

/// The image at the top of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// The form that all can show, from the root.
    pub src: String,
    /// The others as WebP, each with its width, as `srcset` has them; none of what moves.
    pub srcset: Option<String>,
    /// Of the largest of them, in pixels.
    pub width: u32,
    /// Likewise.
    pub height: u32,
    /// What it says to those who do not see it.
    pub alt: String,
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
