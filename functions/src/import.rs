//! Importing addresses into an audience.

use domain::address::EmailAddress;
use domain::slug::Slug;

use crate::app::App;
use crate::failure::Broken;
use crate::store::audience;

/// Puts `address` into `audience` for matching, on the given `basis`; once more changes nothing.
///
/// # Errors
/// [`Broken`] if the table cannot be written.
pub async fn import(app: &App, audience: &Slug, address: &EmailAddress, basis: &str) -> Result<(), Broken> {
    let write = audience::import(&app.hash(address), audience, basis, app.clock.now());
    app.store.write(write).await.map(|_| ())
}
