//! What a browser makes of an answer: its text and its forms.

use std::collections::BTreeMap;

use reqwest::header::HeaderMap;

use super::reading::Reading;
use super::{VisitError, bare};

/// An answer, as a browser has it.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status code.
    pub status: u16,
    /// Where it was answered from, after redirects: path and query; for another origin the whole address.
    pub path: String,
    /// Where it leads on to.
    pub location: Option<String>,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: String,
}

/// A form on a page, as it would be sent: every field with the value it now has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledForm {
    /// Where it posts to, as the page says.
    pub action: String,
    /// Names and values; a box that is not ticked is not among them.
    pub fields: BTreeMap<String, String>,
}

impl Page {
    /// What a reader sees, with white space folded: what stands in `main`, or in all of the page if it has none.
    #[must_use]
    pub fn text(&self) -> String {
        Reading::of(&self.body).text()
    }

    /// The forms, in their order.
    #[must_use]
    pub fn forms(&self) -> Vec<FilledForm> {
        Reading::of(&self.body).forms
    }

    /// The first form that posts to `action`.
    ///
    /// # Errors
    /// [`VisitError::NoForm`] if there is none.
    pub fn form(&self, action: &str) -> Result<FilledForm, VisitError> {
        let found = self.forms().into_iter().find(|form| form.action == action);
        found.ok_or_else(|| VisitError::NoForm {
            action: bare(action),
            path: bare(&self.path),
            status: self.status,
        })
    }

    /// Whether there is a form that posts to `action`.
    #[must_use]
    pub fn has_form(&self, action: &str) -> bool {
        self.forms().iter().any(|form| form.action == action)
    }
}

impl FilledForm {
    /// A form without fields.
    #[must_use]
    pub fn to(action: &str) -> Self {
        Self { action: action.to_owned(), fields: BTreeMap::new() }
    }

    /// The form with a field filled in, or a box ticked.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(name.to_owned(), value.to_owned());
        self
    }
}
