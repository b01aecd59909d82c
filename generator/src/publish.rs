//! An [`Output`] put into a folder, as a whole: the only place where built files are written.
//!
//! Changed files are first written beside the output and flushed to the disk. Then a journal says what is to be
//! removed and renamed, and only then does that happen. Whoever opens the folder finishes a journal that was
//! interrupted, so the output is the old one or the new one, and each file in it is whole. A list says which files
//! were written; others are left alone.

mod journal;
mod manifest;
mod stage;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::{Failure, IoContext as _};
use crate::output::Output;
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
pub(crate) type Pace<'a> = &'a mut dyn FnMut() -> io::Result<()>;

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
        Self::open_at(root, &mut || Ok(()))
    }

    /// Makes the folder hold `output`, and nothing else that was written before.
    ///
    /// # Errors
    /// [`Failure::Refused`] if something that Terskel did not write is in the way. [`Failure::Broken`] if
    /// something could not be written; the folder then holds the old output still, or the new one after the
    /// next [`OutputFolder::open`].
    pub fn publish(&self, output: &Output) -> Result<Changes, Failure> {
        let files: Vec<(&str, &[u8])> = output.files().map(|(path, bytes)| (path.as_str(), bytes)).collect();
        self.publish_files(&files, &mut || Ok(()))
    }

    fn open_at(root: &Path, pace: Pace<'_>) -> Result<Self, Failure> {
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

    fn publish_files(&self, files: &[(&str, &[u8])], pace: Pace<'_>) -> Result<Changes, Failure> {
        let before = Manifest::read(&self.root).doing("read", &self.root.join(MANIFEST))?;
        let plan = self.plan(files, &before).doing("look through", &self.root)?;
        self.refuse_in_the_way(&plan, files)?;
        let (written, removed) = (plan.changed.len(), plan.removals.len());
        let changes = Changes { written, removed, kept: files.len() - written, strangers: plan.strangers };
        let manifest = Manifest::of(files.iter().map(|(path, _)| *path));
        if written + removed == 0 && before == manifest {
            return Ok(changes);
        }
        let list = manifest.text();
        let to_write = [plan.changed, vec![(MANIFEST, list.as_bytes())]].concat();
        let renames =
            Stage::fill(&self.root, &to_write, pace).doing("prepare the output beside", &self.root)?;
        let journal = Journal { removals: plan.removals, renames };
        journal.write(&self.root, pace).doing("write the journal in", &self.root)?;
        journal.apply(&self.root, pace).doing("write the output into", &self.root)?;
        Stage::remove(&self.root).doing("tidy up", &self.root)?;
        Ok(changes)
    }

    fn plan<'f>(&self, files: &[(&'f str, &'f [u8])], before: &Manifest) -> io::Result<Plan<'f>> {
        let changed: BTreeMap<&str, &[u8]> =
            files.iter().copied().filter(|(path, bytes)| !holds(&self.root.join(path), bytes)).collect();
        let wanted: BTreeSet<&str> = files.iter().map(|(path, _)| *path).collect();
        let is_ours = |path: &String| before.lists(path);
        let (ours, others): (Vec<String>, Vec<String>) = self.present()?.into_iter().partition(is_ours);
        let removals = ours.into_iter().filter(|path| !wanted.contains(path.as_str())).collect();
        let is_same = |path: &str| wanted.contains(path) && !changed.contains_key(path);
        let strangers = others.into_iter().filter(|path| !is_same(path)).collect();
        Ok(Plan { changed: changed.into_iter().collect(), removals, strangers })
    }

    /// A file must not take the place of one that Terskel did not write, nor of a folder with such in it.
    fn refuse_in_the_way(&self, plan: &Plan<'_>, files: &[(&str, &[u8])]) -> Result<(), Failure> {
        let clashes = |stranger: &&String| {
            let is_below = |path: &str, folder: &str| {
                path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            files.iter().any(|(path, _)| is_below(path, stranger) || is_below(stranger, path))
        };
        let refused = plan.strangers.iter().filter(clashes).map(|stranger| {
            let message = format!("`{stranger}` is in the way, and Terskel did not write it");
            Diagnostic::error(Place::Path(self.root.join(stranger)), message)
                .help("move it out of the output folder")
        });
        let refused: Vec<Diagnostic> = refused.collect();
        if refused.is_empty() { Ok(()) } else { Err(Failure::Refused(refused.into())) }
    }

    /// Every file of the output that is there, links included, which are never followed.
    fn present(&self) -> io::Result<Vec<String>> {
        let mut present = Vec::new();
        for part in PARTS.iter().chain(&DATA).map(|part| self.root.join(part)) {
            if part.symlink_metadata().is_err() {
                continue;
            }
            for entry in WalkDir::new(&part).follow_root_links(false).sort_by_file_name() {
                let entry = entry?;
                if !entry.file_type().is_dir() {
                    present.push(shown(&self.root, entry.path())?);
                }
            }
        }
        Ok(present)
    }
}

struct Plan<'f> {
    changed: Vec<(&'f str, &'f [u8])>,
    removals: Vec<String>,
    strangers: Vec<String>,
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
