//! Files of one folder that are made together, and whose names are known only then: a search index.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::failure::Failure;

/// Files by their names in the folder.
type Files = BTreeMap<String, Vec<u8>>;

/// How they are made: names and contents.
type Make = dyn Fn() -> Result<Vec<(String, Vec<u8>)>, Failure> + Send + Sync;

/// The folder, with how its files are made.
pub(super) struct Bundle {
    /// What the paths of its files begin with.
    under: String,
    make: Box<Make>,
    made: Mutex<Option<Arc<Files>>>,
}

impl Bundle {
    /// In the folder `under`, which ends with a slash.
    pub(super) fn new(
        under: impl Into<String>,
        make: impl Fn() -> Result<Vec<(String, Vec<u8>)>, Failure> + Send + Sync + 'static,
    ) -> Self {
        Self { under: under.into(), make: Box::new(make), made: Mutex::default() }
    }

    /// The file at `path` in the output, if it is one of them. They are made when one of them is asked for, and kept.
    ///
    /// # Errors
    /// If they cannot be made.
    pub(super) fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        match path.strip_prefix(&self.under) {
            Some(name) => Ok(self.files()?.get(name).cloned()),
            None => Ok(None),
        }
    }

    /// All of them, by their paths in the output.
    ///
    /// # Errors
    /// If they cannot be made.
    pub(super) fn all(&self) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let files = (self.make)()?.into_iter();
        Ok(files.map(|(name, bytes)| (format!("{}{name}", self.under), bytes)).collect())
    }

    /// Lets them be made again: what they are made of is another.
    pub(super) fn forget(&self) {
        *self.made.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn files(&self) -> Result<Arc<Files>, Failure> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = &*made {
            return Ok(Arc::clone(files));
        }
        let files: Arc<Files> = Arc::new((self.make)()?.into_iter().collect());
        *made = Some(Arc::clone(&files));
        Ok(files)
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "files in {}", self.under)
    }
}
