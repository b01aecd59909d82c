//! Markdown to HTML: links resolved, headings named, tasks counted, raw HTML refused.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use domain::lang::Lang;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::front_matter::Text;
use super::names::slugged;
use super::targets::{Side, TargetKind, Targets};
use super::typography;
use crate::diagnostics::{Diagnostic, Place, Problems};

/// A text as HTML, and its measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Markdown {
    pub html: String,
    /// To read it, at 200 words a minute; at least 1.
    pub minutes: usize,
    pub task_count: usize,
}

/// The file a text stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub lang: Lang,
    /// Its path in the content folder.
    pub path: &'a str,
    pub side: Side,
    pub targets: &'a Targets,
    pub problems: &'a Problems,
}

const WORDS_A_MINUTE: usize = 200;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

type Marked<'t> = (Event<'t>, Range<usize>);

/// Reads `text`; what is wrong becomes a problem.
#[must_use]
pub(super) fn read(text: &Text, reader: Reader<'_>) -> Markdown {
    let body = text.source.text().get(text.body.clone()).unwrap_or_default();
    let events: Vec<Marked<'_>> = Parser::new_ext(body, OPTIONS).into_offset_iter().collect();
    let words = words(&events);
    let task_count = events.iter().filter(|(event, _)| matches!(event, Event::TaskListMarker(_))).count();
    let mut rewriter = Rewriter { text, reader, ids: BTreeMap::new(), lists: Vec::new() };
    let rewritten: Vec<Event<'_>> =
        (0..events.len()).filter_map(|index| rewriter.event(&events, index)).collect();
    let mut html = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut html, rewritten.into_iter().flat_map(framed));
    Markdown { html, minutes: ((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1), task_count }
}

/// A word may come in several events: a quotation mark is one of its own.
fn words(events: &[Marked<'_>]) -> usize {
    let texts = events.iter().map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        _ => " ",
    });
    texts.collect::<String>().split_whitespace().count()
}

/// Turns the events of the Markdown parser into those that are written.
struct Rewriter<'a> {
    text: &'a Text,
    reader: Reader<'a>,
    /// The ids given to headings so far, and the highest number given to another heading of that name.
    ids: BTreeMap<String, usize>,
    /// For each list that is open: whether it is one of tasks.
    lists: Vec<ListKind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListKind {
    Plain,
    Tasks,
}

impl Rewriter<'_> {
    fn event<'t>(&mut self, events: &[Marked<'t>], index: usize) -> Option<Event<'t>> {
        let (event, range) = &events[index];
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.html(range),
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) | Event::TaskListMarker(_) => None,
            Event::Start(Tag::Heading { level, .. }) => Some(self.heading(*level, events, index)),
            Event::Start(Tag::List(None)) => Some(self.list(events, index)),
            Event::Start(Tag::List(Some(first))) => {
                self.lists.push(ListKind::Plain);
                Some(Event::Start(Tag::List(Some(*first))))
            }
            Event::End(TagEnd::List(ordered)) => Some(self.end_of_list(*ordered)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) if *link_type != LinkType::Email => {
                let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                let dest_url = self.link(dest_url, range).into();
                Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                let dest_url = self.image(dest_url, range).into();
                Some(Event::Start(Tag::Image { link_type, dest_url, title, id }))
            }
            Event::FootnoteReference(label) => Some(Event::FootnoteReference(footnote_id(label))),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                Some(Event::Start(Tag::FootnoteDefinition(footnote_id(label))))
            }
            Event::Text(sign) => {
                let written = self.body().get(range.clone()).unwrap_or_default();
                let set = typography::set(sign, written, self.reader.lang);
                Some(Event::Text(set.map_or_else(|| sign.clone(), CowStr::from)))
            }
            event => Some(event.clone()),
        }
    }

    /// Comments are left out; other HTML is refused.
    fn html<'t>(&self, range: &Range<usize>) -> Option<Event<'t>> {
        let html = self.body().get(range.clone()).unwrap_or_default().trim();
        let is_comment =
            html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len());
        if !is_comment {
            let end = range.start + html.lines().next().unwrap_or_default().len();
            let raw = self.error(&(range.start..end), "raw HTML cannot stand in Markdown");
            self.reader
                .problems
                .add(raw.help("write it as Markdown, or between back-ticks if you mean the sign `<`"));
        }
        None
    }

    fn heading<'t>(&mut self, level: HeadingLevel, events: &[Marked<'t>], index: usize) -> Event<'t> {
        if level == HeadingLevel::H1 {
            let top = self.error(&events[index].1, "a heading of the first level stands in the text");
            self.reader.problems.add(top.help("the page's `title` is that heading; begin with `##`"));
        }
        let id = Some(self.free_id(&slugged(&heading_text(&events[index..]))).into());
        Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() })
    }

    fn free_id(&mut self, slug: &str) -> String {
        let base = if slug.is_empty() { "del" } else { slug };
        let mut id = base.to_owned();
        // Where the last of its name ended, so that many of one name take no longer each.
        let mut number = self.ids.get(base).copied().unwrap_or(1);
        while self.ids.contains_key(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        self.ids.insert(base.to_owned(), number);
        self.ids.entry(id.clone()).or_insert(1);
        id
    }

    fn list<'t>(&mut self, events: &[Marked<'t>], index: usize) -> Event<'t> {
        let kind = list_kind(&events[index + 1..]);
        self.lists.push(kind);
        match kind {
            ListKind::Plain => Event::Start(Tag::List(None)),
            ListKind::Tasks => Event::Html("\n<ul class=\"tasks\">\n".into()),
        }
    }

    fn end_of_list<'t>(&mut self, ordered: bool) -> Event<'t> {
        match self.lists.pop() {
            Some(ListKind::Tasks) => Event::Html("</ul>\n".into()),
            _ => Event::End(TagEnd::List(ordered)),
        }
    }

    fn link(&self, link: &str, range: &Range<usize>) -> String {
        match scheme(link) {
            Some("http" | "https" | "mailto" | "tel") => return link.to_owned(),
            Some(scheme) => {
                let message = format!("links of the kind `{scheme}:` are not allowed");
                return self.refuse_link(link, range, message, "write https, mailto or a path");
            }
            None if link.starts_with('#') => return link.to_owned(),
            None => {}
        }
        let (path, rest) = link.split_at(link.find(['#', '?']).unwrap_or(link.len()));
        match self.reader.targets.find(self.reader.path, path) {
            Ok(target) => target.href + rest,
            Err(dead) => self.refuse_link(link, range, dead.message, &dead.help),
        }
    }

    fn image(&self, link: &str, range: &Range<usize>) -> String {
        if scheme(link).is_some() || link.starts_with("//") {
            let message = "an image from elsewhere would tell strangers who reads this";
            return self.refuse_link(link, range, message, "put the image beside this file");
        }
        let target = match self.reader.targets.find(self.reader.path, link) {
            Ok(target) => target,
            Err(dead) => return self.refuse_link(link, range, dead.message, &dead.help),
        };
        if target.kind == TargetKind::Unread {
            return target.href;
        }
        if target.kind != TargetKind::File {
            return self.refuse_link(
                link,
                range,
                format!("`{link}` is a page, not an image"),
                "name an image",
            );
        }
        if target.side == Side::Gated && self.reader.side == Side::Public {
            let message = format!("`{link}` lies behind the gate");
            return self.refuse_link(link, range, message, "put a copy beside this file");
        }
        target.href
    }

    /// Notes that a link cannot stand, and gives it back as it is.
    fn refuse_link(
        &self,
        link: &str,
        range: &Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) -> String {
        let whole = self.body().get(range.clone()).unwrap_or_default();
        let found = whole.rfind(link).map(|at| range.start + at..range.start + at + link.len());
        let error = self.error(&found.unwrap_or_else(|| range.clone()), message);
        self.reader.problems.add(error.help(help));
        link.to_owned()
    }

    fn error(&self, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        let start = self.text.body.start;
        let trimmed = self.body().get(range.clone()).unwrap_or_default().trim_end().len();
        let span = start + range.start..start + range.start + trimmed;
        Diagnostic::error(Place::Text(Arc::clone(&self.text.source), span), message)
    }

    fn body(&self) -> &str {
        self.text.source.text().get(self.text.body.clone()).unwrap_or_default()
    }
}

/// What stands before the colon, if it comes before any slash.
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    (!scheme.contains(['/', '#', '?', '.'])).then_some(scheme)
}

/// A table in a frame of its own, which scrolls where the page is narrow.
fn framed(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Start(Tag::Table(_)) => {
            vec![Event::Html("<div class=\"table\" tabindex=\"0\">\n".into()), event]
        }
        Event::End(TagEnd::Table) => vec![event, Event::Html("</div>\n".into())],
        event => vec![event],
    }
}

fn footnote_id<'t>(label: &CowStr<'_>) -> CowStr<'t> {
    format!("fn-{}", slugged(label)).into()
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

/// Of a list whose first item is a task; `events` are those within it.
fn list_kind(events: &[Marked<'_>]) -> ListKind {
    let mut inside = events.iter().map(|(event, _)| event);
    let first = inside.find(|event| !matches!(event, Event::Start(Tag::Item | Tag::Paragraph)));
    if matches!(first, Some(Event::TaskListMarker(_))) { ListKind::Tasks } else { ListKind::Plain }
}
