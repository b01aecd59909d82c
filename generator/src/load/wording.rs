//! The portal's own words for the theme's, each checked by itself, so that a mistake is shown where it stands.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::lang::Lang;
use themes::files::ThemeFiles;
use themes::wording::Wording;

use super::site::{Settings, Word};
use super::source::Source;
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};

/// What any words may mention.
const SHARED: [&str; 2] = ["title", "seller"];

/// The default theme in the portal's language, with the portal's own words.
pub(super) fn theme(settings: &Settings, problems: &Problems) -> ThemeFiles {
    let mut theme = ThemeFiles::default_theme(settings.lang.unwrap_or(Lang::Nb));
    for word in &settings.wording {
        if let Err(unknown) = theme.clone().override_word(&word.key, &word.text) {
            let error = Diagnostic::error(word.place.clone(), unknown.to_string());
            problems.add(error.did_you_mean(unknown.suggestion.as_deref()));
            continue;
        }
        match mistake(word, theme.lang) {
            Some(mistake) => problems.add(mistake),
            // Its key was known a moment ago.
            None => theme.override_word(&word.key, &word.text).unwrap_or_default(),
        }
    }
    theme
}

/// What the settings say otherwise, and where.
pub(super) fn own_words(settings: &Settings) -> Vec<(String, Place)> {
    settings.wording.iter().map(|word| (word.key.clone(), word.place.clone())).collect()
}

fn mistake(word: &Word, lang: Lang) -> Option<Diagnostic> {
    let mut alone = ThemeFiles { wording: format!("{} = x\n", word.key), ..ThemeFiles::default_theme(lang) };
    alone.override_word(&word.key, &word.text).ok()?;
    if let Err(error) = Wording::parse(lang, &alone.wording) {
        let message = format!("the words of `{}` cannot be read: {}", word.key, lowered(&error.message));
        let broken = Diagnostic::error(word.text_place.clone(), message);
        return Some(broken.help("close each `{` with a `}`, as in `{ $number }`"));
    }
    let known = known(&word.key);
    let name = variables(&word.text).into_iter().find(|name| !known.contains(*name))?;
    Some(unknown_variable(word, name, &known))
}

fn unknown_variable(word: &Word, name: &str, known: &BTreeSet<String>) -> Diagnostic {
    let message = format!("the words of `{}` mention `${name}`, which is not given to them", word.key);
    let unknown = Diagnostic::error(place_of(word, name), message);
    let names: Vec<String> = known.iter().map(|name| format!("`{{ ${name} }}`")).collect();
    let meant = nearest(name, known.iter().map(String::as_str)).map(|name| format!("{{ ${name} }}"));
    unknown.help(format!("they may mention {}", names.join(", "))).did_you_mean(meant.as_deref())
}

/// What stands in `source`, which is Fluent, under `key` and mentions what is not given to it.
pub(super) fn unknown_variable_in(source: &Arc<Source>, key: &str) -> Option<Diagnostic> {
    let text = entry(source.text(), key);
    let start = source.text().find(text)?;
    let place = Place::Text(Arc::clone(source), start..start + text.trim_end().len());
    let word = Word { key: key.to_owned(), place: place.clone(), text: text.to_owned(), text_place: place };
    let known = known(key);
    let name = variables(text).into_iter().find(|name| !known.contains(*name))?;
    Some(unknown_variable(&word, name, &known))
}

/// Where `$name` stands in the file, or the whole text if that is not found.
fn place_of(word: &Word, name: &str) -> Place {
    let Place::Text(source, span) = &word.text_place else { return word.text_place.clone() };
    let written = source.text().get(span.clone()).unwrap_or_default();
    let found = written.find(&format!("${name}")).map(|at| span.start + at);
    let span = found.map_or_else(|| span.clone(), |start| start..start + 1 + name.len());
    Place::Text(source.clone(), span)
}

/// What the words of `key` may mention: what they mention in any language of the default theme.
fn known(key: &str) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = SHARED.map(str::to_owned).into();
    for lang in [Lang::Nb, Lang::Nn, Lang::En] {
        let words = ThemeFiles::default_theme(lang).wording;
        known.extend(variables(entry(&words, key)).into_iter().map(str::to_owned));
    }
    known
}

/// What stands under `key`: its line, and the indented ones below.
fn entry<'w>(words: &'w str, key: &str) -> &'w str {
    let is_key = |line: &str| line.split_once('=').is_some_and(|(name, _)| name.trim_end() == key);
    let mut start = 0;
    let mut lines = words.split_inclusive('\n').skip_while(|line| {
        let other = !is_key(line);
        start += if other { line.len() } else { 0 };
        other
    });
    let first = lines.next().map_or(0, str::len);
    let rest: usize =
        lines.take_while(|line| line.starts_with([' ', '\t']) || line.trim().is_empty()).map(str::len).sum();
    words.get(start..start + first + rest).unwrap_or_default()
}

/// The names after `$` within braces, in order.
fn variables(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '$' if depth > 0 => {
                let rest = &text[at + 1..];
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
                names.push(&rest[..end.unwrap_or(rest.len())]);
            }
            _ => {}
        }
    }
    names
}

pub(super) fn lowered(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{entry, variables};

    #[test]
    fn what_words_mention_is_found_in_their_own_lines() {
        let words = "a = { $one }\nb =\n    { $two ->\n        [one] x\n       *[other] { $three }\n    }\nc = { $four }\n";
        assert_eq!(variables(entry(words, "b")), ["two", "three"]);
        assert_eq!(variables("US$x { $title }"), ["title"]);
        assert_eq!(entry(words, "d"), "");
    }
}
