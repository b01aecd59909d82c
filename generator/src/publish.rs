//! An [`Output`] put into a folder, as a whole: the only place where built files are written.
//!
//! Files are made on all cores; those that differ from what is there are written beside the output and flushed to the
//! disk. Then a journal says what is to be removed and renamed, and only then does that happen. Whoever opens the folder
//! finishes a journal that was interrupted, so the output is the old one or the new one, and each file in it is whole.
//! A list says which files were written; others are left alone.

mod journal;
mod manifest;
mod stage;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::{Failure, IoContext as _};
use crate::output::{Content, Output};
use crate::parallel;
use journal::Journal;
use manifest::{MANIFEST, Manifest};
use stage::Stage;

/// An output folder, locked for us, with no journal left open.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    /// Held until this is dropped.
    _lock: File,
}

/// An output that lies beside the folder's present one. Dropped, it is gone.
#[derive(Debug)]
pub struct Prepared<'f> {
    folder: &'f OutputFolder,
    changed: Vec<String>,
    removals: Vec<String>,
    kept: usize,
    strangers: Vec<String>,
    /// The new list, unless it is the present one.
    manifest: Option<Manifest>,
}

/// What changed in an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many files are new or different.
    pub written: usize,
    /// How many are gone.
    pub removed: usize,
    /// How many were not touched.
    pub kept: usize,
    /// The files in between that Terskel did not write, which stay.
    pub strangers: Vec<String>,
}

/// Asked before each step that changes the disk; tests interrupt here.
pub(crate) type Pace<'a> = &'a (dyn Fn() -> io::Result<()> + Sync);

const LOCK: &str = ".terskel-lock";
const PARTS: [&str; 2] = ["public", "private"];
const DATA: [&str; 2] = ["headers.json", "snapshot.json"];

impl OutputFolder {
    /// Opens or makes the output folder at `root`, waits until nobody else writes there, and finishes what
    /// was interrupted.
    ///
    /// # Errors
    /// [`Failure::Refused`] if the folder holds what Terskel did not write.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        Self::open_at(root, &|| Ok(()))
    }

    /// Makes the folder hold `output`, and nothing else that was written before.
    ///
    /// # Errors
    /// Those of [`OutputFolder::prepare`] and [`Prepared::apply`].
    pub fn publish(&self, output: &Output) -> Result<Changes, Failure> {
        self.prepare(output, |_, _| Ok(()))?.0.apply()
    }

    /// Makes every file of `output`, and puts beside the folder what differs from what is there. `look` sees each file
    /// as it is made; what it makes of them comes back, in the order of [`Output::files`].
    ///
    /// # Errors
    /// [`Failure::Refused`] if a page cannot be made, or something that Terskel did not write is in the way.
    /// [`Failure::Broken`] if something could not be written. The folder then holds the old output still.
    pub fn prepare<R: Send>(
        &self,
        output: &Output,
        look: impl Fn(&str, &[u8]) -> Result<R, Failure> + Sync,
    ) -> Result<(Prepared<'_>, Vec<R>), Failure> {
        let files: Vec<(&str, &Content)> =
            output.files().map(|(path, content)| (path.as_str(), content)).collect();
        self.prepare_files(&files, look, &|| Ok(()))
    }

    fn open_at(root: &Path, pace: Pace<'_>) -> Result<Self, Failure> {
        if root.exists() && !root.is_dir() {
            return Err(Failure::refused(root, "this is no folder; name one after `--out`"));
        }
        fs::create_dir_all(root).doing("make the folder", root)?;
        refuse_strangers(root)?;
        let lock = root.join(LOCK);
        let file = File::options().create(true).append(true).open(&lock).doing("open", &lock)?;
        file.lock().doing("lock", &lock)?;
        Manifest::begin(root).doing("write", &root.join(MANIFEST))?;
        let folder = Self { root: root.to_owned(), _lock: file };
        folder.recover(pace)?;
        Ok(folder)
    }

    fn recover(&self, pace: Pace<'_>) -> Result<(), Failure> {
        if let Some(journal) = Journal::read(&self.root)? {
            journal.apply(&self.root, pace).doing("finish the interrupted build in", &self.root)?;
        }
        Stage::remove(&self.root).doing("tidy up", &self.root)
    }

    fn prepare_files<R: Send>(
        &self,
        files: &[(&str, &Content)],
        look: impl Fn(&str, &[u8]) -> Result<R, Failure> + Sync,
        pace: Pace<'_>,
    ) -> Result<(Prepared<'_>, Vec<R>), Failure> {
        let before = Manifest::read(&self.root).doing("read", &self.root.join(MANIFEST))?;
        let stage = Stage::begin(&self.root, pace).doing("prepare the output beside", &self.root)?;
        let made = parallel::try_map(files, |(path, content)| {
            let bytes = content.bytes()?;
            let seen = look(path, &bytes)?;
            if holds(&self.root.join(path), &bytes) {
                return Ok((None, seen));
            }
            pace().and_then(|()| stage.put(path, &bytes)).doing("write", &self.root.join(path))?;
            Ok((Some((*path).to_owned()), seen))
        });
        let (changed, seen): (Vec<Option<String>>, Vec<R>) =
            made.inspect_err(|_| self.forget_stage())?.into_iter().unzip();
        let prepared = self.prepared(files, changed, &before).inspect_err(|_| self.forget_stage())?;
        Ok((prepared, seen))
    }

    fn prepared(
        &self,
        files: &[(&str, &Content)],
        changed: Vec<Option<String>>,
        before: &Manifest,
    ) -> Result<Prepared<'_>, Failure> {
        let same: BTreeSet<&str> = files
            .iter()
            .zip(&changed)
            .filter(|(_, changed)| changed.is_none())
            .map(|((path, _), _)| *path)
            .collect();
        let manifest = Manifest::of(files.iter().map(|(path, _)| *path));
        let present = self.present().doing("look through", &self.root)?;
        let (ours, others): (Vec<String>, Vec<String>) =
            present.into_iter().partition(|path| before.lists(path));
        let prepared = Prepared {
            folder: self,
            kept: same.len(),
            changed: changed.into_iter().flatten().collect(),
            removals: ours.into_iter().filter(|path| !manifest.lists(path)).collect(),
            strangers: others.into_iter().filter(|path| !same.contains(path.as_str())).collect(),
            manifest: (manifest != *before).then_some(manifest),
        };
        prepared.refuse_in_the_way(files)?;
        Ok(prepared)
    }

    /// Unless a journal still needs it. What cannot be removed now is when the folder is opened again.
    fn forget_stage(&self) {
        if !Journal::is_open(&self.root) {
            let _ = Stage::remove(&self.root);
        }
    }

    /// Every file of the output that is there, links included, which are never followed.
    fn present(&self) -> io::Result<Vec<String>> {
        let mut present = Vec::new();
        for part in PARTS.iter().chain(&DATA).map(|part| self.root.join(part)) {
            if part.symlink_metadata().is_err() {
                continue;
            }
            for entry in WalkDir::new(&part).follow_root_links(false) {
                let entry = entry?;
                if !entry.file_type().is_dir() {
                    present.push(shown(&self.root, entry.path())?);
                }
            }
        }
        present.sort_unstable();
        Ok(present)
    }
}

impl Prepared<'_> {
    /// Makes the folder hold it, and nothing else that was written before.
    ///
    /// # Errors
    /// [`Failure::Broken`] if something could not be written; the folder then holds the old output still, or the new one
    /// after the next [`OutputFolder::open`].
    pub fn apply(self) -> Result<Changes, Failure> {
        self.apply_at(&|| Ok(()))
    }

    fn apply_at(mut self, pace: Pace<'_>) -> Result<Changes, Failure> {
        let root = &self.folder.root;
        let (written, removed) = (self.changed.len(), self.removals.len());
        let changes =
            Changes { written, removed, kept: self.kept, strangers: std::mem::take(&mut self.strangers) };
        if written + removed == 0 && self.manifest.is_none() {
            return Ok(changes);
        }
        let mut files = std::mem::take(&mut self.changed);
        if let Some(manifest) = &self.manifest {
            pace()
                .and_then(|()| Stage::at(root).put(MANIFEST, manifest.text().as_bytes()))
                .doing("write the list beside", root)?;
            files.push(MANIFEST.to_owned());
        }
        Stage::at(root).flush(&files, pace).doing("flush the output beside", root)?;
        let journal = Journal {
            removals: std::mem::take(&mut self.removals),
            renames: Stage::at(root).renames(&files),
        };
        journal.write(root, pace).doing("write the journal in", root)?;
        journal.apply(root, pace).doing("write the output into", root)?;
        Ok(changes)
    }

    /// A file must not take the place of one that Terskel did not write, nor of a folder with such in it.
    fn refuse_in_the_way(&self, files: &[(&str, &Content)]) -> Result<(), Failure> {
        let clashes = |stranger: &&String| {
            let is_below = |path: &str, folder: &str| {
                path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            files.iter().any(|(path, _)| is_below(path, stranger) || is_below(stranger, path))
        };
        let refused = self.strangers.iter().filter(clashes).map(|stranger| {
            let message = format!("`{stranger}` is in the way, and Terskel did not write it");
            Diagnostic::error(Place::Path(self.folder.root.join(stranger)), message)
                .help("move it out of the output folder")
        });
        let refused: Vec<Diagnostic> = refused.collect();
        if refused.is_empty() { Ok(()) } else { Err(Failure::Refused(refused.into())) }
    }
}

impl Drop for Prepared<'_> {
    fn drop(&mut self) {
        self.folder.forget_stage();
    }
}

/// Whether a plain file with these bytes is there already.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_size = |data: fs::Metadata| data.is_file() && data.len() == bytes.len() as u64;
    path.symlink_metadata().is_ok_and(same_size) && fs::read(path).is_ok_and(|present| present == bytes)
}

fn shown(root: &Path, path: &Path) -> io::Result<String> {
    let inner = path.strip_prefix(root).map_err(io::Error::other)?;
    let parts: Option<Vec<&str>> = inner.iter().map(|part| part.to_str()).collect();
    let message = || io::Error::other(format!("the name of `{}` is not UTF-8", path.display()));
    Ok(parts.ok_or_else(message)?.join("/"))
}

/// A folder without our mark must be empty, or we could remove what somebody needs.
fn refuse_strangers(root: &Path) -> Result<(), Failure> {
    if root.join(MANIFEST).exists() {
        return Ok(());
    }
    for entry in fs::read_dir(root).doing("list", root)? {
        let name = entry.doing("list", root)?.file_name();
        if !name.to_string_lossy().starts_with(".terskel-") {
            let (root_name, name) = (root.display(), name.to_string_lossy());
            let message = format!(
                "the folder `{root_name}` holds `{name}`, which Terskel did not write; \
                 name an empty folder after `--out`"
            );
            return Err(Failure::refused(root, message));
        }
    }
    Ok(())
}
