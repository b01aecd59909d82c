//! HTML and XML: the text with its tags as marks, then attributes, comments, scripts and style sheets.
//!
//! One tokenizer reads both, the one that browsers have: it makes something of everything, as they do.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::{Reader, Role};
use crate::audit::words::{BLOCK, INLINE, Words};

impl Reader<'_> {
    /// A page.
    pub(super) fn html(&mut self, text: &str) {
        self.parts(&Parts::of(text, Dialect::Html), Role::Content);
    }

    /// A feed, a sitemap, a drawing, a part of a document.
    pub(super) fn xml(&mut self, text: &str) {
        self.parts(&Parts::of(&without_cdata(text), Dialect::Xml), Role::Content);
    }

    /// Markup within another text, if it is any: `Q&A` is none.
    pub(super) fn markup(&mut self, text: &str, role: Role) {
        let parts = Parts::of(&without_cdata(text), Dialect::Html);
        if parts.text != text {
            self.parts(&parts, role);
        }
    }

    fn parts(&mut self, parts: &Parts, role: Role) {
        self.prose(&parts.text, role);
        for beside in [&parts.attributes, &parts.comments, &parts.styles] {
            if !beside.is_empty() {
                self.prose(beside, Role::Data);
            }
        }
        for script in &parts.scripts {
            self.deeper(script.len(), |reader| reader.json_or(script, Role::Data));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Html,
    Xml,
}

/// Where a text stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Page,
    Script,
    Style,
}

/// The parts of a text in markup; within each, marks stand between its units.
#[derive(Default)]
struct Parts {
    text: String,
    attributes: String,
    comments: String,
    styles: String,
    scripts: Vec<String>,
    within: Within,
    /// The name of the attribute that is read.
    attribute: String,
}

impl Parts {
    fn of(text: &str, dialect: Dialect) -> Self {
        let mut parts = Self::default();
        let handle = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            parts.event(&event);
            None
        };
        let mut emitter = CallbackEmitter::new(handle);
        emitter.naively_switch_states(dialect == Dialect::Html);
        let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
        parts
    }

    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.within = match *name {
                    b"script" => Within::Script,
                    b"style" => Within::Style,
                    _ => Within::Page,
                };
                self.text.push(mark(name));
            }
            CallbackEvent::EndTag { name } => {
                self.within = Within::Page;
                self.text.push(mark(name));
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.push_str(&String::from_utf8_lossy(name));
            }
            CallbackEvent::AttributeValue { value } if is_keyword(&self.attribute, value) => {}
            CallbackEvent::AttributeValue { value } => push(&mut self.attributes, value),
            CallbackEvent::Comment { value } => push(&mut self.comments, value),
            CallbackEvent::String { value } => match self.within {
                Within::Page => self.text.push_str(&String::from_utf8_lossy(value)),
                Within::Script => self.scripts.push(String::from_utf8_lossy(value).into_owned()),
                Within::Style => push(&mut self.styles, value),
            },
            _ => {}
        }
    }
}

fn push(part: &mut String, value: &[u8]) {
    part.push_str(&String::from_utf8_lossy(value));
    part.push(BLOCK);
}

/// Whether a value is for machines alone, such as a class or a place on the page. Where it is one word, it is no title.
fn is_keyword(attribute: &str, value: &[u8]) -> bool {
    let is_one_word = || Words::of(&String::from_utf8_lossy(value)).len() == 1;
    match attribute {
        "aria-controls" | "aria-current" | "aria-describedby" | "aria-labelledby" | "aria-live" | "as"
        | "autocomplete" | "class" | "enctype" | "for" | "form" | "id" | "inputmode" | "itemprop"
        | "lang" | "media" | "method" | "name" | "property" | "rel" | "role" | "target" | "type" => {
            is_one_word()
        }
        _ => value.starts_with(b"#") && is_one_word(),
    }
}

/// The mark for a tag, whose name may have a prefix: whether a word ends there, in HTML and in the XML of documents.
fn mark(name: &[u8]) -> char {
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    match std::str::from_utf8(local).unwrap_or_default() {
        "address" | "article" | "aside" | "blockquote" | "body" | "br" | "button" | "caption" | "cr"
        | "dd" | "details" | "div" | "dl" | "dt" | "entry" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "header" | "hr" | "html"
        | "input" | "item" | "label" | "legend" | "li" | "loc" | "main" | "nav" | "ol" | "option" | "p"
        | "pre" | "script" | "section" | "select" | "style" | "summary" | "tab" | "table" | "td" | "text"
        | "textarea" | "th" | "title" | "tr" | "ul" => BLOCK,
        _ => INLINE,
    }
}

/// What is written as it is becomes what is written with entities.
fn without_cdata(text: &str) -> Cow<'_, str> {
    const START: &str = "<![CDATA[";
    if !text.contains(START) {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split(START);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, rest) = part.split_once("]]>").unwrap_or((part, ""));
        plain.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;"));
        plain.push_str(rest);
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_and_scripts_are_told_apart() {
        let parts = Parts::of(
            "<p title=\"a &aring;\">Hem<b>mel</b>ig</p><!--c--><script>x<y</script>z",
            Dialect::Html,
        );
        assert_eq!(parts.text, "\u{1f}Hem\u{1e}mel\u{1e}ig\u{1f}\u{1f}\u{1f}z");
        assert_eq!((parts.attributes.as_str(), parts.comments.as_str()), ("a å\u{1f}", "c\u{1f}"));
        assert_eq!(parts.scripts, ["x<y"]);
    }

    #[test]
    fn cdata_is_text() {
        let parts = Parts::of(&without_cdata("<a><![CDATA[1 <b>&</b>]]></a>"), Dialect::Xml);
        assert_eq!(parts.text, "\u{1e}1 <b>&</b>\u{1e}");
    }
}
