//! A theme rendered: templates, wording and filters, the same at build time and at request time.
//!
//! The generator renders static pages with it, the functions answer pages with it, and both look alike
//! because they are. It reads no files and knows no clock: a theme arrives as [`files::ThemeFiles`], a
//! page's content as one of the structs in [`context`].

pub mod context;
pub mod files;
pub mod launch_view;
pub mod place;
pub mod purpose;
pub mod snapshot;
pub mod structured;
pub mod theme;
pub mod translations;
pub mod wording;

mod calls;
mod dates;
mod error;
mod escape;
mod filters;
mod nearest;
pub mod numbers;

// The samples are the gallery's, and say `themes` for this crate.
#[cfg(test)]
extern crate self as themes;
#[cfg(test)]
mod pages;
#[cfg(test)]
#[path = "../examples/gallery/samples/mod.rs"]
mod samples;
#[cfg(test)]
mod variables;
