//! Commands that reach into a running portal's data.

mod address_list;
mod data;
pub mod feedback;
pub mod import;
pub mod keys;
pub mod launch;
pub mod members;
pub mod payments;
pub mod publish;
pub mod sales;
mod sheet;
pub mod stage;
pub mod waitlist;
