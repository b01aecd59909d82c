//! Lists, some of which are of tasks.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Marked, Rewriter};

/// What a list is one of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    Plain,
    Tasks,
}

impl Rewriter<'_> {
    pub(super) fn list<'t>(&mut self, events: &[Marked<'t>], index: usize) -> Event<'t> {
        let kind = list_kind(&events[index + 1..]);
        self.lists.push(kind);
        match kind {
            ListKind::Plain => Event::Start(Tag::List(None)),
            ListKind::Tasks => Event::Html("\n<ul class=\"tasks\">\n".into()),
        }
    }

    pub(super) fn end_of_list<'t>(&mut self, ordered: bool) -> Event<'t> {
        match self.lists.pop() {
            Some(ListKind::Tasks) => Event::Html("</ul>\n".into()),
            _ => Event::End(TagEnd::List(ordered)),
        }
    }
}

/// Of a list whose first item is a task; `events` are those within it.
fn list_kind(events: &[Marked<'_>]) -> ListKind {
    let mut inside = events.iter().map(|(event, _)| event);
    let first = inside.find(|event| !matches!(event, Event::Start(Tag::Item | Tag::Paragraph)));
    if matches!(first, Some(Event::TaskListMarker(_))) { ListKind::Tasks } else { ListKind::Plain }
}
