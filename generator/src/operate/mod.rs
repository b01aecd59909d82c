//! Commands that reach into a running portal's data.

pub mod import;
