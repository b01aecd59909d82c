//! Tables as HTML: in a frame that scrolls where the page is narrow, and aligned by classes, for the content security policy
//! lets no style stand in the page.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// Where in a table the events are.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// How each column is aligned.
    columns: Vec<Alignment>,
    /// Which column the next cell is in.
    column: usize,
    is_in_head: bool,
}

impl Tables {
    /// What is written for the event.
    pub(super) fn written<'t>(&mut self, event: Event<'t>) -> Vec<Event<'t>> {
        match event {
            Event::Start(Tag::Table(columns)) => {
                // The writer would make styles of what it knows.
                let plain = columns.iter().map(|_| Alignment::None).collect();
                *self = Self { columns, ..Self::default() };
                vec![frame("<div class=\"table\" tabindex=\"0\">\n"), Event::Start(Tag::Table(plain))]
            }
            Event::End(TagEnd::Table) => vec![event, frame("</div>\n")],
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.column = 0;
                self.is_in_head = event == Event::Start(Tag::TableHead);
                vec![event]
            }
            Event::Start(Tag::TableCell) => {
                self.column += 1;
                vec![self.class().map_or(event, |class| self.cell(class))]
            }
            // Whoever takes the text without its tags reads two words, and not one.
            Event::End(TagEnd::TableCell) if self.is_in_head => vec![event, frame(" ")],
            event => vec![event],
        }
    }

    fn class(&self) -> Option<&'static str> {
        match self.columns.get(self.column - 1)? {
            Alignment::None | Alignment::Left => None,
            Alignment::Center => Some("centred"),
            Alignment::Right => Some("right"),
        }
    }

    fn cell<'t>(&self, class: &str) -> Event<'t> {
        let tag = if self.is_in_head { "th" } else { "td" };
        Event::Html(format!("<{tag} class=\"{class}\">").into())
    }
}

fn frame(html: &'static str) -> Event<'static> {
    Event::Html(html.into())
}
