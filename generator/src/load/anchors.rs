//! Links to a heading of a page: whether there is such a heading.
//!
//! Each text brings its headings' ids and its links as it is read, on whichever core; they are compared when all are there.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use themes::files::ThemeFiles;

use crate::diagnostics::{Diagnostic, Place, Problems, nearest};

/// So many headings of a page are named and compared, for so many links; no reader looks for more.
const MOST_NAMED: usize = 200;

/// What the texts have, and what they lead to.
#[derive(Debug, Default)]
pub(super) struct Anchors(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// The ids of each page's headings, by its address.
    by_page: HashMap<String, BTreeSet<String>>,
    links: Vec<AnchorLink>,
}

/// A link to a heading.
#[derive(Debug)]
pub(super) struct AnchorLink {
    /// The address of the page, as `/om/`.
    pub page: String,
    /// What stands after `#`.
    pub anchor: String,
    /// Where the link stands.
    pub place: Place,
}

impl Anchors {
    /// Adds what the text at the address `page` has.
    pub(super) fn add(&self, page: &str, ids: impl Iterator<Item = String>, links: Vec<AnchorLink>) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.by_page.entry(page.to_owned()).or_default().extend(ids);
        seen.links.extend(links);
    }

    /// Notes each link to what is no heading of its page, nor an id of a template or a footnote.
    pub(super) fn check(&self, theme: &ThemeFiles, problems: &Problems) {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.links.is_empty() {
            return;
        }
        let (of_templates, mut told) = (ids_of(theme), 0);
        for link in &seen.links {
            // A page that could not be read has been told of.
            let Some(ids) = seen.by_page.get(&link.page) else { continue };
            let anchor = link.anchor.as_str();
            if !ids.contains(anchor) && !of_templates.contains(anchor) && !anchor.starts_with("fn-") {
                problems.add(dead(link, ids, if told < MOST_NAMED { MOST_NAMED } else { 1 }));
                told += 1;
            }
        }
    }
}

/// Names as many of the page's headings as `most`.
fn dead(link: &AnchorLink, ids: &BTreeSet<String>, most: usize) -> Diagnostic {
    let message = format!("the page `{}` has no heading `#{}`", link.page, link.anchor);
    let dead = Diagnostic::warning(link.place.clone(), message);
    let dead = match ids.iter().take(most).map(|id| format!("`#{id}`")).collect::<Vec<_>>() {
        known if known.is_empty() => dead.help("it has no headings; leave out what begins with `#`"),
        known => dead.help(format!("it has {}", known.join(", "))),
    };
    let meant = nearest(&link.anchor, ids.iter().take(most).map(String::as_str)).map(|id| format!("#{id}"));
    dead.did_you_mean(meant.as_deref())
}

/// The ids that templates give, as far as they can be seen in their text.
fn ids_of(theme: &ThemeFiles) -> BTreeSet<&str> {
    let ids = theme.templates.values().flat_map(|source| source.split(" id=\"").skip(1));
    ids.filter_map(|rest| rest.split('"').next()).collect()
}
