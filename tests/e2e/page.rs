//! What a browser makes of an answer: its text, its links and its forms.

use std::collections::BTreeMap;

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// An answer, as a browser has it.
pub(crate) struct Page {
    pub status: u16,
    /// Where it was answered from, after redirects: path and query.
    pub path: String,
    pub location: Option<String>,
    pub headers: HeaderMap,
    pub body: String,
}

/// A form on a page, as it would be sent: every field with the value it now has.
#[derive(Clone, Debug)]
pub(crate) struct FilledForm {
    pub action: String,
    pub fields: BTreeMap<String, String>,
}

impl Page {
    /// What a reader sees, with white space folded.
    pub(crate) fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let main = select(&html, "main").into_iter().next().unwrap_or(html.root_element());
        let words = main.text().flat_map(|text| text.split([' ', '\n', '\t', '\u{a0}', '\u{202f}']));
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

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

    /// Whether there is a form that posts to `action`.
    pub(crate) fn has_form(&self, action: &str) -> bool {
        self.forms().iter().any(|form| form.action == action)
    }

    /// The first form that posts to `action`; boxes are as they stand, so unticked ones are not in it.
    pub(crate) fn form(&self, action: &str) -> FilledForm {
        let found = self.forms().into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form for {action} on {}:\n{}", self.path, self.text()))
    }

    /// Where the forms post to.
    pub(crate) fn actions(&self) -> Vec<String> {
        self.forms().into_iter().map(|form| form.action).collect()
    }

    fn forms(&self) -> Vec<FilledForm> {
        let html = Html::parse_document(&self.body);
        let forms = select(&html, "form");
        forms
            .into_iter()
            .map(|form| FilledForm { action: attribute(form, "action"), fields: fields(form) })
            .collect()
    }
}

impl FilledForm {
    /// A form without fields.
    pub(crate) fn to(action: &str) -> Self {
        Self { action: action.to_owned(), fields: BTreeMap::new() }
    }

    /// The form with a field filled in, or a box ticked.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(name.to_owned(), value.to_owned());
        self
    }
}

fn fields(form: ElementRef<'_>) -> BTreeMap<String, String> {
    let inputs = Selector::parse("input[name], textarea[name]").expect("a selector");
    let is_sent = |input: &ElementRef<'_>| {
        let kind = attribute(*input, "type");
        !(matches!(kind.as_str(), "checkbox" | "radio") && input.value().attr("checked").is_none())
    };
    let sent = form.select(&inputs).filter(is_sent);
    sent.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.value().attr(name).unwrap_or_default().to_owned()
}
