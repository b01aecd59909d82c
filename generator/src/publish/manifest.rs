//! What Terskel wrote into the output folder, so that it removes and overwrites that alone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::stage::write_through;

/// The file that marks an output folder and lists what was written into it.
pub(super) const MANIFEST: &str = ".terskel-output";

/// The list's first line.
const HEADING: &str = "Terskel builds into this folder. It replaces and removes these files, and no others:";

/// The paths that were written, from the output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeSet<String>);

impl Manifest {
    /// The list of these paths.
    pub(super) fn of<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        Self(paths.into_iter().map(str::to_owned).collect())
    }

    /// The list in the output folder; empty if the file is no such list, for then nothing is surely ours.
    pub(super) fn read(root: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(root.join(MANIFEST))?;
        let list = text.strip_prefix(HEADING).unwrap_or_default();
        Ok(Self::of(list.lines().filter(|line| !line.is_empty())))
    }

    /// Marks the output folder as one, unless that was done.
    pub(super) fn begin(root: &Path) -> io::Result<()> {
        let path = root.join(MANIFEST);
        if path.exists() { Ok(()) } else { write_through(&path, Self::default().text().as_bytes()) }
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        let lines = self.0.iter().map(|path| format!("{path}\n"));
        format!("{HEADING}\n{}", lines.collect::<String>())
    }

    pub(super) fn lists(&self, path: &str) -> bool {
        self.0.contains(path)
    }
}
