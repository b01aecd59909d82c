//! `terskel members`: what a creator does to one member's access.

use domain::address::EmailAddress;
use functions::members::{Deed, act};

use super::data::{DataFolder, with_app};
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;

/// What `terskel members` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    deed: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Withdraw a member's access, whatever was paid; it ends within seconds
    Revoke(Whom),
    /// Give a member's access back
    Restore(Whom),
    /// Sign a member out on every device, as after a lost phone
    SignOut(Whom),
}

#[derive(Debug, clap::Args)]
struct Whom {
    /// The member's e-mail address
    email: String,
    #[command(flatten)]
    data: DataFolder,
}

/// Does it, and tells on stderr what became of it.
///
/// # Errors
/// [`Failure::Refused`] if this is no address, or nobody's; [`Failure::Broken`] if the data cannot be reached.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
pub fn run(args: Args) -> Result<(), Failure> {
    let (deed, whom, told) = match args.deed {
        Command::Revoke(whom) => (
            Deed::Revoke,
            whom,
            "access is withdrawn until it is restored; the subscription goes on: end it with the payment provider",
        ),
        Command::Restore(whom) => (Deed::Restore, whom, "access is given back"),
        Command::SignOut(whom) => (Deed::SignOut, whom, "signed out on every device"),
    };
    let address = EmailAddress::parse(&whom.email)
        .map_err(|error| refused(&error.to_string(), "write one as in `kari@example.no`"))?;
    let found = with_app(whom.data.with_data()?, async |app| {
        act(app, deed, &address).await.map_err(|error| Failure::broken("could not change the member", error))
    })?;
    if !found {
        return Err(refused("nobody is, or was, a member with this address", "look for a typing error"));
    }
    eprintln!("{told}");
    Ok(())
}

fn refused(message: &str, help: &str) -> Failure {
    Failure::Refused(Diagnostic::error(Place::Path("email".into()), message).help(help).into())
}
