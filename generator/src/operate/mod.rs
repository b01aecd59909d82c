//! Commands that reach into a running portal's data.

mod address_list;
mod data;
pub mod import;
pub mod keys;
pub mod members;
mod progress;
