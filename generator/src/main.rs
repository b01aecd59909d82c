//! `terskel`: parse, call, exit.

use std::process::ExitCode;

use clap::Parser as _;
use generator::cli::{self, Cli};

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => cli::run(cli),
        Err(usage) => cli::explain(&usage),
    }
}
