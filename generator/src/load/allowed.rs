//! The field `allow_public` of a lesson: lines of it, or of a file that it offers, that may be public, so that the leak
//! audit lets them pass.

use super::front_matter::Text;
use super::yaml::{Fields, FromNode as _, Node};
use crate::audit::lesson::passages;
use crate::audit::words::Words;
use crate::diagnostics::{Diagnostic, nearest};
use crate::failure::Failure;

/// The lines that are allowed; one that stands neither in `parts` nor in the text nor in `files` is noted.
///
/// # Errors
/// Those of `files`.
pub(super) fn lines<'p>(
    fields: &mut Fields<'_>,
    parts: impl Iterator<Item = &'p str>,
    text: &Text,
    files: impl FnOnce() -> Result<Vec<String>, Failure>,
) -> Result<Vec<String>, Failure> {
    let Some(nodes) = fields.optional("allow_public").and_then(Node::items) else { return Ok(Vec::new()) };
    let body = text.source.text().get(text.body.clone()).unwrap_or_default();
    let mut said: Vec<String> = parts.map(str::to_owned).collect();
    said.extend(passages(body));
    said.push(body.to_owned());
    said.extend(files()?);
    Ok(nodes.into_iter().filter_map(|node| line(node, &said)).collect())
}

fn line(node: Node<'_>, said: &[String]) -> Option<String> {
    let line = String::from_node(node)?;
    let words = Words::of(&line);
    if said.iter().any(|part| Words::of(part).contains(&words)) {
        return Some(line);
    }
    let unsaid = Diagnostic::error(node.place(), "the lesson does not say this");
    let unsaid = unsaid.help("copy a line of its title, summary or text, or of a file that it offers");
    let sentences = said.iter().flat_map(|part| part.split_inclusive(['.', '!', '?', '\n'])).map(str::trim);
    let sentences = sentences.filter(|sentence| sentence.contains(char::is_alphanumeric));
    node.note(unsaid.did_you_mean(nearest(&line, said.iter().map(String::as_str).chain(sentences))));
    None
}
