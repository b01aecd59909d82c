//! An image of the content folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use image::DynamicImage;
use sha2::{Digest as _, Sha256};

use super::cache::Cache;
use super::header::Header;
use super::{Format, Variant, decode, encode, strip, unless_it_panics};
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::{Failure, IoContext as _};

/// Part of every name under which something made is kept: another number, and everything is made anew.
const RECIPE: &[u8] = b"terskel images 1\0";

/// An image that was looked at, and can be made smaller.
#[derive(Debug)]
pub struct Picture {
    path: PathBuf,
    pub(super) format: Format,
    pub(super) header: Header,
    /// Of its bytes and of how images are made.
    digest: String,
    /// Its pixels, as long as somebody works on them.
    pixels: Mutex<Weak<DynamicImage>>,
}

impl Picture {
    /// Looks at the image `bytes` that was read from `path`.
    ///
    /// # Errors
    /// If it is broken or too large, or if its name says that it is something else.
    pub(crate) fn look(path: PathBuf, bytes: &[u8]) -> Result<Self, Box<Diagnostic>> {
        let format = format_of(&path, bytes)?;
        let header = unless_it_panics(|| Header::read(format, bytes)).filter(|header| header.width > 0);
        let header = header.filter(|header| header.height > 0).ok_or_else(|| broken(&path))?;
        if header.is_too_large() {
            return Err(too_large(&path, header));
        }
        if strip::stripped(format, bytes, header.orientation).is_none() {
            let message = format!("the image `{}` breaks off before its end", name_of(&path));
            let torn = Diagnostic::error(Place::Path(path), message);
            return Err(Box::new(torn.help("copy it anew from where it came from")));
        }
        let digest = digest(bytes);
        Ok(Self { path, format, header, digest, pixels: Mutex::default() })
    }

    /// Its name without the ending.
    pub(super) fn stem(&self) -> &str {
        self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("image")
    }

    /// What changes with its content.
    pub(super) fn fingerprint(&self) -> &str {
        &self.digest[..8]
    }

    /// Width and height as it is shown.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.header.upright()
    }

    /// The image in its own size and quality, without what is not needed to show it.
    ///
    /// # Errors
    /// [`Failure::Broken`] if it cannot be read; [`Failure::Refused`] if it breaks off, which it did not before.
    pub(crate) fn stripped(&self) -> Result<Vec<u8>, Failure> {
        let bytes = fs::read(&self.path).doing("read", &self.path)?;
        strip::stripped(self.format, &bytes, self.header.orientation).ok_or_else(|| self.broken())
    }

    /// The image as `variant` has it: from the cache, or made and put there.
    ///
    /// # Errors
    /// [`Failure::Broken`] if it cannot be read; [`Failure::Refused`] if its pixels are broken, or it changed since it was
    /// looked at.
    pub(crate) fn make(&self, variant: Variant, cache: &Cache) -> Result<Vec<u8>, Failure> {
        let key = format!("{}-{}-{}", self.digest, variant.width, variant.format.ending());
        if let Some(kept) = cache.get(&key) {
            return Ok(kept);
        }
        let pixels = self.pixels()?;
        let made = unless_it_panics(|| encode::encode(&pixels, variant, self.format));
        let made = made.ok_or_else(|| self.broken())?;
        cache.put(&key, &made);
        Ok(made)
    }

    /// Its pixels as the largest variant has them; decoded once for all who ask meanwhile.
    fn pixels(&self) -> Result<Arc<DynamicImage>, Failure> {
        let mut shared = self.pixels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pixels) = shared.upgrade() {
            return Ok(pixels);
        }
        let bytes = self.bytes()?;
        let largest = Variant::largest(self);
        let pixels = unless_it_panics(|| decode::decode(self.format, self.header, &bytes, largest));
        let pixels = Arc::new(pixels.ok_or_else(|| self.broken())?);
        *shared = Arc::downgrade(&pixels);
        Ok(pixels)
    }

    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let bytes = fs::read(&self.path).doing("read", &self.path)?;
        if digest(&bytes) == self.digest {
            return Ok(bytes);
        }
        let message = format!("the image `{}` changed meanwhile", name_of(&self.path));
        let changed = Diagnostic::error(Place::Path(self.path.clone()), message);
        Err(Failure::Refused(changed.help("begin again, now that it has").into()))
    }

    fn broken(&self) -> Failure {
        Failure::Refused((*broken(&self.path)).into())
    }
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::new().chain_update(RECIPE).chain_update(bytes).finalize();
    let first = digest.iter().take(16).fold(0, |first: u128, byte| first << 8 | u128::from(*byte));
    format!("{first:032x}")
}

fn format_of(path: &Path, bytes: &[u8]) -> Result<Format, Box<Diagnostic>> {
    let name = name_of(path);
    let (named, is) = (Format::by_name(&name), Format::by_first_bytes(bytes));
    match (named, is) {
        (Some(named), Some(is)) if named == is => Ok(is),
        (_, Some(is)) => {
            let message = format!("`{name}` is a {} image by its content", is.title());
            let other = Diagnostic::error(Place::Path(path.to_owned()), message);
            let right = Path::new(&name).with_extension(is.ending());
            Err(Box::new(other.help(format!("name it `{}`", right.display()))))
        }
        (Some(named), None) => {
            let message = format!("`{name}` is no {} image, or is broken", named.title());
            let strange = Diagnostic::error(Place::Path(path.to_owned()), message);
            Err(Box::new(strange.help("save it anew as JPEG, PNG or WebP in a program for images")))
        }
        (None, None) => Err(broken(path)),
    }
}

fn broken(path: &Path) -> Box<Diagnostic> {
    let message = format!("the image `{}` is broken", name_of(path));
    let broken = Diagnostic::error(Place::Path(path.to_owned()), message);
    Box::new(broken.help("save it anew in a program for images"))
}

fn too_large(path: &Path, header: Header) -> Box<Diagnostic> {
    let message = format!(
        "the image `{}` has {} × {} pixels, and 64 million are the most",
        name_of(path),
        header.width,
        header.height
    );
    let large = Diagnostic::error(Place::Path(path.to_owned()), message);
    Box::new(large.help("save it smaller; no page shows more than 1600 pixels across"))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
