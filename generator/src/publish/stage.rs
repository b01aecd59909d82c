//! New files beside the output, in folders as they will stand there, until they are renamed into it.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Pace;

/// The folder beside the output.
#[derive(Debug)]
pub(super) struct Stage<'r> {
    root: &'r Path,
}

const FOLDER: &str = ".terskel-stage";

/// From so many files on, the whole file system is flushed instead of each of them, where it can be.
const MANY: usize = 64;

impl<'r> Stage<'r> {
    /// Of the output folder `root`.
    pub(super) fn at(root: &'r Path) -> Self {
        Self { root }
    }

    /// A new one.
    pub(super) fn begin(root: &'r Path, pace: Pace<'_>) -> io::Result<Self> {
        pace()?;
        Self::remove(root)?;
        fs::create_dir(root.join(FOLDER))?;
        Ok(Self { root })
    }

    /// Writes a new file, to be flushed later.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path_of(path);
        let mut file = match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                File::create_new(&path)?
            }
            file => file?,
        };
        file.write_all(bytes)
    }

    /// Sees to it that `files` are on the disk, with the folders that lead to them.
    pub(super) fn flush(&self, files: &[String], pace: Pace<'_>) -> io::Result<()> {
        pace()?;
        if files.len() >= MANY && flush_file_system(&self.root.join(FOLDER))? {
            return Ok(());
        }
        for path in files {
            File::open(self.path_of(path))?.sync_all()?;
        }
        for folder in WalkDir::new(self.root.join(FOLDER)) {
            let folder = folder?;
            if folder.file_type().is_dir() {
                sync_folder(folder.path())?;
            }
        }
        Ok(())
    }

    /// What to rename to what: each of `files`, or the highest folder above it that the output has not yet.
    pub(super) fn renames(&self, files: &[String]) -> Vec<(String, String)> {
        let mut known: HashMap<PathBuf, bool> = HashMap::new();
        let mut is_folder = |path: &Path| {
            *known
                .entry(path.to_owned())
                .or_insert_with(|| self.root.join(path).symlink_metadata().is_ok_and(|data| data.is_dir()))
        };
        let mut highest = |file: &String| {
            let mut folders: Vec<&Path> = Path::new(file).ancestors().skip(1).collect();
            folders.pop();
            let missing = folders.into_iter().rev().find(|folder| !is_folder(folder));
            missing.and_then(Path::to_str).map_or_else(|| file.clone(), |folder| folder.replace('\\', "/"))
        };
        let targets: BTreeSet<String> = files.iter().map(&mut highest).collect();
        targets.into_iter().map(|path| (format!("{FOLDER}/{path}"), path)).collect()
    }

    /// Removes the folder with what was left in it.
    #[expect(clippy::disallowed_methods, reason = "nothing in the stage is output yet")]
    pub(super) fn remove(root: &Path) -> io::Result<()> {
        match fs::remove_dir_all(root.join(FOLDER)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn path_of(&self, path: &str) -> PathBuf {
        self.root.join(FOLDER).join(path)
    }
}

/// Writes a new file and flushes it to the disk.
pub(super) fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Flushes a folder's entries to the disk, where folders can be opened for that.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder) {
        Ok(folder) => folder.sync_all(),
        Err(error) if cfg!(unix) => Err(error),
        Err(_) => Ok(()),
    }
}

/// Flushes everything on the file system that `folder` lies on; says whether it could. Source: syncfs(2), which is
/// Linux's alone.
#[cfg(target_os = "linux")]
fn flush_file_system(folder: &Path) -> io::Result<bool> {
    rustix::fs::syncfs(File::open(folder)?)?;
    Ok(true)
}

#[cfg(not(target_os = "linux"))]
fn flush_file_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}
