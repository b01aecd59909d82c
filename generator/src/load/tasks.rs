//! Tasks, `- [ ] …`: each has an id that stays while others come, go or change places, so that what somebody ticked
//! stays ticked. It is made of the task's own words, or given behind them: `- [ ] Write it down {#write}`.
//! In a lesson each has a box, which is part of the form `ticks` that the lesson's template has.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use domain::lesson::Task;
use domain::slug::Slug;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use sha2::{Digest as _, Sha256};

use super::markdown::Marked;
use super::names::slugged;

/// The tasks of one text.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    /// The id of each, by the event that its item begins with.
    ids: BTreeMap<usize, String>,
    /// How many bytes of a text are left of it without the id behind it, by the text's event.
    trimmed: BTreeMap<usize, usize>,
    /// The tasks, by the events of their markers; the words come while the text is written.
    boxes: BTreeMap<usize, Task>,
    /// The events before which the own words of a task end.
    ends: BTreeSet<usize>,
    /// The marker of the task whose words are being written.
    open: Option<usize>,
}

/// An id that cannot be given: where it stands, what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadId {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

impl Tasks {
    /// The tasks among `events`, and the given ids that are no ids.
    #[must_use]
    pub(super) fn among(events: &[Marked<'_>]) -> (Self, Vec<BadId>) {
        let (mut tasks, mut bad, mut taken) = (Self::default(), Vec::new(), BTreeSet::new());
        let mut nameless = Vec::new();
        for start in (0..events.len()).filter(|index| is_task(&events[*index..])) {
            match given_id(events, start) {
                None => nameless.push(start),
                Some(given) => match given.check(&mut taken) {
                    Err(error) => bad.push(error),
                    Ok(id) => {
                        tasks.trimmed.insert(given.event, given.text_length);
                        tasks.ids.insert(start, id);
                    }
                },
            }
        }
        let mut numbers = BTreeMap::new();
        for start in nameless {
            let id = id_of_words(&events[start..]);
            let number = numbers.entry(id.clone()).or_insert(1);
            tasks.ids.insert(start, free(&id, number, &mut taken));
        }
        for (start, id) in &tasks.ids {
            let is_marker =
                |(_, (event, _)): &(usize, &Marked<'_>)| matches!(event, Event::TaskListMarker(_));
            let own = || own_events(&events[*start..]);
            let (marker, last) = (own().find(is_marker), own().last());
            if let (Some((marker, _)), Some((last, _)), Ok(id)) = (marker, last, Slug::parse(id)) {
                tasks.boxes.insert(start + marker, Task { id, words: String::new() });
                tasks.ends.insert(start + last + 1);
            }
        }
        (tasks, bad)
    }

    /// All of them in order, once the text is written.
    #[must_use]
    pub(super) fn into_tasks(self) -> Vec<Task> {
        let trimmed = |task: Task| Task { words: task.words.trim().to_owned(), ..task };
        self.boxes.into_values().map(trimmed).collect()
    }

    /// The box of the task whose marker is the event at `index`; its label begins behind it.
    #[must_use]
    pub(super) fn tick_box(&self, index: usize) -> Option<Event<'static>> {
        let id = &self.boxes.get(&index)?.id;
        let input = format!(
            "<input type=\"checkbox\" id=\"tick-{id}\" name=\"tick-{id}\" value=\"yes\" form=\"ticks\">"
        );
        Some(Event::Html(format!("{input}<label for=\"tick-{id}\">").into()))
    }

    /// The end of the label, if the words of a task end before the event at `index`.
    #[must_use]
    pub(super) fn label_end(&self, index: usize) -> Option<Event<'static>> {
        self.ends.contains(&index).then(|| Event::Html("</label>".into()))
    }

    /// Takes the words of a task from `event`, which is written for the event at `index`.
    pub(super) fn hear(&mut self, index: usize, event: Option<&Event<'_>>) {
        if self.boxes.contains_key(&index) {
            self.open = Some(index);
        }
        if self.ends.contains(&index) {
            self.open = None;
        }
        let Some(task) = self.open.and_then(|open| self.boxes.get_mut(&open)) else { return };
        match event {
            Some(Event::Text(text) | Event::Code(text)) => task.words.push_str(text),
            Some(Event::SoftBreak | Event::HardBreak) => task.words.push(' '),
            _ => {}
        }
    }

    /// The beginning of the item that is a task, if the event at `index` begins one.
    #[must_use]
    pub(super) fn item(&self, index: usize) -> Option<Event<'static>> {
        let id = self.ids.get(&index)?;
        Some(Event::Html(format!("<li id=\"task-{id}\" data-task=\"{id}\">").into()))
    }

    /// `text`, which the event at `index` has, without the id behind it, if there is one.
    #[must_use]
    pub(super) fn without_id(&self, index: usize, text: &str) -> Option<CowStr<'static>> {
        self.trimmed.get(&index).and_then(|length| text.get(..*length)).map(|text| text.to_owned().into())
    }
}

fn is_task(events: &[Marked<'_>]) -> bool {
    let mut events = events.iter().map(|(event, _)| event);
    let is_item = matches!(events.next(), Some(Event::Start(Tag::Item)));
    is_item
        && matches!(
            events.find(|event| !matches!(event, Event::Start(Tag::Paragraph))),
            Some(Event::TaskListMarker(_))
        )
}

/// An id as it stands behind a task's words.
struct Given<'t> {
    /// The event of the text that it ends.
    event: usize,
    text_length: usize,
    id: &'t str,
    range: Range<usize>,
}

impl Given<'_> {
    fn check(&self, taken: &mut BTreeSet<String>) -> Result<String, BadId> {
        let (range, id) = (self.range.clone(), self.id);
        if Slug::parse(id).is_err() {
            let message = format!("`{id}` cannot be the id of a task");
            let help =
                format!("write `{{#{}}}`: lower-case letters a-z, digits and single hyphens", slugged(id));
            return Err(BadId { range, message, help });
        }
        if !taken.insert(id.to_owned()) {
            let message = format!("two tasks have the id `{id}`");
            return Err(BadId { range, message, help: "give each task an id of its own".to_owned() });
        }
        Ok(id.to_owned())
    }
}

/// The id behind the words of the task that begins at `start`, if one is given.
fn given_id<'t>(events: &'t [Marked<'_>], start: usize) -> Option<Given<'t>> {
    let (index, (event, range)) = own_events(&events[start..]).last()?;
    let Event::Text(text) = event else { return None };
    let (before, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let at = range.start + before.len();
    let text_length = before.trim_end().len();
    Some(Given { event: start + index, text_length, id, range: at..range.end })
}

/// The events of the task's own first paragraph; those of lists within it are not its own.
fn own_events<'e, 't>(events: &'e [Marked<'t>]) -> impl Iterator<Item = (usize, &'e Marked<'t>)> {
    let inside = events.iter().enumerate().skip(1);
    inside
        .filter(|(_, (event, _))| !matches!(event, Event::Start(Tag::Paragraph)))
        .take_while(|(_, (event, _))| !ends_words(event))
}

fn ends_words(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_))
            | Event::End(TagEnd::Item | TagEnd::Paragraph)
    )
}

/// Capitals and punctuation may change without making it another task.
fn id_of_words(events: &[Marked<'_>]) -> String {
    let texts = own_events(events).map(|(_, (event, _))| match event {
        Event::Text(text) | Event::Code(text) => text.to_lowercase(),
        Event::SoftBreak | Event::HardBreak => " ".to_owned(),
        _ => String::new(),
    });
    let text = texts.collect::<String>();
    let mut digest = Sha256::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        digest.update(word);
        digest.update(" ");
    }
    let digest = digest.finalize();
    format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}

/// `id`, with a number where the same words stand above; `number` is the last one that it was given.
fn free(id: &str, number: &mut usize, taken: &mut BTreeSet<String>) -> String {
    let mut free = if *number == 1 { id.to_owned() } else { format!("{id}-{number}") };
    while !taken.insert(free.clone()) {
        *number += 1;
        free = format!("{id}-{number}");
    }
    free
}
