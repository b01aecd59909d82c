//! Zip archives, and the documents and books that are such: each file in them, by its name.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Closed, Reader, Role};

impl Reader<'_> {
    pub(super) fn zip(&mut self, bytes: &[u8]) {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return self.binary(bytes) };
        let comment = String::from_utf8_lossy(archive.comment()).into_owned();
        self.prose(&comment, Role::Data);
        for index in 0..archive.len() {
            if self.left == 0 {
                return;
            }
            self.zipped(&mut archive, index);
        }
    }

    fn zipped(&mut self, archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) {
        let name = archive.name_for_index(index).and_then(Result::ok);
        let name = name.map(Cow::into_owned).unwrap_or_default();
        match archive.by_index(index) {
            Ok(mut file) => {
                let comment = file.comment().to_owned();
                let unpacked = self.read(file.by_ref());
                self.prose(&comment, Role::Data);
                self.packed(&name, &unpacked);
            }
            Err(error) => {
                self.name(&name);
                self.trail.push(name);
                self.closed(match error {
                    ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Closed::Encrypted,
                    _ => Closed::Unknown,
                });
                self.trail.pop();
            }
        }
    }
}
