//! A page read from its first tag to its last: the words, and the forms with their fields.
//!
//! The tokenizer is the one of browsers, without the tree that they make; our pages are well formed, so nesting is
//! what the tags say.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::page::FilledForm;

/// What a reader makes of a page.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The words of the whole page, and those in `main`.
    all: String,
    main: Option<String>,
    pub(super) forms: Vec<FilledForm>,
    is_in_main: bool,
    is_in_form: bool,
    is_hidden: bool,
    /// The name of the text area that is read.
    area: Option<String>,
}

impl Reading {
    pub(super) fn of(html: &str) -> Self {
        let mut reading = Self::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => reading.open(&tag),
                Token::EndTag(tag) => reading.close(&tag.name),
                Token::String(text) => reading.write(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        reading
    }

    /// The words with single spaces between them.
    pub(super) fn text(&self) -> String {
        let words = self.main.as_ref().unwrap_or(&self.all).split([' ', '\n', '\t', '\u{a0}', '\u{202f}']);
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn open(&mut self, tag: &StartTag<()>) {
        match tag.name.as_slice() {
            b"main" => {
                self.is_in_main = true;
                self.main.get_or_insert_default();
            }
            b"script" | b"style" => self.is_hidden = true,
            b"form" => {
                self.is_in_form = true;
                let action = attribute(tag, b"action").unwrap_or_default();
                self.forms.push(FilledForm { action, fields: BTreeMap::new() });
            }
            b"input" if is_sent(tag) => {
                let value = attribute(tag, b"value").unwrap_or_default();
                self.fill(attribute(tag, b"name"), value);
            }
            b"textarea" => {
                self.area = attribute(tag, b"name");
                self.fill(self.area.clone(), String::new());
            }
            _ => {}
        }
        self.push(" ");
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"main" => self.is_in_main = false,
            b"script" | b"style" => self.is_hidden = false,
            b"form" => self.is_in_form = false,
            b"textarea" => self.area = None,
            _ => {}
        }
        self.push(" ");
    }

    fn write(&mut self, text: &str) {
        if let Some(area) = self.area.clone() {
            self.fill(Some(area), text.to_owned());
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        if self.is_hidden {
            return;
        }
        self.all.push_str(text);
        if let Some(main) = self.main.as_mut().filter(|_| self.is_in_main) {
            main.push_str(text);
        }
    }

    fn fill(&mut self, name: Option<String>, value: String) {
        if let (true, Some(form), Some(name)) = (self.is_in_form, self.forms.last_mut(), name) {
            form.fields.insert(name, value);
        }
    }
}

/// Whether a field is sent as it stands: one with a name, and a box only if it is ticked.
fn is_sent(tag: &StartTag<()>) -> bool {
    let kind = attribute(tag, b"type").unwrap_or_default();
    !matches!(kind.as_str(), "checkbox" | "radio") || attribute(tag, b"checked").is_some()
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_main_without_scripts() {
        let html =
            "<title>a</title><p>b</p><main><h1>c&nbsp;&aring;</h1><script>d<e</script>f<b>g</b></main>h";
        assert_eq!(Reading::of(html).text(), "c å f g");
        assert_eq!(Reading::of("<style>p{}</style><p>b\n  c</p>").text(), "b c");
    }

    #[test]
    fn a_form_is_sent_as_it_stands() {
        let html = "<input name=out value=1><form action=\"/a?b=1&amp;c=2\">
            <input type=hidden name=hold value=\"h&quot;1\"><input name=email><input value=nameless>
            <input type=checkbox name=no value=yes><input type=checkbox name=yes value=on checked>
            <textarea name=words>to &amp; fro</textarea><textarea name=empty></textarea>
            <button>Send</button></form><input name=after><form action=/b></form>";
        let reading = Reading::of(html);
        let actions: Vec<&str> = reading.forms.iter().map(|form| form.action.as_str()).collect();
        assert_eq!(actions, ["/a?b=1&c=2", "/b"]);
        let fields: Vec<(&str, &str)> =
            reading.forms[0].fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [("email", ""), ("empty", ""), ("hold", "h\"1"), ("words", "to & fro"), ("yes", "on")];
        assert_eq!(fields, expected);
    }
}
