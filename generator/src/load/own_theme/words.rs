//! The portal's own wording: `i18n/<language>.ftl`, with what it says otherwise than the default theme.

use std::sync::Arc;

use domain::lang::Lang;
use themes::wording::{Wording, keys};

use super::{Folder, Source, default_of, stranger};
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};
use crate::failure::Failure;
use crate::load::wording::{lowered, unknown_variable_in};
use crate::site::Site;

/// Says it in the portal's words; what is wrong with them becomes a problem.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn add(folder: &Folder, site: &mut Site, problems: &Problems) -> Result<(), Failure> {
    let path = path_of(site.theme.lang);
    if !folder.has(&path) {
        return Ok(());
    }
    let Some(source) = folder.text(&path, problems)? else { return Ok(()) };
    if let Err(error) = Wording::parse(site.theme.lang, source.text()) {
        let at = source.offset(error.line.unwrap_or(1), error.column.unwrap_or(1).saturating_sub(1));
        let broken = Diagnostic::error(Place::Text(Arc::clone(&source), at..at + 1), lowered(&error.message));
        problems.add(broken.help("a line is `key = words`; close each `{` with a `}`, as in `{ $number }`"));
        return Ok(());
    }
    for (key, place) in places(&source) {
        check(key, &source, &place, site, problems);
        site.own_words.push((key.to_owned(), place));
    }
    site.theme.override_words(source.text());
    Ok(())
}

fn check(key: &str, source: &Arc<Source>, place: &Place, site: &Site, problems: &Problems) {
    let default = default_of(&site.theme);
    if default.keys().any(|known| known == key) {
        if let Some(unknown) = unknown_variable_in(source, key) {
            problems.add(unknown);
        }
    } else if !site.theme.asks_for(key) {
        let unused = Diagnostic::warning(place.clone(), format!("no template says `{key}`"));
        let unused = unused.help("write one of the default theme's keys, or ask for it with `t(key=\"…\")`");
        problems.add(unused.did_you_mean(nearest(key, default.keys())));
    }
}

/// Each key, and where it stands.
fn places(source: &Arc<Source>) -> Vec<(&str, Place)> {
    let mut start = 0;
    let mut places = Vec::new();
    for line in source.text().split_inclusive('\n') {
        if let Some(key) = keys(line).next() {
            places.push((key, Place::Text(Arc::clone(source), start..start + key.len())));
        }
        start += line.len();
    }
    places
}

/// Notes wording that is in no language of Terskel's.
pub(super) fn warn(folder: &Folder, problems: &Problems) {
    let known = Lang::ALL.map(path_of);
    for path in folder.files_under("i18n/").filter(|path| !known.iter().any(|known| known == path)) {
        let meant = nearest(path, known.iter().map(String::as_str));
        problems.add(stranger(folder, path, "wording lies in `i18n/nb.ftl`, `nn.ftl` or `en.ftl`", meant));
    }
}

fn path_of(lang: Lang) -> String {
    format!("i18n/{}.ftl", lang.tag())
}
