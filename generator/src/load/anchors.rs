//! Links to a heading of a page: whether there is such a heading.
//!
//! Each text brings its headings' ids and its links as it is read, on whichever core; they are compared when all are there.

use std::collections::{BTreeMap, BTreeSet};

use themes::files::ThemeFiles;

use crate::body::Block;
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};

/// So many headings of a page are named and compared, for so many links; no reader looks for more.
const MOST_NAMED: usize = 200;

/// What a text has to do with other files.
#[derive(Clone, Debug, Default)]
pub(super) struct Traces {
    /// The ids of its headings.
    pub ids: BTreeSet<String>,
    /// Its links to headings, be they its own.
    pub links: Vec<AnchorLink>,
    /// The addresses of the files and images that it shows or links to.
    pub files: BTreeSet<String>,
    /// Those of its blocks that are more than a part of its page.
    pub blocks: Vec<Block>,
}

/// A link to a heading.
#[derive(Clone, Debug)]
pub(super) struct AnchorLink {
    /// The address of the page, as `/om/`.
    pub page: String,
    /// What stands after `#`.
    pub anchor: String,
    /// Where the link stands.
    pub place: Place,
}

impl Traces {
    /// Those of a part of the text too.
    pub(super) fn join(&mut self, mut part: Self) {
        self.links.append(&mut part.links);
        self.files.append(&mut part.files);
    }

    /// Notes that the text shows or links to the file at `address`.
    pub(super) fn note_file(&mut self, address: &str) {
        if !self.files.contains(address) {
            self.files.insert(address.to_owned());
        }
    }
}

/// Notes each link to what is no heading of its page, nor an id of a template or a footnote. The texts' traces come with the
/// addresses of their pages.
pub(super) fn check<'t>(
    texts: impl Iterator<Item = (&'t str, &'t Traces)>,
    theme: &ThemeFiles,
    problems: &Problems,
) {
    let by_page: BTreeMap<&str, &Traces> = texts.collect();
    if by_page.values().all(|traces| traces.links.is_empty()) {
        return;
    }
    let (of_templates, mut told) = (ids_of(theme), 0);
    for link in by_page.values().flat_map(|traces| &traces.links) {
        // A page that could not be read has been told of.
        let Some(Traces { ids, .. }) = by_page.get(link.page.as_str()) else { continue };
        let anchor = link.anchor.as_str();
        if !ids.contains(anchor) && !of_templates.contains(anchor) && !anchor.starts_with("fn-") {
            problems.add(dead(link, ids, if told < MOST_NAMED { MOST_NAMED } else { 1 }));
            told += 1;
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
