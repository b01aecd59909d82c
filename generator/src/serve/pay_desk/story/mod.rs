//! What happens at the pay desk, and the events that tell of it: a file for each story.
//!
//! A story changes the books as of the instant at which they stand.

pub(super) mod arriving;
pub(super) mod buying;
pub(super) mod cancelling;
pub(super) mod carding;
pub(super) mod charging;
pub(super) mod disputing;
pub(super) mod due;
pub(super) mod expiring;
pub(super) mod invoicing;
pub(super) mod refunding;
pub(super) mod renewing;
