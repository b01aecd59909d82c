//! What has been told already: links into what could not be read are not told a second time.

use domain::calendar::ReleaseMonth;

use super::levels::LevelFiles;
use super::source::Folder;

/// Beginnings of paths and addresses, below which nothing is known while a folder's name is wrong.
#[derive(Debug, Default)]
pub(super) struct Told(Vec<String>);

impl Told {
    /// The folders below `levels/` that are no level or month, or lack their page.
    #[must_use]
    pub(super) fn gather(folder: &Folder, levels: &[LevelFiles]) -> Self {
        let mut told = Vec::new();
        let is_read = |path: &str| levels.iter().any(|level| level.folder.path.trim_end_matches('/') == path);
        if folder.folders_in("levels/").any(|path| !is_read(path)) {
            told.extend(["levels/", "/nivaer/", "/medlem/"].map(str::to_owned));
        }
        for level in levels {
            let month = |path: &str| ReleaseMonth::parse(path.rsplit('/').next().unwrap_or(path));
            if folder.folders_in(&level.folder.path).any(|path| month(path).is_err()) {
                told.extend([level.folder.path.clone(), format!("/medlem/{}/", level.segment())]);
            }
        }
        Self(told)
    }

    /// Whether what is wrong with this path or address may have been told with its folder.
    #[must_use]
    pub(super) fn covers(&self, path: &str) -> bool {
        self.0.iter().any(|beginning| path.starts_with(beginning.as_str()))
    }
}

/// The address that a page would have, if its file could be read.
#[must_use]
pub(super) fn address_of(path: &str) -> String {
    let stem = path.trim_end_matches(".md");
    let stem = stem.strip_suffix("index").unwrap_or(stem).trim_end_matches('/');
    match (stem.strip_prefix("articles/"), stem.strip_prefix("levels/")) {
        (Some(name), _) => format!("/artikler/{name}/"),
        (_, Some(name)) => format!("/nivaer/{name}/"),
        _ => match stem.trim_start_matches("pages").trim_start_matches('/') {
            "" => "/".to_owned(),
            name => format!("/{name}/"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn a_file_that_cannot_be_read_still_has_an_address() {
        assert_eq!(address_of("pages/index.md"), "/");
        assert_eq!(address_of("pages/om/oss.md"), "/om/oss/");
        assert_eq!(address_of("articles/pust.md"), "/artikler/pust/");
        assert_eq!(address_of("levels/1-start/index.md"), "/nivaer/1-start/");
    }
}
