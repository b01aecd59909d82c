//! Names of files and headings, and the plain names that addresses are made of.

use domain::slug::Slug;

use super::source::Folder;
use crate::diagnostics::{Diagnostic, Problems};

/// Whether the file is Markdown.
#[must_use]
pub(super) fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md")
}

/// The name that the file should have, if it has another ending that Markdown goes by.
#[must_use]
pub(super) fn right_name(path: &str) -> Option<String> {
    const OTHERS: [&str; 4] = ["markdown", "mdown", "mkd", "md"];
    let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.')?;
    (OTHERS.contains(&ending.to_lowercase().as_str()) && ending != "md").then(|| format!("{stem}.md"))
}

/// `text` in the letters of an address: lower case, without accents, hyphens between the words.
#[must_use]
pub(crate) fn slugged(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(plain_letters).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The slug that `stem` is; if it is none, the file's name becomes a problem.
pub(super) fn slug_of_file(folder: &Folder, path: &str, stem: &str, problems: &Problems) -> Option<Slug> {
    let slug = Slug::parse(stem);
    if slug.is_err() {
        let message = format!("the name `{stem}` cannot stand in an address");
        let help = format!("name it `{}`: lower-case letters a-z, digits and single hyphens", slugged(stem));
        problems.add(Diagnostic::error(folder.place(path), message).help(help));
    }
    slug.ok()
}

/// Notes a file whose name, or a folder's above it, cannot stand in an address or would be taken for a page.
pub(super) fn check_path(folder: &Folder, path: &str, problems: &Problems) {
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let (_, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (message, help) = if let Some(name) = path.split('/').find(|part| !plain(part)) {
        let help = format!("name it `{}`: letters a-z, digits, dots and hyphens", plain_name(name));
        (format!("the name `{name}` cannot stand in an address"), help)
    } else if !file.contains('.') || file == "index.html" {
        (
            format!("`{path}` would be taken for a page"),
            "give it a name with an ending, as in `ark.pdf`".to_owned(),
        )
    } else {
        return;
    };
    problems.add(Diagnostic::error(folder.place(path), message).help(help));
}

fn plain_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{}", slugged(stem), slugged(ending)),
        None => slugged(name),
    }
}

/// A letter without what ASCII lacks; a hyphen for what is no letter.
fn plain_letters(letter: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if let Some(index) = ASCII.find(letter) {
        return &ASCII[index..=index];
    }
    match letter {
        'æ' | 'ä' => "ae",
        'ø' | 'ö' | 'ò' | 'ó' | 'ô' | 'õ' => "o",
        'å' | 'à' | 'á' | 'â' | 'ã' => "a",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ù' | 'ú' | 'û' => "u",
        'ü' | 'ý' => "y",
        'ç' | 'č' => "c",
        'đ' | 'ð' => "d",
        'ñ' | 'ŋ' => "n",
        'š' => "s",
        'ŧ' => "t",
        'ž' => "z",
        'ß' => "ss",
        '\u{300}'..='\u{36f}' | '’' | '\'' => "",
        _ => "-",
    }
}

#[cfg(test)]
mod tests {
    use super::slugged;

    #[test]
    fn norwegian_becomes_an_address() {
        assert_eq!(slugged("Støtt, men ikke stivt!"), "stott-men-ikke-stivt");
        assert_eq!(slugged("Én setning som bærer på tå"), "en-setning-som-baerer-pa-ta");
    }
}
