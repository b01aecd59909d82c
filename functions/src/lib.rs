//! The functions of a portal: waitlist, offers, checkout, payments, access, account, members.
//!
//! Each endpoint file tells one story in one order: parse, load, decide (in `domain`), store, reply. Handlers
//! read plain HTTP parts only, so the same ones run in Lambda and in `terskel serve`. There is no store trait
//! and no mock: the real clients talk to AWS and the payment provider, or to stand-ins at another address.

mod access;
mod account;
pub mod announce;
pub mod app;
mod books;
mod callers;
mod checkout;
pub mod clock;
mod errand;
pub mod failure;
mod fingerprint;
pub mod function;
pub mod gate;
pub mod http;
pub mod import;
mod interval;
pub mod lambda;
pub mod ledger;
mod letter;
mod limits;
pub mod log;
mod mail;
mod mailer;
mod member_pages;
pub mod members;
mod metrics;
mod notice;
mod offers;
mod origin;
mod patience;
mod payments;
mod portal;
mod present;
mod provider;
pub mod random;
pub mod reconcile;
mod request_id;
mod reversals;
pub mod route;
pub mod settings;
pub mod setup;
pub mod store;
pub mod sweep;
mod tally;
pub mod tryout;
mod visitor;
pub mod waitlist;
mod waking;
mod withdraw;
