//! Callouts: quotations that begin with a word in brackets, as `[!TIP]`.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::Rewriter;
use crate::load::blocks::compose::Mark;

impl Rewriter<'_> {
    /// A callout begins; one within another is a mistake, and goes on as a quotation.
    pub(super) fn open_callout<'t>(&mut self, kind: BlockQuoteKind, range: &Range<usize>) -> Event<'t> {
        self.open_callouts += 1;
        if self.open_callouts == 1 {
            return self.mark(Mark::open(kind));
        }
        let nested = self.error(&self.first_line(range), "a callout cannot stand in a callout");
        self.reader
            .problems
            .add(nested.help("end the one before it begins, or leave out the word in brackets"));
        Event::Start(Tag::BlockQuote(None))
    }

    /// The innermost callout ends.
    pub(super) fn close_callout<'t>(&mut self) -> Event<'t> {
        self.open_callouts = self.open_callouts.saturating_sub(1);
        if self.open_callouts == 0 { self.mark(Mark::Close) } else { Event::End(TagEnd::BlockQuote(None)) }
    }
}
