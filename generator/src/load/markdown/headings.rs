//! Headings and what lies beside the page: each has a name that nothing else has.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{Marked, Rewriter};
use crate::load::names::slugged;

impl Rewriter<'_> {
    pub(super) fn heading<'t>(
        &mut self,
        level: HeadingLevel,
        events: &[Marked<'t>],
        index: usize,
    ) -> Event<'t> {
        if level == HeadingLevel::H1 {
            let top = self.error(&events[index].1, "a heading of the first level stands in the text");
            self.reader.problems.add(top.help("the page's `title` is that heading; begin with `##`"));
        }
        let id = Some(self.free_id(&slugged(&heading_text(&events[index..]))).into());
        Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() })
    }

    fn free_id(&mut self, slug: &str) -> String {
        let base = if slug.is_empty() { "del" } else { slug };
        let numbered = |number| match number {
            1 => base.to_owned(),
            _ => format!("{base}-{number}"),
        };
        self.ids.free(numbered, |_| false)
    }

    /// The address of a file of this `name` beside the page, which nothing has yet.
    pub(in crate::load) fn free_address(&mut self, name: &str) -> Option<String> {
        let page = self.reader.targets.address(self.reader.path)?;
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let numbered = |number| match number {
            1 => format!("{page}{name}"),
            _ => format!("{page}{stem}-{number}.{ending}"),
        };
        Some(self.made.free(numbered, |address| self.reader.targets.owner(address).is_some()))
    }
}

fn heading_text(events: &[Marked<'_>]) -> String {
    let inside = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
    inside
        .filter_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}
