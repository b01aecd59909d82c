//! The seat-and-payment protocol explored in wider worlds than its tests have time for: some 30 million of them.
//!
//! `cargo run --release -p domain --example wider-worlds`
#![expect(clippy::print_stdout, clippy::expect_used, reason = "an example, and what it counts")]
#![expect(dead_code, reason = "the mistakes are for the tests")]

#[path = "../tests/seat_protocol/buyer.rs"]
mod buyer;
#[path = "../tests/seat_protocol/promises.rs"]
mod promises;
#[path = "../tests/seat_protocol/search.rs"]
mod search;
#[path = "../tests/seat_protocol/steps.rs"]
mod steps;

use std::process::ExitCode;

use search::{Scope, explore};
use steps::Bounds;

/// Buyers and seats; for each buyer the holds that still matter and the requests under way at once, and those in all.
const WORLDS: [(usize, u32, usize, usize, usize); 5] =
    [(1, 1, 2, 3, 3), (1, 1, 3, 2, 2), (2, 2, 2, 2, 2), (3, 1, 1, 2, 3), (3, 2, 2, 1, 2)];

fn main() -> ExitCode {
    for (buyers, seats, holds, requests, runs) in WORLDS {
        let each = Bounds { holds, runs: requests };
        match explore(Scope { buyers, seats, runs, each, flaw: None, watched: None }) {
            Ok(explored) => {
                println!("{buyers} buyers, {seats} seats: {} worlds keep every promise", explored.worlds);
            }
            Err(broken) => {
                println!(
                    "{buyers} buyers, {seats} seats: {:?} is broken by {:#?}",
                    broken.promise, broken.way
                );
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}
