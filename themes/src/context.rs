//! What each template is given: one struct a template, filled by the generator or by a function.
//!
//! A template sees `site` (the same for every page) and the fields of its own struct. Instants are
//! [`jiff::Timestamp`]s and prices [`domain::money::Money`]; the filters `date`, `moment`, `month` and `money` turn them into words.

mod answers;
mod blocks;
mod launch;
mod look;
mod members;
mod public;
mod sections;
mod site;

pub use answers::*;
pub use blocks::*;
pub use launch::*;
pub use look::*;
pub use members::*;
pub use public::*;
pub use sections::*;
pub use site::*;
