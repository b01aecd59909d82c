//! The whole portal from outside: a real server on its own port, real clients, a moved clock, no sleep.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod announce;
mod bad_input;
mod browser;
mod commands;
mod cost;
mod costs;
mod documents;
mod elsewhere;
mod faults;
mod gate;
mod house;
mod injection;
mod lasting;
mod limits;
mod lists;
mod logs;
mod meter;
mod money;
mod offers;
mod page;
mod patterns;
mod payments;
mod permissions;
mod portal;
mod refusals;
mod rehearse;
mod road;
mod rows;
mod rush;
mod seats;
mod serve;
mod sign_in;
mod template;
mod waitlist;
mod work;
