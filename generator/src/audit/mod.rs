//! The leak audit: what lies behind the gate is looked for in everything that is public.
//!
//! Every run of eight words of a gated text, every title and address that is not teased and every gated file is looked
//! for in each public file, whatever it is and whatever is packed into it, and in what the functions make public
//! answers from. `extract` gets the texts out of files, `words` makes them comparable, `secrets` gathers what to
//! look for, `search` and `confirm` find it, `findings` tells it. Nothing here reads or writes a file.

mod allowed;
mod confirm;
mod extract;
mod findings;
pub(crate) mod lesson;
mod parallel;
mod public;
mod search;
mod secrets;
mod sieve;
pub(crate) mod words;

use crate::diagnostics::Diagnostics;
use crate::failure::Failure;
use crate::output::Output;
use crate::site::Site;
use search::Search;
use secrets::Secrets;
pub(crate) use secrets::texts_of;

/// Whom [`Gated`](crate::output::Gated) opens to: only the audit has one, and it puts nothing into the output.
#[derive(Clone, Copy, Debug)]
pub struct Auditor(());

/// Everything of `site` behind the gate that is public in `output`, as errors; and as warnings, what is public and
/// could not be looked through.
///
/// # Errors
/// Never in practice: if the data for the functions cannot be written as JSON.
pub fn leaks(site: &Site, output: &Output) -> Result<Diagnostics, Failure> {
    let secrets = Secrets::of(site, Auditor(()));
    let public = public::everything(output)?;
    let search = Search::new(&secrets);
    let seen = parallel::map(&public, |file| search.file(file));
    let leaks = confirm::runs(&secrets, &public, &seen);
    Ok(findings::tell(&secrets, &public, &seen, leaks))
}
