//! Blocks: fenced code whose info string is a block's name, and whose text is the fields of it, as YAML. Each kind has a
//! file; what it becomes is proven here, and printed by a template of its name when the page is.

mod audio;
pub(super) mod compose;
mod download;
mod event;
mod files;
mod launch;
mod questions;
mod quote;
mod transcript;
mod video;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use super::markdown::{Marked, Rewriter};
use super::yaml::{Document, Node};
use crate::body::{Block, LaunchPart};
use crate::diagnostics::nearest;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Audio,
    Download,
    Event,
    Launch(LaunchPart),
    Questions,
    Quote,
    Video,
}

const KINDS: [(&str, Kind); 10] = [
    ("audio", Kind::Audio),
    ("countdown", Kind::Launch(LaunchPart::Countdown)),
    ("download", Kind::Download),
    ("event", Kind::Event),
    ("offers", Kind::Launch(LaunchPart::Offers)),
    ("questions", Kind::Questions),
    ("quote", Kind::Quote),
    ("seats", Kind::Launch(LaunchPart::Seats)),
    ("video", Kind::Video),
    ("waitlist", Kind::Launch(LaunchPart::Waitlist)),
];

/// A word that is nearly a block's name.
pub(super) struct Misspelt<'w> {
    pub name: &'w str,
    pub meant: &'static str,
}

impl Kind {
    /// The block of this name.
    #[must_use]
    pub(super) fn named(info: &str) -> Option<Self> {
        KINDS.iter().find(|(name, _)| *name == info.trim()).map(|(_, kind)| *kind)
    }

    /// Reads what stands in it; what is wrong becomes a problem.
    fn read(self, node: Node<'_>, page: &mut Rewriter<'_>) -> Option<Block> {
        let mut fields = node.fields();
        let block = match self {
            Self::Audio => audio::read(&mut fields, page).map(Block::Audio),
            Self::Download => download::read(&mut fields, page).map(Block::Download),
            Self::Event => event::read(&mut fields, page).map(Block::Event),
            Self::Launch(part) => Some(Block::Launch(part)),
            Self::Questions => return questions::read(node, page).map(Block::Questions),
            Self::Quote => quote::read(&mut fields, page).map(Block::Quote),
            Self::Video => video::read(&mut fields, page).map(Block::Video),
        };
        fields.finish();
        block
    }
}

/// Whether fenced code with these words behind its fence is a block.
#[must_use]
pub(crate) fn is_block(info: &str) -> bool {
    Kind::named(info).is_some()
}

/// The block whose name the words behind a fence nearly are.
#[must_use]
pub(super) fn misspelt<'w>(kind: &'w CodeBlockKind<'_>) -> Option<Misspelt<'w>> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let name = info.trim();
    let meant = nearest(&name.to_lowercase(), KINDS.iter().map(|(name, _)| *name))?;
    KINDS.iter().find(|(known, _)| *known == meant).map(|(meant, _)| Misspelt { name, meant })
}

/// How many of `events`, which begin with fenced code, belong to it.
#[must_use]
pub(super) fn extent(events: &[Marked<'_>]) -> usize {
    let inside = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::CodeBlock)));
    (inside.count() + 1).min(events.len())
}

impl Rewriter<'_> {
    /// The block that `events`, some fenced code with the words `info`, are.
    pub(super) fn block(&mut self, info: &str, events: &[Marked<'_>]) -> Option<Block> {
        let kind = Kind::named(info)?;
        let fence = self.first_line(&events[0].1);
        if self.is_in_block() {
            let nested = self.error(&fence, "a block cannot stand in a block");
            self.reader.problems.add(nested.help("close the one before it begins"));
            return None;
        }
        let range = match self.inside(events) {
            Inside::Quoted => {
                let quoted = self.error(&fence, "a block cannot stand in a quotation");
                self.reader.problems.add(quoted.help("begin its lines without `>`"));
                return None;
            }
            Inside::Nothing => None,
            Inside::Fields(range) => Some(range),
        };
        if let Kind::Launch(part) = kind {
            return launch::read(part, info.trim(), &fence, range.is_some(), self);
        }
        let Some(range) = range else {
            let empty = self.error(&fence, format!("the block `{}` is empty", info.trim()));
            self.reader.problems.add(empty.help("write its fields between the two fences, as in `title: …`"));
            return None;
        };
        let document = Document::read(&self.source(), range, self.reader.problems)?;
        kind.read(document.root(), self)
    }

    fn inside(&self, events: &[Marked<'_>]) -> Inside {
        let texts = || events.iter().filter(|(event, _)| matches!(event, Event::Text(_)));
        let (Some((_, first)), Some((_, last))) = (texts().next(), texts().next_back()) else {
            return Inside::Nothing;
        };
        let text: String = texts().map(|(event, _)| text_of(event)).collect();
        let (range, written) = self.whole_lines(first.start..last.end);
        match () {
            () if !text.lines().map(str::trim).eq(written.lines().map(str::trim)) => Inside::Quoted,
            () if text.trim().is_empty() => Inside::Nothing,
            () => Inside::Fields(range),
        }
    }
}

/// What stands between the fences.
enum Inside {
    /// Blanks.
    Nothing,
    /// Fields, in these bytes of the file.
    Fields(Range<usize>),
    /// Lines that begin with the sign of a quotation.
    Quoted,
}

fn text_of<'e>(event: &'e Event<'_>) -> &'e str {
    if let Event::Text(text) = event { text } else { "" }
}
