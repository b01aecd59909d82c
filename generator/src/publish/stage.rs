//! The folder beside the output where changed files are written first.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::Pace;

/// See the module.
pub(super) struct Stage;

const FOLDER: &str = ".terskel-stage";

impl Stage {
    /// Writes each of `files` (path, bytes) and flushes it to the disk; says which to rename to what.
    pub(super) fn fill(
        root: &Path,
        files: &[(&str, &[u8])],
        pace: Pace<'_>,
    ) -> io::Result<Vec<(String, String)>> {
        let folder = root.join(FOLDER);
        pace()?;
        fs::create_dir(&folder)?;
        let mut renames = Vec::with_capacity(files.len());
        for (index, (path, bytes)) in files.iter().enumerate() {
            pace()?;
            let name = index.to_string();
            write_through(&folder.join(&name), bytes)?;
            renames.push((format!("{FOLDER}/{name}"), (*path).to_owned()));
        }
        sync_folder(&folder)?;
        Ok(renames)
    }

    /// Removes the folder with what was left in it.
    #[expect(clippy::disallowed_methods, reason = "nothing in the stage is output yet")]
    pub(super) fn remove(root: &Path) -> io::Result<()> {
        match fs::remove_dir_all(root.join(FOLDER)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
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
