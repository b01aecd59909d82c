//! Quotation marks as a language sets them. Dashes and ellipses are the parser's own: `--`, `---` and `...`.

use domain::lang::Lang;

/// What to set for a sign that the parser made a typographic one of and that was written as `written`. Whoever typed a
/// typographic sign meant it, and whoever put a backslash before a plain one meant that.
///
/// Source: Språkrådet, "Anførselstegn": « » around quotations, and ‘ ’ within them.
pub(super) fn set(sign: &str, written: &str, lang: Lang) -> Option<&'static str> {
    match (lang, written, sign) {
        (Lang::Nb | Lang::Nn, "\"", "“") => Some("«"),
        (Lang::Nb | Lang::Nn, "\"", "”") => Some("»"),
        _ => None,
    }
}
