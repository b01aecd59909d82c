//! `terskel members change-address`.

use functions::members::readdress::{Readdressed, change_address};

use super::{address, nobody, refused};
use crate::failure::Failure;
use crate::operate::data::{DataFolder, with_app};
use crate::talk::say_line;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address that they have
    old: String,
    /// The one that they want
    new: String,
    #[command(flatten)]
    data: DataFolder,
}

/// Changes it, and tells so on stderr.
pub(super) fn run(args: Args) -> Result<(), Failure> {
    let (old, new) = (address(&args.old)?, address(&args.new)?);
    let changed = with_app(args.data.with_data()?, async |app| {
        let changed = change_address(app, &old, &new).await;
        changed.map_err(|error| Failure::broken("could not change the address", error))
    })?;
    match changed {
        Readdressed::Done => {
            say_line("changed; number, price and devices stay, and both addresses are told by mail");
            Ok(())
        }
        Readdressed::Nobody => Err(nobody()),
        Readdressed::Taken => Err(refused(
            "email",
            "somebody else is, or was, a member with the new address",
            "choose another; or, if both are the same person, erase the one that is not used: `terskel members erase`",
        )),
    }
}
