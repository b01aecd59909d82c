//! The sections of landing and sales page, as their front matter has them.

use serde::{Deserialize, Serialize};

use super::Headline;

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
    /// A picture of them.
    #[serde(default)]
    pub image: Option<Headline>,
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
    /// Nobody is quoted who said nothing.
    pub quote: Option<Quotation>,
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
    /// Likewise.
    pub quote: Option<Quotation>,
    pub faq: Vec<Question>,
}
