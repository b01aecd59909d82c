//! A small file with the data of `serve`: written whole, and for its owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use crate::failure::{Failure, IoContext as _};

/// Puts `bytes` at `path`, in place of what was there; an interruption leaves the old file.
///
/// # Errors
/// [`Failure::Broken`] if it cannot be written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = path.with_extension("new");
    let mut file = private_file(&beside).doing("create", &beside)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).doing("write", &beside)?;
    fs::rename(&beside, path).doing("create", path)
}

fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
