//! Why a command did not do what it was asked: refused, or broken.

use std::io;
use std::path::Path;

use crate::diagnostics::{Diagnostic, Diagnostics, Place};

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something in the portal's files that its creator can put right; exit code 1.
    #[error("{0}")]
    Refused(Diagnostics),
    /// Something that broke on the way, most often input or output; exit code 2.
    #[error("{action}")]
    Broken {
        /// What was being done, and to which path, as in "could not read `content/site.yaml`".
        action: String,
        /// What the system answered.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Failure {
    /// Refuses because of something about a file or folder as such.
    #[must_use]
    pub fn refused(path: &Path, message: impl Into<String>) -> Self {
        Self::Refused(Diagnostic::error(Place::Path(path.to_owned()), message).into())
    }

    /// Broke on the way.
    #[must_use]
    pub fn broken(
        action: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Broken { action: action.into(), source: source.into() }
    }

    /// What the process ends with.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Broken { .. } => 2,
        }
    }
}

/// Says which action on which path an I/O error belongs to.
pub trait IoContext<T> {
    /// The failure "could not `action` `path`".
    ///
    /// # Errors
    /// If there was an I/O error.
    fn doing(self, action: &str, path: &Path) -> Result<T, Failure>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn doing(self, action: &str, path: &Path) -> Result<T, Failure> {
        self.map_err(|error| Failure::broken(format!("could not {action} `{}`", path.display()), error))
    }
}
