//! `event`: an entry for the reader's calendar.

use jiff::Timestamp;
use themes::context::EventBlock;

use crate::diagnostics::Diagnostic;
use crate::load::local_time::{self, LocalTime};
use crate::load::markdown::Rewriter;
use crate::load::names::slugged;
use crate::load::yaml::{Fields, FromNode as _, Node};

/// Its fields, read.
pub(super) fn read(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<EventBlock> {
    let title: Option<String> = fields.read("title");
    let start = fields.required("start").and_then(|node| Some((node, time(node, page)?)));
    let end = fields.optional("end").and_then(|node| Some((node, time(node, page)?)));
    let place = fields.read_optional("place");
    let url = fields.optional("url").and_then(|node| address(node, page));
    if let Some(((from, start), (node, end))) = start.as_ref().zip(end.as_ref())
        && end.civil <= start.civil
    {
        let early = Diagnostic::error(node.place(), "the event ends before it begins");
        node.note(early.also(from.span(), "it begins here").help("write a later time"));
    }
    let (title, (_, start)) = (title?, start?);
    let one_day = end.as_ref().is_some_and(|(_, end)| end.civil.date() == start.civil.date());
    let end = end.and_then(|(_, end)| instant(end, page));
    let calendar = page.free_address(&format!("{}.ics", name_of(&title)))?;
    Some(EventBlock { start: instant(start, page)?, title, end, one_day, place, url, calendar })
}

fn name_of(title: &str) -> String {
    let name = slugged(title);
    if name.is_empty() { "event".to_owned() } else { name }
}

fn time(node: Node<'_>, page: &Rewriter<'_>) -> Option<LocalTime> {
    node.parse(|text| {
        let time = local_time::parse(text, None)?;
        local_time::happens_once(text, time.civil, page.reader.zone)?;
        Ok::<LocalTime, String>(time)
    })
}

fn instant(time: LocalTime, page: &Rewriter<'_>) -> Option<Timestamp> {
    time.instant(page.reader.shift, page.reader.zone)
}

fn address(node: Node<'_>, page: &mut Rewriter<'_>) -> Option<String> {
    let link = String::from_node(node)?;
    Some(page.link_in(node, &link))
}
