//! `terskel keys`: the keys that sign passes.

use super::data::DataFolder;
use crate::failure::Failure;
use crate::serve::secrets::Secrets;

/// What `terskel keys` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Sign passes with a new key from the next start of `serve` on; nobody is signed out
    Rotate(DataFolder),
}

/// Does it, and tells on stderr which key signs.
///
/// # Errors
/// [`Failure::Refused`] if there are no data; [`Failure::Broken`] if they cannot be reached.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
pub fn run(args: Args) -> Result<(), Failure> {
    let Command::Rotate(folder) = args.command;
    let folder = folder.with_data()?;
    let keys = Secrets::rotate_pass_keys(&folder.data.join("secrets.json"))?;
    let kids: Vec<String> = keys.all().map(|key| format!("`{}`", key.kid)).collect();
    eprintln!("the first of these keys signs from the next start on: {}", kids.join(", "));
    Ok(())
}
