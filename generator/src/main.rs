//! `terskel`: parse, call, exit.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;
use generator::cli::{self, Cli};
use generator::diagnostics::Colour;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => cli::run(cli, colour()),
        Err(usage) => cli::explain(&usage),
    }
}

#[expect(clippy::disallowed_methods, reason = "a binary's wiring reads the environment")]
fn colour() -> Colour {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if unwanted || !std::io::stderr().is_terminal() { Colour::None } else { Colour::Ansi }
}
