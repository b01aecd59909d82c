//! Code and raw HTML: what is coloured, and what may stand.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::{Marked, Rewriter};
use crate::diagnostics::Diagnostic;
use crate::load::blocks;
use crate::load::blocks::compose::{self, Mark};
use crate::load::highlight::Code;

impl Rewriter<'_> {
    /// A block of code, or a block.
    pub(super) fn code_block<'t>(
        &mut self,
        kind: &CodeBlockKind<'_>,
        events: &[Marked<'t>],
        index: usize,
    ) -> Option<Event<'t>> {
        if let CodeBlockKind::Fenced(info) = kind
            && blocks::is_block(info)
        {
            self.written = index + blocks::extent(&events[index..]);
            return self.block(info, &events[index..self.written]).map(|block| self.mark(block.into()));
        }
        let (event, range) = &events[index];
        self.code = self.begin_code(kind, range);
        Some(event.clone())
    }

    /// That a block stands where the event stands that comes back.
    pub(super) fn mark(&mut self, mark: Mark) -> Event<'static> {
        self.marks.push(mark);
        compose::marker()
    }

    fn begin_code(&self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> Option<Code> {
        if let Some(misspelt) = blocks::misspelt(kind) {
            let place = self.place(&self.first_line(range));
            let message = format!("`{}` is no block, and is shown as code", misspelt.name);
            self.reader.problems.add(Diagnostic::warning(place, message).did_you_mean(Some(misspelt.meant)));
            return None;
        }
        if !self.reader.settings.highlight {
            return None;
        }
        Code::begin(kind, range.len()).unwrap_or_else(|unknown| {
            let place = self.place(&self.first_line(range));
            let message = format!("code in `{}` cannot be shown in colours", unknown.name);
            let plain =
                Diagnostic::warning(place, message).help("it is shown plain; write `text` if it is no code");
            self.reader.problems.add(plain.did_you_mean(unknown.meant.as_deref()));
            None
        })
    }

    /// Whether this HTML is shown. Comments are left out; other HTML is refused, unless the portal allows it.
    pub(super) fn may_stand(&self, range: &Range<usize>) -> bool {
        let html = self.written(range).trim();
        if html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len()) {
            return false;
        }
        if !self.reader.settings.raw_html {
            let end = range.start + html.lines().next().unwrap_or_default().len();
            let raw = self.error(&(range.start..end), "raw HTML cannot stand in Markdown");
            let help = "write it as Markdown, or between back-ticks if you mean the sign `<`; \
                        a line `raw_html: true` in `site.yaml` allows it";
            self.reader.problems.add(raw.help(help));
        }
        self.reader.settings.raw_html
    }
}
