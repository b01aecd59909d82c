//! What a lesson says, as its Markdown has it: text, code, tables and tasks in one passage, and beside it what its page
//! has in other places or not at all: the texts of images, the titles of links, comments. Where there are footnotes, the
//! text is there twice, without and with their numbers.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_yaml::Value;

use super::words::BLOCK;
use crate::load::blocks::is_block;

/// The passages of a text in Markdown. A run of words may cross paragraphs, but not passages.
pub(crate) fn passages(markdown: &str) -> Vec<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let mut reader = Reader { main: String::with_capacity(markdown.len()), ..Reader::default() };
    Parser::new_ext(markdown, options).for_each(|event| reader.event(&event));
    let mut passages = vec![reader.main];
    passages.extend(reader.numbered);
    passages.extend(reader.beside.split(BLOCK).filter(|text| !text.trim().is_empty()).map(str::to_owned));
    passages.extend(reader.blocks.iter().flat_map(|fields| said_in(fields)));
    passages
}

/// What the fields of a block say: each value is a text in Markdown of its own.
fn said_in(fields: &str) -> Vec<String> {
    fn of_value(value: &Value) -> Vec<String> {
        match value {
            Value::String(text) => passages(text),
            Value::Sequence(items) => items.iter().flat_map(of_value).collect(),
            Value::Mapping(entries) => entries.values().flat_map(of_value).collect(),
            _ => Vec::new(),
        }
    }
    serde_yaml::from_str(fields).map(|value| of_value(&value)).unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    main: String,
    /// The same with the numbers of footnotes, from the first one on.
    numbered: Option<String>,
    /// The footnotes, in the order of their numbers.
    notes: Vec<String>,
    /// The other passages, parted.
    beside: String,
    /// The fields of the blocks, as they are written.
    blocks: Vec<String>,
    is_in_block: bool,
    /// How many images are open: their texts may have images again.
    in_image: usize,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_block(info) => {
                self.is_in_block = true;
                self.blocks.push(String::new());
                self.push("\n");
            }
            Event::End(TagEnd::CodeBlock) => {
                self.is_in_block = false;
                self.push("\n");
            }
            Event::Text(text) if self.is_in_block => {
                self.blocks.last_mut().into_iter().for_each(|fields| fields.push_str(text));
            }
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.push("\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.push_beside(html),
            Event::Start(Tag::Image { title, .. }) => {
                self.push_beside(title);
                self.in_image += 1;
                self.beside.push(BLOCK);
            }
            Event::End(TagEnd::Image) => {
                self.in_image = self.in_image.saturating_sub(1);
                self.beside.push(BLOCK);
            }
            Event::Start(Tag::Link { title, .. }) => self.push_beside(title),
            Event::FootnoteReference(note) => self.push_number(note),
            Event::Start(tag) if parts(tag.to_end()) => self.push("\n"),
            Event::End(tag) if parts(*tag) => self.push("\n"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_image > 0 {
            return self.beside.push_str(text);
        }
        self.main.push_str(text);
        if let Some(numbered) = &mut self.numbered {
            numbered.push_str(text);
        }
    }

    fn push_number(&mut self, note: &str) {
        let known = self.notes.iter().position(|known| known == note);
        let index = known.unwrap_or_else(|| {
            self.notes.push(note.to_owned());
            self.notes.len() - 1
        });
        let numbered = self.numbered.get_or_insert_with(|| self.main.clone());
        numbered.extend([" ", &(index + 1).to_string(), " "]);
    }

    fn push_beside(&mut self, text: &str) {
        self.beside.push(BLOCK);
        self.beside.push_str(text);
        self.beside.push(BLOCK);
    }
}

/// Whether a word ends where this begins or ends.
fn parts(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_lesson_says_is_in_a_passage() {
        let markdown = "## Én\n\n*To* og [tre](x.md \"fire\"), **f**em.\n\n<!-- seks -->\n\n![sju](b.jpg \"åtte\")\n\n\
                        | ni | ti |\n| --- | --- |\n| `elleve` | tolv |\n\n- [ ] tretten\n";
        let passages = passages(markdown);
        let said: Vec<String> =
            passages.iter().map(|passage| passage.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let expected =
            ["Én To og tre, fem. ni ti elleve tolv tretten", "fire", "<!-- seks -->", "åtte", "sju"];
        assert_eq!(said, expected);
    }

    #[test]
    fn each_field_of_a_block_is_a_passage_as_the_page_says_it() {
        let markdown = "Før.\n\n```questions\n- question: Når?\n  answer: |\n    Se [oss](om.md) **nå**.\n```\n\nEtter.\n";
        let passages = passages(markdown);
        let said: Vec<String> =
            passages.iter().map(|passage| passage.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(said, ["Før. Etter.", "Når?", "Se oss nå."]);
    }

    #[test]
    fn a_footnote_parts_words_with_its_number_and_without() {
        let passages = passages("En[^a] to[^b] tre[^a].\n\n[^a]: Fire.\n\n[^b]: Fem.\n");
        let said = |index: usize| passages[index].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            (said(0), said(1)),
            ("En to tre. Fire. Fem.".into(), "En 1 to 2 tre 1 . Fire. Fem.".into())
        );
    }
}
