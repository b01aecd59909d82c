//! `terskel members erase`.

use std::io::{BufRead, IsTerminal as _};

use functions::members::erase::erase;

use super::{address, refused};
use crate::failure::Failure;
use crate::operate::data::{DataFolder, with_app};
use crate::talk::{say, say_line};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Their e-mail address
    email: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    data: DataFolder,
}

const WHAT: &str = "\
what goes, for good: the address, name and devices; the place on the waitlist; the audiences it was imported into; the
  membership, if there is one, with its subscription and its customer at the payment provider. Nothing is given back
what stays, without a name: sales records and what was promised for the money, for bookkeeping; and, if they asked not to
  be written to, a hash that keeps it so
";

/// Says what goes and what stays, asks, and does it.
pub(super) fn run(args: Args) -> Result<(), Failure> {
    let (address, folder) = (address(&args.email)?, args.data.with_data()?);
    say(WHAT);
    let input = std::io::stdin();
    if !args.yes && !agreed(input.is_terminal(), input.lock())? {
        say_line("nothing was erased");
        return Ok(());
    }
    let known = with_app(folder, async |app| {
        let erased = erase(app, &address).await;
        erased.map_err(|error| Failure::broken("could not erase all of it; do it again", error))
    })?;
    if !known {
        return Err(refused("email", "nothing is known of this address", "look for a typing error"));
    }
    say_line("erased; what is at the payment provider follows, with `serve` as soon as it runs");
    Ok(())
}

/// Whether whoever sits at the terminal wants it.
fn agreed(is_terminal: bool, input: impl BufRead) -> Result<bool, Failure> {
    if !is_terminal {
        let help = "add `--yes` if it is to be erased without asking";
        return Err(refused("--yes", "nobody is there to be asked", help));
    }
    say("erase it? [y/N] ");
    read_answer(input).map_err(|error| Failure::broken("could not read the answer", error))
}

/// Whatever is not yes is no.
fn read_answer(mut input: impl BufRead) -> std::io::Result<bool> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_one() {
        let answer = |line: &str| agreed(true, line.as_bytes()).unwrap();
        assert!(["y\n", "Y", " yes \r\n"].into_iter().all(answer));
        assert!(!["", "\n", "n\n", "yy\n", "no yes\n"].into_iter().any(answer));
    }

    #[test]
    fn without_a_terminal_nobody_is_asked() {
        let expected = "\
error: nobody is there to be asked
--> --yes
 = help: add `--yes` if it is to be erased without asking

";
        assert_eq!(agreed(false, "y\n".as_bytes()).unwrap_err().to_string(), expected);
    }
}
