//! A text within a block: the same Markdown, without tasks, footnotes and blocks, which belong to the page.

use pulldown_cmark::{Options, Parser, html};

use super::origin::Origin;
use super::{Marked, OPTIONS, Rewriter};
use crate::load::tables::Tables;
use crate::load::yaml::{FromNode as _, Node};

const WITHIN: Options = OPTIONS
    .difference(Options::ENABLE_FOOTNOTES)
    .difference(Options::ENABLE_TASKLISTS)
    .difference(Options::ENABLE_GFM);

impl Rewriter<'_> {
    /// The text that `node` is, as HTML.
    pub(in crate::load) fn prose(&mut self, node: Node<'_>) -> Option<String> {
        let text = String::from_node(node)?;
        let events: Vec<Marked<'_>> = Parser::new_ext(&text, WITHIN).into_offset_iter().collect();
        let rewritten = self.within(node, &text, |within| within.all(&events));
        let mut html = String::with_capacity(text.len() * 3 / 2);
        let mut tables = Tables::default();
        html::push_html(&mut html, rewritten.into_iter().flat_map(|event| tables.written(event)));
        Some(html)
    }

    /// Where the link `text`, which `node` is, leads.
    pub(in crate::load) fn link_in(&mut self, node: Node<'_>, text: &str) -> String {
        self.within(node, text, |within| within.link(text, &(0..text.len())))
    }

    fn within<T>(&mut self, node: Node<'_>, text: &str, turn: impl FnOnce(&mut Rewriter<'_>) -> T) -> T {
        let written = self.source.text().get(node.span()).unwrap_or_default();
        let origin = Origin::of_value(text, written, node.span().start);
        let mut within =
            Rewriter { is_in_block: true, ..Rewriter::of(self.source, text, origin, self.reader) };
        std::mem::swap(&mut within.ids, &mut self.ids);
        let turned = turn(&mut within);
        std::mem::swap(&mut within.ids, &mut self.ids);
        self.traces.join(within.traces);
        turned
    }
}
