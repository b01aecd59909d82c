//! Links and images of a text: each leads to something that is there, and what does not is refused.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Marked, Rewriter};
use crate::diagnostics::Diagnostic;
use crate::load::anchors::AnchorLink;
use crate::load::shown_image::{self, ShownImage};
use crate::load::targets::{DeadLink, TargetKind};

impl Rewriter<'_> {
    pub(super) fn link(&mut self, link: &str, range: &Range<usize>) -> String {
        match scheme(link) {
            Some("http" | "https" | "mailto" | "tel") => return link.to_owned(),
            Some(scheme) => {
                let message = format!("links of the kind `{scheme}:` are not allowed");
                return self.refuse_link(link, range, message, "write https, mailto or a path");
            }
            None if link.starts_with('#') => {
                if let Some(page) = self.reader.targets.address(self.reader.path) {
                    self.note_anchor(page.to_owned(), link, link, range);
                }
                return link.to_owned();
            }
            None => {}
        }
        let (path, rest) = link.split_at(link.find(['#', '?']).unwrap_or(link.len()));
        match self.reader.targets.find(self.reader.path, path) {
            Ok(target) => {
                match target.kind {
                    TargetKind::Page => self.note_anchor(target.href.clone(), rest, link, range),
                    _ => self.traces.note_file(&target.href),
                }
                target.href + rest
            }
            Err(dead) => self.refuse_link(link, range, dead.message, &dead.help),
        }
    }

    /// An image as a whole, with all that stands between its brackets.
    pub(super) fn picture<'t>(
        &mut self,
        link: &str,
        title: &str,
        events: &[Marked<'t>],
        index: usize,
    ) -> Event<'t> {
        let inside = &events[index..index + shown_image::extent(&events[index..])];
        self.written = index + inside.len();
        let alt = shown_image::words(inside, |sign, range| self.set(sign, range));
        let range = &events[index].1;
        if alt.trim().is_empty() {
            self.reader.problems.add(self.wordless(range));
        }
        let shown = ShownImage { address: &self.image(link, range), alt: &alt, title };
        Event::InlineHtml(shown.html(self.reader.images).into())
    }

    fn wordless(&self, range: &Range<usize>) -> Diagnostic {
        let place = self.place(range);
        let wordless = Diagnostic::warning(place, "the image says nothing to those who cannot see it");
        wordless.help("say between the brackets what it shows; if it only decorates, write `-` there")
    }

    /// Notes that `link` leads to a heading of `page`, if `rest` of it names one.
    fn note_anchor(&mut self, page: String, rest: &str, link: &str, range: &Range<usize>) {
        if let Some((_, anchor)) = rest.split_once('#').filter(|(_, anchor)| !anchor.is_empty()) {
            let place = self.place(&self.span_of(link, range));
            self.traces.links.push(AnchorLink { page, anchor: anchor.to_owned(), place });
        }
    }

    fn image(&mut self, link: &str, range: &Range<usize>) -> String {
        let dead = |dead: DeadLink| self.refuse_link(link, range, dead.message, &dead.help);
        let address = shown_image::address(link, self.reader).unwrap_or_else(dead);
        self.traces.note_file(&address);
        address
    }

    /// Notes that a link cannot stand, and gives it back as it is.
    fn refuse_link(
        &self,
        link: &str,
        range: &Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) -> String {
        let error = self.error(&self.span_of(link, range), message);
        self.reader.problems.add(error.help(help));
        link.to_owned()
    }

    /// Where `link` itself stands within what makes it one.
    fn span_of(&self, link: &str, range: &Range<usize>) -> Range<usize> {
        let whole = self.written(range);
        let found = whole.rfind(link).map(|at| range.start + at..range.start + at + link.len());
        found.unwrap_or_else(|| range.clone())
    }
}

/// What stands before the colon, if it comes before any slash.
pub(in crate::load) fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    (!scheme.contains(['/', '#', '?', '.'])).then_some(scheme)
}
