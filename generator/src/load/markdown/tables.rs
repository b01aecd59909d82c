//! Tables.

use pulldown_cmark::{Event, Tag, TagEnd};

/// A table in a frame of its own, which scrolls where the page is narrow.
pub(super) fn framed(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Start(Tag::Table(_)) => {
            vec![Event::Html("<div class=\"table\" tabindex=\"0\">\n".into()), event]
        }
        Event::End(TagEnd::Table) => vec![event, Event::Html("</div>\n".into())],
        event => vec![event],
    }
}
