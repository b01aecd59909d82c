//! Files beside public pages, and their addresses.

use super::levels::LevelFiles;
use super::names;
use super::pages::is_taken;
use super::source::Folder;
use crate::diagnostics::{Diagnostic, Problems};

/// Path and address of each file beside a public page.
pub(super) fn public(folder: &Folder, levels: &[LevelFiles], problems: &Problems) -> Vec<(String, String)> {
    let beside = |under: &'static str, url: &'static str| {
        let files = folder.files_under(under).filter(|path| !names::is_markdown(path));
        files.map(move |path| (path.to_owned(), format!("{url}{}", &path[under.len()..])))
    };
    let beside_pages: Vec<(String, String)> = beside("pages/", "/").collect();
    for (path, _) in beside_pages.iter().filter(|(_, url)| is_taken(url)) {
        let taken = Diagnostic::error(
            folder.place(path),
            format!("`{path}` has an address that Terskel uses itself"),
        );
        problems.add(taken.help("give it another name"));
    }
    let beside_levels = levels.iter().flat_map(of_level);
    let files: Vec<_> =
        beside_pages.into_iter().chain(beside("articles/", "/artikler/")).chain(beside_levels).collect();
    for (path, _) in &files {
        names::check_path(folder, path, problems);
    }
    files
}

fn of_level(level: &LevelFiles) -> Vec<(String, String)> {
    let url = format!("/nivaer/{}/", level.segment());
    let name = |path: &str| path[level.folder.path.len()..].to_owned();
    level.public_files.iter().map(|path| (path.clone(), format!("{url}{}", name(path)))).collect()
}
