//! What is still to be done to the output folder, on disk, so that an interruption can be made good.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::stage::{sync_folder, write_through};
use super::{PARTS, Pace};
use crate::failure::{Failure, IoContext as _};

/// Removals and then renames, by paths from the output folder. Doing them twice is the same as doing them once.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) removals: Vec<String>,
    pub(super) renames: Vec<(String, String)>,
}

const JOURNAL: &str = ".terskel-journal";
/// In the stage, so that it goes with it if it is never finished.
const UNFINISHED: &str = ".terskel-stage/journal";

impl Journal {
    /// The journal that an interrupted command left.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, Failure> {
        let path = root.join(JOURNAL);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.doing("read", &path)?,
        };
        let journal: Self =
            serde_json::from_slice(&text).map_err(io::Error::from).doing("understand", &path)?;
        journal.stays_inside().doing("trust", &path)?;
        Ok(Some(journal))
    }

    /// Whether there is one to finish, or may be.
    pub(super) fn is_open(root: &Path) -> bool {
        root.join(JOURNAL).symlink_metadata().is_ok()
    }

    /// Puts it on disk, whole or not at all.
    pub(super) fn write(&self, root: &Path, pace: Pace<'_>) -> io::Result<()> {
        let unfinished = root.join(UNFINISHED);
        pace()?;
        write_through(&unfinished, &serde_json::to_vec(self)?)?;
        pace()?;
        fs::rename(&unfinished, root.join(JOURNAL))?;
        sync_folder(root)
    }

    /// Does what it says, and then removes it.
    pub(super) fn apply(&self, root: &Path, pace: Pace<'_>) -> io::Result<()> {
        for path in &self.removals {
            pace()?;
            remove_file(&root.join(path))?;
        }
        pace()?;
        prune(root);
        for (from, to) in &self.renames {
            pace()?;
            rename(root, from, to)?;
        }
        for folder in self.touched(root) {
            sync_folder(&folder)?;
        }
        pace()?;
        remove_file(&root.join(JOURNAL))?;
        sync_folder(root)
    }

    /// The folders whose entries changed, as far as they are still there.
    fn touched(&self, root: &Path) -> BTreeSet<PathBuf> {
        let paths = self.removals.iter().chain(self.renames.iter().map(|(_, to)| to));
        let parents = paths.filter_map(|path| root.join(path).parent().map(Path::to_owned));
        parents.filter(|parent| parent.is_dir()).collect()
    }

    /// A path that leads out of the output folder would let a forged journal write anywhere.
    fn stays_inside(&self) -> io::Result<()> {
        let renames = self.renames.iter().flat_map(|(from, to)| [from, to]);
        let plain =
            |path: &&String| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        match self.removals.iter().chain(renames).find(|path| !plain(path)) {
            Some(path) => Err(io::Error::other(format!("`{path}` leads out of the output folder"))),
            None => Ok(()),
        }
    }
}

/// Removes a file or link if it is there.
fn remove_file(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(data) if data.is_dir() => Ok(()),
        Ok(_) => fs::remove_file(path),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Removes the folders that nothing is left in.
fn prune(root: &Path) {
    for part in PARTS {
        let walk = WalkDir::new(root.join(part)).follow_root_links(false).contents_first(true);
        for entry in walk.into_iter().flatten().filter(|entry| entry.file_type().is_dir()) {
            // One that is not empty stays, and that is the point.
            let _ = fs::remove_dir(entry.path());
        }
    }
}

/// Renames a prepared file to its place, unless that was done before the interruption.
fn rename(root: &Path, from: &str, to: &str) -> io::Result<()> {
    let from = root.join(from);
    if from.symlink_metadata().is_err() {
        return Ok(());
    }
    make_parents(root, to)?;
    fs::rename(from, root.join(to))
}

/// Makes the folders above `path`, through no link.
fn make_parents(root: &Path, path: &str) -> io::Result<()> {
    let mut folder = root.to_owned();
    for part in Path::new(path).parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match folder.symlink_metadata() {
            Ok(data) if data.is_dir() => {}
            Ok(_) => return Err(io::Error::other(format!("`{}` is in the way", folder.display()))),
            Err(_) => fs::create_dir(&folder)?,
        }
    }
    Ok(())
}
