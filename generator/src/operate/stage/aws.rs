//! The AWS command line, which its owner has anyway: it knows who they are, and where.
//!
//! Everything of AWS goes through it but the table, the bucket and mails, which are asked too often. Version 1 does as well
//! as version 2.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;

/// The AWS command line.
#[derive(Clone, Debug)]
pub struct Aws {
    program: PathBuf,
}

/// Why it did not do what it was asked.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no such program here.
    Missing,
    /// It could not be run, or what it says does not read.
    Broken(String),
    /// It said no, in these words.
    Told(String),
}

/// What stands in its words before the code of an error, where they are AWS's own.
const AWS_SAYS: &str = "An error occurred (";

/// How words begin that repeat nothing.
const PLAIN: [&str; 2] = ["You must specify a region", "Could not connect"];

/// What its words begin or mention when it does not know who asks, or asks in vain.
const UNKNOWN: [&str; 12] = [
    "Unable to locate credentials",
    "Partial credentials found",
    "InvalidClientTokenId",
    "UnrecognizedClient",
    "SignatureDoesNotMatch",
    "InvalidSignatureException",
    "ExpiredToken",
    "AuthFailure",
    "SSO",
    "could not be found",
    "Unable to parse config file",
    "InvalidAccessKeyId",
];

const DENIED: [&str; 3] = ["AccessDenied", "not authorized", "UnauthorizedOperation"];

impl Default for Aws {
    fn default() -> Self {
        Self::at("aws")
    }
}

impl Aws {
    /// The program of this name or path.
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into() }
    }

    /// What it answers, as JSON. `doing` goes on after "could not".
    ///
    /// # Errors
    /// [`Failure::Refused`] for what the creator can put right; [`Failure::Broken`] for anything else.
    pub(super) fn ask<T: DeserializeOwned>(&self, doing: &str, arguments: &[&str]) -> Result<T, Failure> {
        self.try_ask(arguments).map_err(|trouble| trouble.failure(doing))
    }

    /// Likewise, about something secret: of what it says only AWS's own words are told, for it repeats what it was given.
    pub(super) fn ask_quietly<T: DeserializeOwned>(
        &self,
        doing: &str,
        arguments: &[&str],
    ) -> Result<T, Failure> {
        self.try_ask(arguments).map_err(|trouble| trouble.without_echo().failure(doing))
    }

    pub(super) fn try_ask<T: DeserializeOwned>(&self, arguments: &[&str]) -> Result<T, Trouble> {
        let text = self.run(&[arguments, &["--output", "json"]].concat())?;
        let text = if text.trim().is_empty() { "null" } else { text.as_str() };
        serde_json::from_str(text).map_err(|_| Trouble::Broken("its answer does not read".to_owned()))
    }

    /// What it answers, as it is.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<String, Trouble> {
        let mut command = Command::new(&self.program);
        let output =
            command.args(arguments).stdin(Stdio::null()).output().map_err(|error| match error.kind() {
                ErrorKind::NotFound => Trouble::Missing,
                _ => Trouble::Broken(error.to_string()),
            })?;
        if !output.status.success() {
            return Err(Trouble::Told(last_words(&String::from_utf8_lossy(&output.stderr))));
        }
        String::from_utf8(output.stdout).map_err(|error| Trouble::Broken(error.to_string()))
    }
}

impl Trouble {
    /// Whether its words mention this.
    pub(super) fn mentions(&self, word: &str) -> bool {
        matches!(self, Self::Told(told) if told.contains(word))
    }

    /// Without anything that may be what it was given.
    fn without_echo(self) -> Self {
        let Self::Told(told) = self else { return self };
        let code = told.split_once(AWS_SAYS).and_then(|(_, rest)| rest.split_once(')'));
        let is_plain = UNKNOWN.iter().chain(&PLAIN).any(|beginning| told.starts_with(beginning));
        match code {
            Some((code, _)) => Self::Told(format!("{AWS_SAYS}{code})")),
            None if is_plain => Self::Told(told),
            None => Self::Told("it could not read its input".to_owned()),
        }
    }

    /// As what became of `doing`.
    pub(super) fn failure(self, doing: &str) -> Failure {
        match self {
            Self::Missing => {
                let help = "get it as https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html says, \
                            and run `aws configure`";
                refused("aws", "the AWS command line is not on this machine", help)
            }
            Self::Broken(why) => {
                Failure::broken(format!("could not {doing}: the AWS command line broke"), why)
            }
            Self::Told(told) => answered(doing, told),
        }
    }
}

/// What its words come to.
fn answered(doing: &str, told: String) -> Failure {
    let mentions = |words: &[&str]| words.iter().any(|word| told.contains(word));
    let (message, help) = if told.contains("specify a region") {
        ("AWS was not told which region to look in", "run `aws configure`, or set `AWS_DEFAULT_REGION`")
    } else if mentions(&UNKNOWN) {
        ("AWS does not know who you are", "run `aws configure`, or sign in anew with `aws sso login`")
    } else if mentions(&DENIED) {
        (
            "AWS does not let you do this",
            "ask whoever keeps the account for the right to do it, or take another profile",
        )
    } else {
        return Failure::broken(format!("could not {doing}"), told);
    };
    let refusal = Diagnostic::error(Place::Path("aws".into()), message).note(told);
    Failure::Refused(refusal.help(help).into())
}

/// What it says at the very end; before that it may explain itself at length.
fn last_words(stderr: &str) -> String {
    let mut lines = stderr.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next_back().unwrap_or("it said nothing").to_owned()
}

/// Nothing was done because of what is at `place`.
pub(in crate::operate) fn refused(place: &str, message: &str, help: &str) -> Failure {
    Failure::Refused(Diagnostic::error(Place::Path(place.into()), message).help(help).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_it_was_given_is_told_of_a_secret() {
        let told = |told: &str| match Trouble::Told(told.to_owned()).without_echo() {
            Trouble::Told(told) => told,
            other => panic!("{other:?}"),
        };
        assert_eq!(told("JSON received: {\"Value\":\"k1:secret\"}"), "it could not read its input");
        assert_eq!(
            told("aws: [ERROR]: An error occurred (ValidationException) when calling: Value 'secret' failed"),
            "An error occurred (ValidationException)"
        );
        let plain =
            "Unable to locate credentials. You can configure credentials by running \"aws configure\".";
        assert_eq!(told(plain), plain);
    }
}
