//! The functions' own reading of webhooks, each file under the path by which it names the others.
#![allow(dead_code, reason = "not all of it is fuzzed")]

#[path = "../../../functions/src/provider/hint.rs"]
pub mod hint;
pub mod stripe;
