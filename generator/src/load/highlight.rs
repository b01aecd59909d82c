//! Code in colours, by class and not by style, so that the content security policy need not allow styles in place.
//!
//! The grammars are read when the first block is coloured, and only then.

use std::fmt::Write as _;
use std::sync::LazyLock;

use pulldown_cmark::{CodeBlockKind, Event};
use pulldown_cmark_escape::escape_html_body_text;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use crate::diagnostics::nearest;

/// A longer block stays plain: grammars may look at a line many times.
const MOST_BYTES: usize = 20_000;

/// What is coloured, by the beginnings of the grammars' own names; the first that fits counts.
const KINDS: [(&str, &str); 13] = [
    ("comment", "comment"),
    ("string", "string"),
    ("constant.character.escape", "constant"),
    ("constant", "constant"),
    ("keyword.operator", ""),
    ("keyword", "keyword"),
    ("storage", "keyword"),
    ("entity.name.tag", "keyword"),
    ("entity.other.attribute-name", "name"),
    ("entity.name", "name"),
    ("support.type.property-name", "name"),
    ("support", "name"),
    ("variable.function", "name"),
];

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    KINDS.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

/// A block of code that is being coloured, line by line.
pub(super) struct Code {
    state: ParseState,
    scopes: ScopeStack,
}

/// That no grammar is known by a name, and one that may have been meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnknownLanguage {
    pub name: String,
    pub meant: Option<String>,
}

impl Code {
    /// A block of `length` bytes that says what language it is in; nothing, if it does not, or says that it is plain text.
    ///
    /// # Errors
    /// If the language is not known.
    pub(super) fn begin(kind: &CodeBlockKind<'_>, length: usize) -> Result<Option<Self>, UnknownLanguage> {
        let CodeBlockKind::Fenced(info) = kind else { return Ok(None) };
        let name = info.split([' ', ',', '{']).next().unwrap_or_default();
        if name.is_empty() || ["text", "txt", "plain", "console"].contains(&name) || length > MOST_BYTES {
            return Ok(None);
        }
        let Some(grammar) = GRAMMARS.find_syntax_by_token(name) else {
            let names = GRAMMARS.syntaxes().iter().map(|grammar| grammar.name.to_lowercase());
            let names: Vec<String> = names.filter(|name| !name.contains([' ', '('])).collect();
            let meant = nearest(&name.to_lowercase(), names.iter().map(String::as_str)).map(str::to_owned);
            return Err(UnknownLanguage { name: name.to_owned(), meant });
        };
        Ok(Some(Self { state: ParseState::new(grammar), scopes: ScopeStack::new() }))
    }

    /// The next lines of the block, in colours; as they are, where the grammar fails.
    pub(super) fn lines(&mut self, text: &str) -> Event<'static> {
        let mut html = String::with_capacity(text.len() * 2);
        for line in text.split_inclusive('\n') {
            let _ = self.line(line, &mut html);
        }
        Event::Html(html.into())
    }

    fn line(&mut self, line: &str, html: &mut String) -> std::fmt::Result {
        let changes = self.state.parse_line(line, &GRAMMARS).unwrap_or_default();
        let mut written = 0;
        for (at, change) in changes {
            self.write(line.get(written..at).unwrap_or_default(), html)?;
            written = written.max(at);
            // A grammar that leaves what it never entered colours less.
            let _ = self.scopes.apply(&change);
        }
        self.write(line.get(written..).unwrap_or_default(), html)
    }

    fn write(&self, text: &str, html: &mut String) -> std::fmt::Result {
        let class = if text.trim().is_empty() { "" } else { self.class() };
        if class.is_empty() {
            return escape_html_body_text(html, text);
        }
        write!(html, "<span class=\"code-{class}\">")?;
        escape_html_body_text(&mut *html, text)?;
        html.push_str("</span>");
        Ok(())
    }

    /// Of the innermost scope that has one.
    fn class(&self) -> &'static str {
        let class = |scope: &Scope| SCOPES.iter().find(|(kind, _)| kind.is_prefix_of(*scope));
        self.scopes.as_slice().iter().rev().find_map(class).map_or("", |(_, class)| class)
    }
}
