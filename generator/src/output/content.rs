//! What a file of the output holds: at hand, or made when it is asked for.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::failure::Failure;

/// A file's content.
#[derive(Clone)]
pub struct Content(Kind);

#[derive(Clone)]
enum Kind {
    Ready(Arc<[u8]>),
    Made(Arc<dyn Fn() -> Result<Vec<u8>, Failure> + Send + Sync>),
}

impl Content {
    pub(crate) fn ready(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Kind::Ready(bytes.into().into()))
    }

    pub(super) fn made(make: impl Fn() -> Result<Vec<u8>, Failure> + Send + Sync + 'static) -> Self {
        Self(Kind::Made(Arc::new(make)))
    }

    /// Its bytes, the same each time.
    ///
    /// # Errors
    /// If it is made, and a template or the wording is at fault.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Failure> {
        match &self.0 {
            Kind::Ready(bytes) => Ok(bytes.as_ref().into()),
            Kind::Made(make) => make().map(Cow::from),
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Ready(bytes) => write!(f, "{} bytes", bytes.len()),
            Kind::Made(_) => f.write_str("made when asked for"),
        }
    }
}
