//! Images of the content folder: looked at while the content is loaded, made smaller when the output asks for it.
//!
//! What is published of a JPEG, PNG or WebP says neither where nor with what it was taken: smaller ones are made of the
//! pixels alone (`Picture::make`), and the image in its own size is copied without everything that is not needed to
//! show it (`Picture::stripped`). Nothing is decoded while loading: a header tells the size. What was made is kept in a
//! [`Cache`], under the content's hash.

mod cache;
mod decode;
mod encode;
mod format;
mod header;
mod picture;
pub(crate) mod strip;
mod variant;

use std::panic::{self, AssertUnwindSafe};

pub use cache::Cache;
pub(crate) use format::{Format, is_readable};
pub use picture::Picture;
pub(crate) use variant::Variant;

/// Nothing, if others' code for images gives up on a broken one.
fn unless_it_panics<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}
