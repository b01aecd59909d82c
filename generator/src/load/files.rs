//! Files beside public pages, and their addresses.

use super::levels::LevelFiles;
use super::names;
use super::source::Folder;
use crate::diagnostics::Problems;

/// Path and address of each file beside a public page.
pub(super) fn public(folder: &Folder, levels: &[LevelFiles], problems: &Problems) -> Vec<(String, String)> {
    let beside = |under: &'static str, url: &'static str| {
        let files = folder.files_under(under).filter(|path| !names::is_markdown(path));
        files.map(move |path| (path.to_owned(), format!("{url}{}", &path[under.len()..])))
    };
    let of_level = |level: &LevelFiles| {
        let url = level.url();
        let name = |path: &str| path[level.folder.path.len()..].to_owned();
        level.public_files.iter().map(|path| (path.clone(), format!("{url}{}", name(path)))).collect::<Vec<_>>()
    };
    let files = beside("pages/", "/").chain(beside("articles/", "/artikler/")).chain(levels.iter().flat_map(of_level));
    let files: Vec<(String, String)> = files.collect();
    for (path, _) in &files {
        names::check_file(folder, path, problems);
    }
    files
}
