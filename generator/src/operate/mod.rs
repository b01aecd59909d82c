//! Commands that reach into a running portal's data.

mod address_list;
pub mod import;
