//! The command line: what can be asked for, and how the answer is told.
//!
//! Data goes to stdout, talk to stderr. Exit codes: 0, 1 (you can put it right), 2 (it broke).

mod new;
mod teller;
mod theme;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;
use jiff::Timestamp;

use crate::Care;
use crate::diagnostics::Colour;
use crate::failure::Failure;
use crate::load::Sources;
use teller::{Teller, Telling, print};

/// Turns a folder of Markdown into a membership portal.
#[derive(Debug, Parser)]
#[command(name = "terskel", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small portal to begin with, in a new folder
    New(new::Args),
    /// Build the portal into a folder
    Build {
        #[command(flatten)]
        sources: Sources,
        /// The folder to build into
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        #[command(flatten)]
        telling: Telling,
    },
    /// Look for mistakes, and build nothing
    Check {
        #[command(flatten)]
        sources: Sources,
        /// Also look for what lies behind the gate in everything that is public
        #[arg(long)]
        leaks: bool,
        /// Also refuse what must not be published: leaks, and the sample's values
        #[arg(long)]
        for_publishing: bool,
        #[command(flatten)]
        telling: Telling,
    },
    /// Print what the deployment's template must know of the portal
    Parameters {
        #[command(flatten)]
        sources: Sources,
    },
    /// Put the portal in place at AWS, or go back to what was there before
    #[cfg(feature = "portal")]
    Publish(crate::operate::publish::Args),
    /// Show the whole portal on this machine, with its sign-up, mailbox and pay desk
    #[cfg(feature = "portal")]
    Serve(crate::serve::Args),
    /// Play a launch from the waitlist to the closing, with faults, before it is real
    #[cfg(feature = "portal")]
    Rehearse(crate::rehearse::Args),
    /// Import the e-mail addresses of an audience
    #[cfg(feature = "portal")]
    Import(crate::operate::import::Args),
    /// Announce a launch, and see what became of its mails
    #[cfg(feature = "portal")]
    Launch(crate::operate::launch::Args),
    /// See who waits
    #[cfg(feature = "portal")]
    Waitlist(crate::operate::waitlist::Args),
    /// See who is a member; add, change, export and erase one; withdraw access, or sign somebody out
    #[cfg(feature = "portal")]
    Members(crate::operate::members::Args),
    /// Read what members wrote about lessons
    #[cfg(feature = "portal")]
    Feedback(crate::operate::feedback::Args),
    /// Write a year's sales records, for the books
    #[cfg(feature = "portal")]
    Sales(crate::operate::sales::Args),
    /// Set up what is sold at the payment provider, and look for what got lost on the way
    #[cfg(feature = "portal")]
    Payments(crate::operate::payments::Args),
    /// Change the key that signs passes
    #[cfg(feature = "portal")]
    Keys(crate::operate::keys::Args),
    /// See which templates there are, and copy one to change it
    Theme(theme::Args),
    /// Print what a shell needs to complete commands with the Tab key
    Completions {
        /// The shell to print it for
        shell: Shell,
    },
}

impl Command {
    /// What was asked about how its outcome is told.
    fn telling(&self) -> Telling {
        match self {
            Self::Build { telling, .. } | Self::Check { telling, .. } => *telling,
            _ => Telling::default(),
        }
    }
}

/// Does what was asked, and tells the outcome.
#[must_use]
pub fn run(cli: Cli, colour: Colour) -> ExitCode {
    let teller = Teller::new(cli.command.telling(), colour);
    let done = match cli.command {
        Command::Build { sources, out, .. } => build(sources, &out, teller),
        Command::Check { sources, leaks, for_publishing, .. } => {
            check(sources, care(leaks, for_publishing), teller)
        }
        Command::Parameters { sources } => parameters(sources),
        #[cfg(feature = "portal")]
        Command::Publish(args) => crate::operate::publish::run(args),
        #[cfg(feature = "portal")]
        Command::Serve(args) => crate::serve::run(args),
        #[cfg(feature = "portal")]
        Command::Rehearse(args) => crate::rehearse::run(args),
        #[cfg(feature = "portal")]
        Command::Import(args) => crate::operate::import::run(args),
        #[cfg(feature = "portal")]
        Command::Launch(args) => crate::operate::launch::run(args),
        #[cfg(feature = "portal")]
        Command::Waitlist(args) => crate::operate::waitlist::run(args),
        #[cfg(feature = "portal")]
        Command::Members(args) => crate::operate::members::run(args),
        #[cfg(feature = "portal")]
        Command::Feedback(args) => crate::operate::feedback::run(args),
        #[cfg(feature = "portal")]
        Command::Sales(args) => crate::operate::sales::run(args),
        #[cfg(feature = "portal")]
        Command::Payments(args) => crate::operate::payments::run(args),
        #[cfg(feature = "portal")]
        Command::Keys(args) => crate::operate::keys::run(args),
        Command::New(args) => new::run(args),
        Command::Theme(args) => theme::run(&args),
        Command::Completions { shell } => {
            completions(shell);
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            teller.failed(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Prints help, the version, or what was wrong with the arguments.
#[must_use]
pub fn explain(usage: &clap::Error) -> ExitCode {
    let printed = usage.print();
    if usage.use_stderr() || printed.is_err() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn care(leaks: bool, for_publishing: bool) -> Care {
    match (leaks, for_publishing) {
        (_, true) => Care::Publishing,
        (true, false) => Care::Leaks,
        (false, false) => Care::Mistakes,
    }
}

fn build(sources: Sources, out: &Path, teller: Teller) -> Result<(), Failure> {
    let begun = Instant::now();
    let report = crate::build_watched(sources, out, now(), teller.watch())?;
    let took = seconds(begun.elapsed());
    let changes = &report.changes;
    let summary = format!(
        "built {} pages in {took}: {} files written, {} removed, {} as they were\n",
        report.pages, changes.written, changes.removed, changes.kept
    );
    teller.done(&report.warnings, &summary);
    Ok(())
}

fn check(sources: Sources, care: Care, teller: Teller) -> Result<(), Failure> {
    let checked = crate::check_watched(sources, now(), care, teller.watch())?;
    teller.done(&checked.warnings, &format!("checked {} pages: nothing to put right\n", checked.pages));
    Ok(())
}

fn parameters(sources: Sources) -> Result<(), Failure> {
    print(crate::parameters(sources)?.as_bytes());
    Ok(())
}

fn completions(shell: Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "terskel", &mut script);
    print(&script);
}

#[expect(clippy::disallowed_methods, reason = "the plain generator's only clock")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}
