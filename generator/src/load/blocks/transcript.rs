//! What is said in a film or a sound: a text file beside the page, or Markdown in the block.

use pulldown_cmark_escape::escape_html_body_text;

use super::files::{self, Wanted};
use crate::diagnostics::Diagnostic;
use crate::load::markdown::Rewriter;
use crate::load::yaml::{Fields, Node};

const TEXTS: Wanted = Wanted { what: "text file", endings: &["txt"] };

/// As HTML, if the field `transcript` is there.
pub(super) fn read(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<String> {
    let node = fields.optional("transcript")?;
    let written = node.written().unwrap_or_default();
    if is_name(&written) { of_file(node, page) } else { page.prose(node) }
}

/// Whether it is meant as a file's name and not as words.
fn is_name(text: &str) -> bool {
    let is_ending = |ending: &str| {
        (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    !text.contains(char::is_whitespace) && text.rsplit_once('.').is_some_and(|(_, ending)| is_ending(ending))
}

/// The paragraphs of a text file; blank lines part them.
fn of_file(node: Node<'_>, page: &mut Rewriter<'_>) -> Option<String> {
    let found = files::find_kind(node, &TEXTS, page)?;
    let text = page.reader.folder.text(&found.path, page.reader.problems);
    let text = text.map_err(|_| {
        let unread = Diagnostic::error(node.place(), format!("`{}` cannot be read", found.path));
        node.note(unread.help("look whether you may open it"));
    });
    let text = text.ok()??;
    let mut html = String::with_capacity(text.text().len() * 5 / 4);
    let unified = text.text().replace("\r\n", "\n");
    for paragraph in unified.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        html.push_str("<p>");
        // A string takes what is written into it.
        let _ = escape_html_body_text(&mut html, paragraph);
        html.push_str("</p>\n");
    }
    Some(html)
}
