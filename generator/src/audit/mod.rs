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
mod public;
mod search;
mod secrets;
mod sieve;
pub(crate) mod words;

use std::fmt;

use crate::diagnostics::Diagnostics;
use crate::failure::Failure;
use crate::output::Output;
use crate::site::Site;
use public::PublicFile;
use search::Search;
pub use search::Seen;
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
    let audit = Audit::of(site);
    let seen = output.each(|path, bytes| audit.look(path, bytes))?;
    audit.tell(output, seen)
}

/// What lies behind the gate of one site, ready to be looked for in files as they are made.
pub struct Audit<'s>(Search<'s>);

impl<'s> Audit<'s> {
    /// Of this site.
    #[must_use]
    pub fn of(site: &'s Site) -> Self {
        Self(Search::new(Secrets::of(site, Auditor(()))))
    }

    /// What is seen in the file at `path` in the output; nothing if it lies behind the gate itself.
    ///
    /// # Errors
    /// Never in practice: if the data for the functions are no JSON.
    pub fn look(&self, path: &str, bytes: &[u8]) -> Result<Seen, Failure> {
        let part = public::part(path, bytes)?;
        Ok(part.map_or_else(Seen::default, |bytes| self.0.file(path, &bytes)))
    }

    /// What was seen in the files of `output`, in their order, as [`leaks`] tells it.
    ///
    /// # Errors
    /// If a file in which something was seen cannot be made a second time.
    pub fn tell(&self, output: &Output, seen: Vec<Seen>) -> Result<Diagnostics, Failure> {
        let files = output.files().zip(seen);
        let files = files.map(|((path, content), seen)| PublicFile { path: path.as_str(), content, seen });
        let public: Vec<PublicFile<'_>> = files.filter(|file| !file.seen.is_empty()).collect();
        let leaks = confirm::runs(&self.0.secrets, &public)?;
        Ok(findings::tell(&self.0.secrets, &public, leaks))
    }
}

impl fmt::Debug for Audit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit").finish_non_exhaustive()
    }
}
