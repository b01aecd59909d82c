//! The portal snapshot: what the functions need of a portal, compiled by the generator.
//!
//! It holds launches, offers, levels, titles, the words of tasks, wording and templates; no other text of a lesson.

use domain::portal::Portal;
use serde::{Deserialize, Serialize};

use crate::context::{LevelCard, Page, SalesSections, Site};
use crate::files::ThemeFiles;

/// One state of a portal. Its version is the hash of its bytes, which the store gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// What is for sale and what there is to open.
    pub portal: Portal,
    /// What every page shares.
    pub site: Site,
    /// Templates and wording.
    pub theme: ThemeFiles,
    /// The sales page, which is also answered to visitors with a proven address.
    pub sales: Option<SalesPage>,
    /// The text of the terms page, as HTML: an order keeps its fingerprint.
    pub terms: Option<String>,
    /// The levels as cards, in order.
    pub levels: Vec<LevelCard>,
    /// The addresses of the pages that are built once for each phase, as `/`.
    pub pages_with_variants: Vec<String>,
}

/// The sales page, without a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesPage {
    /// What its head says.
    pub page: Page,
    /// Its sections.
    pub sections: SalesSections,
    /// Its text, as HTML.
    pub body: String,
}
