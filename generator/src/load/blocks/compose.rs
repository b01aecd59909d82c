//! The events of a text, written as HTML, and the blocks between them put where they belong.

use std::cell::RefCell;
use std::fmt;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, html};
use themes::context::CalloutKind;

use crate::body::{Block, Body, Piece};

/// Something that is no HTML yet.
pub(in crate::load) enum Mark {
    Block(Box<Block>),
    /// From here on until it closes, the text stands in a callout; nothing else stands in one.
    Open(CalloutKind),
    Close,
}

impl From<Block> for Mark {
    fn from(block: Block) -> Self {
        Self::Block(Box::new(block))
    }
}

impl Mark {
    /// A callout opens.
    #[must_use]
    pub(in crate::load) fn open(kind: BlockQuoteKind) -> Self {
        Self::Open(match kind {
            BlockQuoteKind::Note => CalloutKind::Note,
            BlockQuoteKind::Tip => CalloutKind::Tip,
            BlockQuoteKind::Important => CalloutKind::Important,
            BlockQuoteKind::Warning => CalloutKind::Warning,
            BlockQuoteKind::Caution => CalloutKind::Caution,
        })
    }
}

/// The event that stands for a mark. The parser gives no mathematics, for it is not asked to.
pub(in crate::load) fn marker<'t>() -> Event<'t> {
    Event::InlineMath(CowStr::Borrowed(""))
}

/// What `events` become, with `marks` at their markers, of a text of `length` bytes.
pub(in crate::load) fn body<'t>(
    events: impl Iterator<Item = Event<'t>>,
    marks: Vec<Mark>,
    length: usize,
) -> Body {
    let mut written = String::with_capacity(length * 3 / 2);
    if marks.is_empty() {
        html::push_html(&mut written, events);
        return Body::of(vec![Piece::Html(written)]);
    }
    let (page, ends) = (RefCell::new(written), RefCell::new(Vec::new()));
    // An event is written whole before the next one is asked for, so that at a marker all before it is there.
    let events = events.filter(|event| {
        let is_marker = matches!(event, Event::InlineMath(_));
        if is_marker {
            ends.borrow_mut().push(page.borrow().len());
        }
        !is_marker
    });
    // A string takes what is written into it.
    let _ = html::write_html_fmt(Page(&page), events);
    parted(&page.into_inner(), &ends.into_inner(), marks)
}

/// Writes at the end of a text that others may look at meanwhile.
struct Page<'a>(&'a RefCell<String>);

impl fmt::Write for Page<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.borrow_mut().push_str(text);
        Ok(())
    }
}

/// The text in pieces, with each mark behind the byte that it stands at.
fn parted(html: &str, ends: &[usize], marks: Vec<Mark>) -> Body {
    let (mut pieces, mut start, mut callout) = (Vec::new(), 0, CalloutKind::Note);
    for (end, mark) in ends.iter().zip(marks) {
        let before = html.get(start..*end).unwrap_or_default();
        start = *end;
        if let Mark::Close = mark {
            pieces.push(Piece::Block(Box::new(Block::Callout(callout, before.to_owned()))));
            continue;
        }
        push_html(&mut pieces, before);
        match mark {
            Mark::Block(block) => pieces.push(Piece::Block(block)),
            Mark::Open(kind) => callout = kind,
            Mark::Close => {}
        }
    }
    push_html(&mut pieces, html.get(start..).unwrap_or_default());
    Body::of(pieces)
}

fn push_html(pieces: &mut Vec<Piece>, html: &str) {
    if !html.is_empty() {
        pieces.push(Piece::Html(html.to_owned()));
    }
}
