//! A visitor: a browser without JavaScript that a program leads.
//!
//! It keeps cookies, follows redirects, and sends forms as they stand on the page, so whoever drives a portal by it
//! does only what a reader can. `terskel rehearse` plays its people with it, and the end-to-end tests theirs.

mod browser;
mod page;
mod reading;

pub use browser::Browser;
pub use page::{FilledForm, Page};

/// Why a visitor cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum VisitError {
    /// The browser could not be made.
    #[error("could not make a browser: {0}")]
    NoBrowser(#[source] reqwest::Error),
    /// Nothing was answered, or half of it.
    #[error("nothing was answered at `{path}`: {source}")]
    NoAnswer {
        /// Without its query, which may hold a token.
        path: String,
        /// Why, without the address.
        source: reqwest::Error,
    },
    /// The answers lead from one to the next without end.
    #[error("redirects without end at `{path}`")]
    NoEnd {
        /// Without its query.
        path: String,
    },
    /// The page has no form that posts there.
    #[error("no form for `{action}` on `{path}`, which answered {status}")]
    NoForm {
        /// Where the form would post to.
        action: String,
        /// Where the page was answered from, without its query.
        path: String,
        /// The page's status.
        status: u16,
    },
}

/// An address without its query.
fn bare(address: &str) -> String {
    address.split('?').next().unwrap_or_default().to_owned()
}
