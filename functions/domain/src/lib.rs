//! The rules of a beta launch: who may buy, at what price, how many, and what a membership opens.
//!
//! Everything here is pure. No I/O, no clock (`now` is an argument), no randomness (random bytes are
//! an argument), no async. Money is integer minor units with a currency; an instant is a
//! [`jiff::Timestamp`] and becomes a local day or month only through the portal's time zone.
#![warn(missing_docs)]

pub mod address;
pub mod address_book;
pub mod announcement;
pub mod audience;
pub mod buyer;
pub mod calendar;
pub mod feedback;
pub mod hold;
pub mod keyed_hash;
pub mod lang;
pub mod launch;
pub mod lesson;
pub mod level;
pub mod limit;
pub mod membership;
pub mod money;
pub mod pass;
pub mod portal;
pub mod progress;
pub mod quote;
pub mod release;
pub mod return_path;
pub mod reversal;
pub mod sale;
pub mod seats;
pub mod sign_in_code;
pub mod slug;
pub mod timeline;
pub mod token;
pub mod withdrawal;
