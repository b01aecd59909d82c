//! How the outcome of a command is told: to people, or to an editor or script that asked for JSON.

use std::error::Error as _;

use clap::Args;

use crate::Watch;
use crate::diagnostics::{Colour, Diagnostics};
use crate::failure::Failure;
use crate::talk::{print, say};

/// What was asked for.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Telling {
    /// Print what was found as JSON on stdout, for editors and scripts
    #[arg(long)]
    json: bool,
    /// Say only what is wrong
    #[arg(long, short)]
    quiet: bool,
}

/// The one door for talk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Teller {
    telling: Telling,
    colour: Colour,
}

impl Teller {
    pub(super) fn new(telling: Telling, colour: Colour) -> Self {
        Self { telling, colour }
    }

    /// Whether to show how far the command has come.
    pub(super) fn watch(self) -> Watch {
        if self.telling.quiet || self.telling.json { Watch::Nobody } else { Watch::Terminal }
    }

    /// What was done, and what is hardly as meant.
    pub(super) fn done(self, warnings: &Diagnostics, summary: &str) {
        self.found(warnings);
        if !self.telling.quiet {
            say(summary);
        }
    }

    /// Why it was not done.
    pub(super) fn failed(self, failure: &Failure) {
        match failure {
            Failure::Refused(diagnostics) => {
                self.found(diagnostics);
                let mistakes = match diagnostics.error_count() {
                    1 => "1 mistake".to_owned(),
                    count => format!("{count} mistakes"),
                };
                say(format!("{mistakes} to put right; nothing was written\n"));
            }
            Failure::Broken { action, .. } => {
                let reason = failure.source().map_or_else(String::new, |source| format!(": {source}"));
                say(format!("error: {action}{reason}\n"));
            }
        }
    }

    fn found(self, diagnostics: &Diagnostics) {
        if self.telling.json {
            print(diagnostics.to_json().as_bytes());
        } else {
            say(diagnostics.render(self.colour));
        }
    }
}
