//! Markdown to HTML: links resolved, headings named, tasks counted, code in colours, raw HTML refused.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use domain::lang::Lang;
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};
use themes::context::TocEntry;

use super::anchors::AnchorLink;
use super::front_matter::Text;
use super::highlight::Code;
use super::images::Images;
use super::names::slugged;
use super::shown_image::{self, ShownImage};
use super::tables::Tables;
use super::targets::{DeadLink, Side, TargetKind, Targets};
use super::tasks::Tasks;
use super::toc;
use super::typography;
use crate::diagnostics::{Diagnostic, Place, Problems};

/// A text as HTML, and its measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Markdown {
    pub html: String,
    /// To read it, at 200 words a minute; at least 1.
    pub minutes: usize,
    pub task_count: usize,
    /// Its headings, if they were asked for.
    pub toc: Vec<TocEntry>,
}

/// The file a text stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub lang: Lang,
    /// Its path in the content folder.
    pub path: &'a str,
    pub side: Side,
    /// Whether its headings are asked for.
    pub toc: bool,
    pub settings: MarkdownSettings,
    pub targets: &'a Targets,
    pub images: &'a Images,
    pub problems: &'a Problems,
}

/// What `site.yaml` says of all texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MarkdownSettings {
    /// Code is shown in colours.
    pub highlight: bool,
    /// HTML may stand in Markdown.
    pub raw_html: bool,
}

const WORDS_A_MINUTE: usize = 200;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// An event, and the bytes it stands for.
pub(super) type Marked<'t> = (Event<'t>, Range<usize>);

/// Reads `text`; what is wrong becomes a problem.
#[must_use]
pub(super) fn read(text: &Text, reader: Reader<'_>) -> Markdown {
    let body = text.source.text().get(text.body.clone()).unwrap_or_default();
    let events: Vec<Marked<'_>> = Parser::new_ext(body, OPTIONS).into_offset_iter().collect();
    let words = words(&events);
    let (tasks, bad_ids) = Tasks::among(&events);
    let task_count = tasks.count();
    let mut rewriter = Rewriter {
        text,
        reader,
        ids: BTreeMap::new(),
        lists: Vec::new(),
        tasks,
        code: None,
        shows_html: false,
        written: 0,
        links: Vec::new(),
    };
    for bad in bad_ids {
        reader.problems.add(rewriter.error(&bad.range, bad.message).help(bad.help));
    }
    let rewritten: Vec<Event<'_>> =
        (0..events.len()).filter_map(|index| rewriter.event(&events, index)).collect();
    if let Some(page) = reader.targets.address(reader.path) {
        reader.targets.anchors.add(page, rewriter.ids.into_keys(), rewriter.links);
    }
    let toc = if reader.toc { toc::of(&rewritten) } else { Vec::new() };
    let mut html = String::with_capacity(body.len() * 3 / 2);
    let mut tables = Tables::default();
    html::push_html(&mut html, rewritten.into_iter().flat_map(|event| tables.written(event)));
    Markdown { html, minutes: ((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1), task_count, toc }
}

/// How many words stand in the texts; a word may come in several events: a quotation mark is one of its own.
fn words(events: &[Marked<'_>]) -> usize {
    let (mut words, mut is_within) = (0, false);
    for (event, _) in events {
        let (Event::Text(text) | Event::Code(text)) = event else {
            is_within = false;
            continue;
        };
        for byte in text.bytes() {
            let belongs = !byte.is_ascii_whitespace();
            words += usize::from(belongs && !is_within);
            is_within = belongs;
        }
    }
    words
}

/// Turns the events of the Markdown parser into those that are written.
struct Rewriter<'a> {
    text: &'a Text,
    reader: Reader<'a>,
    /// The ids given to headings so far, and the highest number given to another heading of that name.
    ids: BTreeMap<String, usize>,
    /// The links to headings so far.
    links: Vec<AnchorLink>,
    /// For each list that is open: whether it is one of tasks.
    lists: Vec<ListKind>,
    tasks: Tasks,
    /// The block of code that is open, if it is coloured.
    code: Option<Code>,
    /// Whether the block of HTML that is open is shown.
    shows_html: bool,
    /// How many events are written, be it as part of another.
    written: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListKind {
    Plain,
    Tasks,
}

impl Rewriter<'_> {
    fn event<'t>(&mut self, events: &[Marked<'t>], index: usize) -> Option<Event<'t>> {
        let (event, range) = &events[index];
        if index < self.written {
            return None;
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                self.shows_html = self.may_stand(range);
                None
            }
            Event::InlineHtml(_) => self.may_stand(range).then(|| event.clone()),
            Event::Html(_) => self.shows_html.then(|| event.clone()),
            Event::End(TagEnd::HtmlBlock) | Event::TaskListMarker(_) => None,
            Event::Start(Tag::Heading { level, .. }) => Some(self.heading(*level, events, index)),
            Event::Start(Tag::List(None)) => Some(self.list(events, index)),
            Event::Start(Tag::List(Some(first))) => {
                self.lists.push(ListKind::Plain);
                Some(Event::Start(Tag::List(Some(*first))))
            }
            Event::Start(Tag::Item) => Some(self.tasks.item(index).unwrap_or(Event::Start(Tag::Item))),
            Event::End(TagEnd::List(ordered)) => Some(self.end_of_list(*ordered)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) if *link_type != LinkType::Email => {
                let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                let dest_url = self.link(dest_url, range).into();
                Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                Some(self.picture(dest_url, title, events, index))
            }
            Event::FootnoteReference(label) => Some(Event::FootnoteReference(footnote_id(label))),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                Some(Event::Start(Tag::FootnoteDefinition(footnote_id(label))))
            }
            Event::Start(Tag::CodeBlock(kind)) if self.reader.settings.highlight => {
                self.code = self.begin_code(kind, range);
                Some(event.clone())
            }
            Event::End(TagEnd::CodeBlock) => {
                self.code = None;
                Some(event.clone())
            }
            Event::Text(text) if self.code.is_some() => self.code.as_mut().map(|code| code.lines(text)),
            Event::Text(sign) => {
                let set = self.set(sign, range).map(CowStr::from);
                let set = set.or_else(|| self.tasks.without_id(index, sign));
                Some(Event::Text(set.unwrap_or_else(|| sign.clone())))
            }
            event => Some(event.clone()),
        }
    }

    fn set(&self, sign: &str, range: &Range<usize>) -> Option<&'static str> {
        let written = self.body().get(range.clone()).unwrap_or_default();
        typography::set(sign, written, self.reader.lang)
    }

    fn begin_code(&self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> Option<Code> {
        Code::begin(kind, range.len()).unwrap_or_else(|unknown| {
            let first =
                self.body().get(range.clone()).unwrap_or_default().lines().next().unwrap_or_default().len();
            let place = self.place(&(range.start..range.start + first));
            let message = format!("code in `{}` cannot be shown in colours", unknown.name);
            let plain =
                Diagnostic::warning(place, message).help("it is shown plain; write `text` if it is no code");
            self.reader.problems.add(plain.did_you_mean(unknown.meant.as_deref()));
            None
        })
    }

    /// Whether this HTML is shown. Comments are left out; other HTML is refused, unless the portal allows it.
    fn may_stand(&self, range: &Range<usize>) -> bool {
        let html = self.body().get(range.clone()).unwrap_or_default().trim();
        if html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len()) {
            return false;
        }
        if !self.reader.settings.raw_html {
            let end = range.start + html.lines().next().unwrap_or_default().len();
            let raw = self.error(&(range.start..end), "raw HTML cannot stand in Markdown");
            let help = "write it as Markdown, or between back-ticks if you mean the sign `<`; \
                        a line `raw_html: true` in `site.yaml` allows it";
            self.reader.problems.add(raw.help(help));
        }
        self.reader.settings.raw_html
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

    fn link(&mut self, link: &str, range: &Range<usize>) -> String {
        match scheme(link) {
            Some("http" | "https" | "mailto" | "tel") => return link.to_owned(),
            Some(scheme) => {
                let message = format!("links of the kind `{scheme}:` are not allowed");
                return self.refuse_link(link, range, message, "write https, mailto or a path");
            }
            None if link.starts_with('#') => {
                if let Some(page) = self.reader.targets.address(self.reader.path) {
                    self.note_anchor(page.to_owned(), link, link, range);
                }
                return link.to_owned();
            }
            None => {}
        }
        let (path, rest) = link.split_at(link.find(['#', '?']).unwrap_or(link.len()));
        match self.reader.targets.find(self.reader.path, path) {
            Ok(target) => {
                if target.kind == TargetKind::Page {
                    self.note_anchor(target.href.clone(), rest, link, range);
                }
                target.href + rest
            }
            Err(dead) => self.refuse_link(link, range, dead.message, &dead.help),
        }
    }

    /// An image as a whole, with all that stands between its brackets.
    fn picture<'t>(&mut self, link: &str, title: &str, events: &[Marked<'t>], index: usize) -> Event<'t> {
        let inside = &events[index..index + shown_image::extent(&events[index..])];
        self.written = index + inside.len();
        let alt = shown_image::words(inside, |sign, range| self.set(sign, range));
        let range = &events[index].1;
        if alt.trim().is_empty() {
            self.reader.problems.add(self.wordless(range));
        }
        let shown = ShownImage { address: &self.image(link, range), alt: &alt, title };
        Event::InlineHtml(shown.html(self.reader.images).into())
    }

    fn wordless(&self, range: &Range<usize>) -> Diagnostic {
        let place = self.place(range);
        let wordless = Diagnostic::warning(place, "the image says nothing to those who cannot see it");
        wordless.help("say between the brackets what it shows; if it only decorates, write `-` there")
    }

    /// Notes that `link` leads to a heading of `page`, if `rest` of it names one.
    fn note_anchor(&mut self, page: String, rest: &str, link: &str, range: &Range<usize>) {
        if let Some((_, anchor)) = rest.split_once('#').filter(|(_, anchor)| !anchor.is_empty()) {
            let place = self.place(&self.span_of(link, range));
            self.links.push(AnchorLink { page, anchor: anchor.to_owned(), place });
        }
    }

    fn image(&self, link: &str, range: &Range<usize>) -> String {
        let dead = |dead: DeadLink| self.refuse_link(link, range, dead.message, &dead.help);
        shown_image::address(link, self.reader).unwrap_or_else(dead)
    }

    /// Notes that a link cannot stand, and gives it back as it is.
    fn refuse_link(
        &self,
        link: &str,
        range: &Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) -> String {
        let error = self.error(&self.span_of(link, range), message);
        self.reader.problems.add(error.help(help));
        link.to_owned()
    }

    /// Where `link` itself stands within what makes it one.
    fn span_of(&self, link: &str, range: &Range<usize>) -> Range<usize> {
        let whole = self.body().get(range.clone()).unwrap_or_default();
        let found = whole.rfind(link).map(|at| range.start + at..range.start + at + link.len());
        found.unwrap_or_else(|| range.clone())
    }

    fn error(&self, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.place(range), message)
    }

    fn place(&self, range: &Range<usize>) -> Place {
        let start = self.text.body.start;
        let trimmed = self.body().get(range.clone()).unwrap_or_default().trim_end().len();
        let span = start + range.start..start + range.start + trimmed;
        Place::Text(Arc::clone(&self.text.source), span)
    }

    fn body(&self) -> &str {
        self.text.source.text().get(self.text.body.clone()).unwrap_or_default()
    }
}

/// What stands before the colon, if it comes before any slash.
pub(super) fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    (!scheme.contains(['/', '#', '?', '.'])).then_some(scheme)
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
