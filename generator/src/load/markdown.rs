//! Markdown to HTML and blocks: links resolved, headings named, tasks counted, code in colours, raw HTML refused.

mod callouts;
mod code;
mod headings;
mod links;
mod lists;
mod names;
mod origin;
mod prose;

use std::ops::Range;
use std::sync::Arc;

use domain::lang::Lang;
use domain::lesson::Task;
use jiff::tz::TimeZone;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use themes::context::TocEntry;

use super::anchors::Traces;
use super::blocks::compose::{self, Mark};
use super::front_matter::Text;
use super::highlight::Code;
use super::images::Images;
use super::names::slugged;
use super::sample::DateShift;
use super::source::{Folder, Source};
use super::tables::Tables;
use super::targets::{Side, Targets};
use super::tasks::Tasks;
use super::toc;
use super::typography;
use crate::body::Body;
use crate::diagnostics::{Diagnostic, Place, Problems};
pub(super) use links::scheme;
use lists::ListKind;
use names::Names;
use origin::Origin;

/// A text as HTML and blocks, and its measures.
#[derive(Clone, Debug)]
pub(super) struct Markdown {
    pub body: Body,
    /// To read it, at 200 words a minute; at least 1.
    pub minutes: usize,
    /// The tasks that it sets, in order.
    pub tasks: Vec<Task>,
    /// Its headings, if they were asked for.
    pub toc: Vec<TocEntry>,
    /// What it has to do with other files.
    pub traces: Traces,
}

/// The file a text stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub lang: Lang,
    /// Its path in the content folder.
    pub path: &'a str,
    pub side: Side,
    pub stands: Stands,
    /// Whether its headings are asked for.
    pub toc: bool,
    pub settings: TextSettings,
    /// The portal's, in which its times are written.
    pub zone: &'a TimeZone,
    pub shift: DateShift,
    pub folder: &'a Folder,
    pub targets: &'a Targets,
    pub images: &'a Images,
    pub problems: &'a Problems,
}

/// What a text stands among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Alone,
    /// Offers, their times and the waitlist.
    OnSalesPage,
}

/// What `site.yaml` says of all texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextSettings {
    /// Code is shown in colours.
    pub highlight: bool,
    /// HTML may stand in Markdown.
    pub raw_html: bool,
    /// Nothing is for members, nor for sale.
    pub is_plain: bool,
}

const WORDS_A_MINUTE: usize = 200;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
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
    let origin = Origin::from(text.body.start);
    let mut rewriter = Rewriter { tasks, ..Rewriter::of(&text.source, body, origin, reader) };
    for bad in bad_ids {
        reader.problems.add(rewriter.error(&bad.range, bad.message).help(bad.help));
    }
    let rewritten = rewriter.all(&events);
    let toc = if reader.toc { toc::of(&rewritten) } else { Vec::new() };
    let mut tables = Tables::default();
    let events = rewritten.into_iter().flat_map(|event| tables.written(event));
    let body = compose::body(events, rewriter.marks, body.len());
    let minutes = ((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1);
    let ids = rewriter.ids.into_names().collect();
    let traces = Traces { ids, blocks: body.reaching(), ..rewriter.traces };
    Markdown { body, minutes, tasks: rewriter.tasks.into_tasks(), toc, traces }
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
pub(super) struct Rewriter<'a> {
    source: &'a Arc<Source>,
    body: &'a str,
    /// Where `body` stands in `source`.
    origin: Origin,
    pub(super) reader: Reader<'a>,
    /// The ids given to headings so far.
    ids: Names,
    pub(super) traces: Traces,
    /// For each list that is open: whether it is one of tasks.
    lists: Vec<ListKind>,
    tasks: Tasks,
    /// The block of code that is open, if it is coloured.
    code: Option<Code>,
    /// Whether the block of HTML that is open is shown.
    shows_html: bool,
    /// How many events are written, be it as part of another.
    written: usize,
    /// Whether the text stands in a block.
    is_in_block: bool,
    /// How many callouts are open: one, or else it is a mistake.
    open_callouts: usize,
    /// The addresses of the files that are made beside the page.
    made: Names,
    /// The blocks so far, for each of which a marker stands among the events.
    marks: Vec<Mark>,
}

impl<'a> Rewriter<'a> {
    fn of(source: &'a Arc<Source>, body: &'a str, origin: Origin, reader: Reader<'a>) -> Self {
        Rewriter {
            source,
            body,
            origin,
            reader,
            ids: Names::default(),
            traces: Traces::default(),
            lists: Vec::new(),
            tasks: Tasks::default(),
            code: None,
            shows_html: false,
            written: 0,
            is_in_block: false,
            open_callouts: 0,
            made: Names::default(),
            marks: Vec::new(),
        }
    }

    /// The file that it stands in.
    pub(super) fn source(&self) -> Arc<Source> {
        Arc::clone(self.source)
    }

    /// Whether it stands in a block.
    pub(super) fn is_in_block(&self) -> bool {
        self.is_in_block
    }

    /// The lines that `range` is on as a whole, as bytes of the file and as they are written.
    pub(super) fn whole_lines(&self, range: Range<usize>) -> (Range<usize>, &'a str) {
        let before = self.body.get(..range.start).unwrap_or_default();
        let whole = before.rfind('\n').map_or(0, |end| end + 1)..range.end;
        (self.origin.span(&whole), self.written(&whole))
    }

    fn all<'t>(&mut self, events: &[Marked<'t>]) -> Vec<Event<'t>> {
        let mut written = Vec::new();
        for index in 0..events.len() {
            let event = self.event(events, index);
            self.tasks.hear(index, event.as_ref());
            written.extend(self.tasks.label_end(index).filter(|_| self.has_boxes()));
            written.extend(event);
        }
        written
    }

    /// Only what is for members can be ticked.
    fn has_boxes(&self) -> bool {
        self.reader.side == Side::Gated
    }

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
            Event::End(TagEnd::HtmlBlock) => None,
            Event::TaskListMarker(_) => self.tasks.tick_box(index).filter(|_| self.has_boxes()),
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
            Event::Start(Tag::BlockQuote(Some(kind))) => Some(self.open_callout(*kind, range)),
            Event::End(TagEnd::BlockQuote(Some(_))) => Some(self.close_callout()),
            Event::Start(Tag::CodeBlock(kind)) => self.code_block(kind, events, index),
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
        let written = self.written(range);
        typography::set(sign, written, self.reader.lang)
    }

    pub(super) fn error(&self, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.place(range), message)
    }

    fn place(&self, range: &Range<usize>) -> Place {
        let trimmed = self.written(range).trim_end().len();
        Place::Text(Arc::clone(self.source), self.origin.span(&(range.start..range.start + trimmed)))
    }

    pub(super) fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        range.start..range.start + self.written(range).lines().next().unwrap_or_default().len()
    }

    fn written(&self, range: &Range<usize>) -> &'a str {
        self.body.get(range.clone()).unwrap_or_default()
    }
}

fn footnote_id<'t>(label: &CowStr<'_>) -> CowStr<'t> {
    format!("fn-{}", slugged(label)).into()
}
