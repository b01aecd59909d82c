//! The mailbox: stands in for the mail provider (Amazon SES, version 2 of its API) while a portal is tried
//! out. Every mail that would have been sent lies here, to be read and its links to be followed.

pub(crate) mod mail;
mod pages;
mod ses;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::{get, post};
use tokio::sync::mpsc::UnboundedSender;

use self::mail::Mail;
use super::stand_in::{Clock, StandInError, second, write_whole};
use super::trouble::Trouble;

/// What a mailbox is opened with.
pub(crate) struct MailboxOptions {
    /// The clock it goes by.
    pub clock: Clock,
    /// The folder that keeps each mail as an `.eml` file; without one they end with it.
    pub data: Option<PathBuf>,
    /// Where [`Mailbox::pages_router`] is nested, as `/_terskel/mail`.
    pub mounted_at: String,
    /// How often it fails.
    pub trouble: Trouble,
    /// Where it tells what became of mails with tags, as the provider's events do.
    pub events: UnboundedSender<String>,
}

/// A mailbox; its clones share their mails.
#[derive(Clone)]
pub(crate) struct Mailbox(Arc<Inner>);

struct Inner {
    clock: Clock,
    data: Option<PathBuf>,
    mounted_at: String,
    trouble: Trouble,
    events: UnboundedSender<String>,
    /// The oldest first; a mail's number is its place, counted from one.
    mails: Mutex<Vec<Mail>>,
}

impl Mailbox {
    /// The mailbox with the mails that its folder holds.
    ///
    /// # Errors
    /// [`StandInError`] if the folder cannot be made or read, or a file in it is no kept mail.
    pub(crate) fn open(options: MailboxOptions) -> Result<Self, StandInError> {
        let MailboxOptions { clock, data, mounted_at, trouble, events } = options;
        let mails = Mutex::new(data.as_deref().map(kept_mails).transpose()?.unwrap_or_default());
        Ok(Self(Arc::new(Inner { clock, data, mounted_at, trouble, events, mails })))
    }

    /// The mail provider's API: an SDK's endpoint is wherever this is nested.
    pub(crate) fn ses_router(&self) -> Router {
        Router::new().route("/v2/email/outbound-emails", post(ses::send)).with_state(self.clone())
    }

    /// The pages that show the mails, and `/mails.json`.
    pub(crate) fn pages_router(&self) -> Router {
        Router::new()
            .route("/", get(pages::list))
            .route("/mails.json", get(pages::json))
            .route("/{number}", get(pages::show))
            .route("/{number}/html", get(pages::html))
            .with_state(self.clone())
    }

    /// Takes a mail in: kept first, then shown.
    fn take(&self, to: Vec<String>, raw: Vec<u8>) -> Result<(), StandInError> {
        let mail = Mail { at: second(&self.0.clock), to, raw };
        let mut mails = self.lock();
        if let Some(folder) = &self.0.data {
            write_whole(&folder.join(format!("{:06}.eml", mails.len() + 1)), &mail.to_file())?;
        }
        mails.push(mail);
        Ok(())
    }

    /// The mail of this number.
    fn mail(&self, number: usize) -> Option<Mail> {
        self.lock().get(number.checked_sub(1)?).cloned()
    }

    /// Every mail with its number, the newest first.
    fn newest_first(&self) -> Vec<(usize, Mail)> {
        self.lock().iter().enumerate().map(|(index, mail)| (index + 1, mail.clone())).rev().collect()
    }

    /// The mails after the first `known`, the oldest first.
    pub(crate) fn after(&self, known: usize) -> Vec<Mail> {
        self.lock().iter().skip(known).cloned().collect()
    }

    /// Tells what became of a mail. Nobody listens any more once `serve` ends.
    fn tell(&self, event: &serde_json::Value) {
        let _ = self.0.events.send(event.to_string());
    }

    fn trouble(&self) -> &Trouble {
        &self.0.trouble
    }

    fn mounted_at(&self) -> &str {
        &self.0.mounted_at
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Mail>> {
        // A mail is pushed whole, so a panic elsewhere cannot have left half of one.
        self.0.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn kept_mails(folder: &Path) -> Result<Vec<Mail>, StandInError> {
    fs::create_dir_all(folder).map_err(|source| StandInError::file("make", folder, source))?;
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut paths: Vec<PathBuf> = entries.map_err(|source| StandInError::file("read", folder, source))?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
    paths.sort();
    paths.iter().map(|path| kept_mail(path)).collect()
}

fn kept_mail(path: &Path) -> Result<Mail, StandInError> {
    let bytes = fs::read(path).map_err(|source| StandInError::file("read", path, source))?;
    let reason = "it does not begin with when and to whom it was sent".to_owned();
    Mail::from_file(&bytes).ok_or(StandInError::Unreadable { path: path.to_owned(), reason })
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox").field("data", &self.0.data).finish_non_exhaustive()
    }
}

impl fmt::Debug for MailboxOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailboxOptions").field("data", &self.data).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
