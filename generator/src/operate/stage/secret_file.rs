//! A file for what the AWS command line must read and nobody else may: it reads its input twice, so a pipe will not do.

use std::env::temp_dir;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use functions::random;

use crate::failure::{Failure, IoContext as _};

/// A file for its owner alone, which is gone when this is dropped.
pub(super) struct SecretFile {
    path: PathBuf,
}

impl SecretFile {
    /// With this text in it, under a name that nobody guesses.
    pub(super) fn holding(text: &str) -> Result<Self, Failure> {
        let name = random::id().map_err(|error| Failure::broken("could not name a file", error))?;
        let path = temp_dir().join(format!("terskel-{name}.json"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).doing("create", &path)?;
        let secret = Self { path };
        file.write_all(text.as_bytes()).doing("write", &secret.path)?;
        Ok(secret)
    }

    /// As the AWS command line names a file.
    pub(super) fn url(&self) -> String {
        format!("file://{}", self.path.display())
    }
}

impl Drop for SecretFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn only_its_owner_reads_it_and_it_does_not_stay() {
        let file = SecretFile::holding("secret").unwrap();
        let path = file.path.clone();
        assert_eq!(fs::read_to_string(&path).unwrap(), "secret");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        drop(file);
        assert!(!path.exists());
    }
}
