//! A table of contents: the headings of a text, those of the third level within those of the second.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use themes::context::TocEntry;

/// The headings among `events`, as they are written into the page.
#[must_use]
pub(super) fn of(events: &[Event<'_>]) -> Vec<TocEntry> {
    let mut entries: Vec<TocEntry> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let Event::Start(Tag::Heading { level, id: Some(id), .. }) = event else { continue };
        let entry = TocEntry { title: title(&events[index..]), id: id.to_string(), items: Vec::new() };
        match (level, entries.last_mut()) {
            (HeadingLevel::H2, _) | (HeadingLevel::H3, None) => entries.push(entry),
            (HeadingLevel::H3, Some(above)) => above.items.push(entry),
            _ => {}
        }
    }
    entries
}

fn title(events: &[Event<'_>]) -> String {
    let inside = events.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let texts = inside.map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    texts.collect()
}
