//! Tables: in a frame that scrolls where the page is narrow, and with classes where cells are aligned, for styles in place
//! are what the portal's content security policy refuses.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// Where in a table the events are.
#[derive(Default)]
pub(super) struct Tables {
    columns: Vec<Alignment>,
    column: usize,
    is_head: bool,
}

impl Tables {
    /// What stands for `event` in the page.
    pub(super) fn framed<'t>(&mut self, event: Event<'t>) -> Vec<Event<'t>> {
        match event {
            Event::Start(Tag::Table(columns)) => {
                let plain = vec![Alignment::None; columns.len()];
                self.columns = columns;
                let frame = Event::Html("<div class=\"table\" tabindex=\"0\">\n".into());
                vec![frame, Event::Start(Tag::Table(plain))]
            }
            Event::End(TagEnd::Table) => vec![event, Event::Html("</div>\n".into())],
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.is_head = event == Event::Start(Tag::TableHead);
                self.column = 0;
                vec![event]
            }
            Event::Start(Tag::TableCell) => {
                vec![self.class().map_or(event, |class| {
                    Event::Html(format!("<{} class=\"{class}\">", self.cell()).into())
                })]
            }
            Event::End(TagEnd::TableCell) => {
                let end = self.class().map(|_| Event::Html(format!("</{}>", self.cell()).into()));
                self.column += 1;
                vec![end.unwrap_or(event)]
            }
            event => vec![event],
        }
    }

    fn cell(&self) -> &'static str {
        if self.is_head { "th" } else { "td" }
    }

    /// Of a cell that is not aligned as all text is.
    fn class(&self) -> Option<&'static str> {
        match self.columns.get(self.column)? {
            Alignment::Center => Some("centre"),
            Alignment::Right => Some("right"),
            Alignment::None | Alignment::Left => None,
        }
    }
}
