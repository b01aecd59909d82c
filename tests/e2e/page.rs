//! A page that fails the test where it does not say or hold what it must.

use std::ops::Deref;

pub(crate) use generator::visitor::FilledForm;

/// An answer, as a browser has it.
pub(crate) struct Page(pub(crate) generator::visitor::Page);

impl Page {
    /// Fails unless the reader sees `wanted`.
    pub(crate) fn must_say(&self, wanted: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(wanted), "{} ({}) does not say `{wanted}`:\n{text}", self.path, self.status);
        self
    }

    /// Fails if the reader sees `unwanted`.
    pub(crate) fn must_not_say(&self, unwanted: &str) -> &Self {
        let text = self.text();
        assert!(!text.contains(unwanted), "{} says `{unwanted}`:\n{text}", self.path);
        self
    }

    /// Fails unless the answer has this status.
    pub(crate) fn must_be(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.text());
        self
    }

    /// The founder's number that a receipt tells.
    pub(crate) fn number(&self) -> u32 {
        let text = self.text();
        let number = text.split("Grunnlegger nummer ").nth(1).and_then(|rest| rest.split(' ').next());
        number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("no number in {text}"))
    }

    /// The first form that posts to `action`; boxes are as they stand, so unticked ones are not in it.
    pub(crate) fn form(&self, action: &str) -> FilledForm {
        let found = self.0.form(action);
        found.unwrap_or_else(|_| panic!("no form for {action} on {}:\n{}", self.path, self.text()))
    }

    /// Where the forms post to.
    pub(crate) fn actions(&self) -> Vec<String> {
        self.forms().into_iter().map(|form| form.action).collect()
    }
}

impl Deref for Page {
    type Target = generator::visitor::Page;

    fn deref(&self) -> &generator::visitor::Page {
        &self.0
    }
}
