//! What must happen by itself: seats whose time is over come free, and mails that wait are sent.

use crate::app::App;
use crate::checkout::settle;
use crate::failure::Broken;
use crate::mail;

/// One round of it. May run at any time, any number of times, beside everything else.
///
/// # Errors
/// [`Broken`] if the table cannot be read; what fails for one hold or mail is logged and left for the next round.
pub async fn sweep(app: &App) -> Result<(), Broken> {
    settle::sweep(app).await?;
    mail::deliver_waiting(app).await
}
