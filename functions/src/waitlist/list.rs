//! Who waits: for the creator.

use domain::address::EmailAddress;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::store::waitlist;

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Whom to tell.
    pub address: EmailAddress,
    /// Since when their entry has been confirmed.
    pub since: Timestamp,
    /// The path of the page they came from.
    pub source: String,
    /// What led them to that page, if it was told.
    pub campaign: Option<String>,
    /// The launches that opened for them while they waited.
    pub seen: Vec<String>,
}

/// Hands everybody who waits to `each`, who has waited longest first.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn list(app: &App, mut each: impl FnMut(Waiting)) -> Result<(), Broken> {
    let mut after = None;
    loop {
        let (addresses, next) = waitlist::page(&app.store, app.now(), after).await?;
        for address in addresses {
            // From the index: somebody may have left since.
            let Some(entry) = waitlist::waiting(&app.store, &address).await? else { continue };
            each(Waiting {
                address: entry.address,
                since: entry.since,
                source: entry.source,
                campaign: entry.campaign,
                seen: entry.seen.into_iter().collect(),
            });
        }
        match next {
            Some(cursor) => after = Some(cursor),
            None => return Ok(()),
        }
    }
}
