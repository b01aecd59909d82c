//! `terskel members`: who they are, and what a creator does for one of them.

mod add;
mod change_address;
mod erase;
mod export;
mod list;

use domain::address::EmailAddress;
use functions::members::{Deed, act};

use super::data::{DataFolder, with_app};
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::talk::say_line;

/// What `terskel members` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    deed: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List every member, who joined first at the front
    List(list::Args),
    /// Make somebody a member who has paid elsewhere, or need not pay; they are told by mail
    Add(add::Args),
    /// Write all that is known of one person; or, without an address, what every member was promised
    Export(export::Args),
    /// Forget a person for good, as they may demand; what bookkeeping must keep stays, without their name
    Erase(erase::Args),
    /// Give a member another e-mail address; both are told
    ChangeAddress(change_address::Args),
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

const REVOKED: &str = "access is withdrawn until it is restored; the subscription goes on: the member can end it on the \
                       account page, and you with the payment provider";

/// Does it; lists go to stdout, and what became of it to stderr.
///
/// # Errors
/// [`Failure::Refused`] if this is no address, or nobody's; [`Failure::Broken`] if the data cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    match args.deed {
        Command::List(args) => list::run(args),
        Command::Add(args) => add::run(args),
        Command::Export(args) => export::run(args),
        Command::Erase(args) => erase::run(args),
        Command::ChangeAddress(args) => change_address::run(args),
        Command::Revoke(whom) => do_to(Deed::Revoke, whom, REVOKED),
        Command::Restore(whom) => do_to(Deed::Restore, whom, "access is given back"),
        Command::SignOut(whom) => do_to(Deed::SignOut, whom, "signed out on every device"),
    }
}

fn do_to(deed: Deed, whom: Whom, told: &str) -> Result<(), Failure> {
    let address = address(&whom.email)?;
    let found = with_app(whom.data.with_data()?, async |app| {
        act(app, deed, &address).await.map_err(|error| Failure::broken("could not change the member", error))
    })?;
    if !found {
        return Err(nobody());
    }
    say_line(told);
    Ok(())
}

/// The address that `text` spells.
fn address(text: &str) -> Result<EmailAddress, Failure> {
    EmailAddress::parse(text)
        .map_err(|error| refused("email", &error.to_string(), "write one as in `kari@example.no`"))
}

fn nobody() -> Failure {
    refused("email", "nobody is, or was, a member with this address", "look for a typing error")
}

/// Nothing was done because of the argument `what`.
fn refused(what: &str, message: &str, help: &str) -> Failure {
    Failure::Refused(Diagnostic::error(Place::Path(what.into()), message).help(help).into())
}
