//! Images that were made, kept in a folder for the next time. Without it everything is as it is, only later.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

/// How many bytes of an entry say what the others must be.
const CHECK: usize = 32;

/// A folder of images that were made, each under what it was made of.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The one beside the folder `content`: `.terskel/images`.
    #[must_use]
    pub fn beside(content: &Path) -> Self {
        let content = std::path::absolute(content).unwrap_or_else(|_| content.to_owned());
        let beside = content.parent().unwrap_or(&content);
        Self { folder: beside.join(".terskel").join("images") }
    }

    /// What was put under `key`, unless the entry was broken since.
    pub(super) fn get(&self, key: &str) -> Option<Vec<u8>> {
        let mut entry = fs::read(self.folder.join(key)).ok()?;
        let (check, bytes) = entry.split_at_checked(CHECK)?;
        if Sha256::digest(bytes).as_slice() != check {
            return None;
        }
        Some(entry.split_off(CHECK))
    }

    /// Keeps `bytes` under `key`. Where that cannot be, they are made again next time, which is no reason to stop.
    pub(super) fn put(&self, key: &str, bytes: &[u8]) {
        let _ = self.try_put(key, bytes);
    }

    fn try_put(&self, key: &str, bytes: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut entry = NamedTempFile::new_in(&self.folder)?;
        entry.write_all(&Sha256::digest(bytes))?;
        entry.write_all(bytes)?;
        entry.persist(self.folder.join(key))?;
        Ok(())
    }
}
