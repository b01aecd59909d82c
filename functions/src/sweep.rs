//! What must happen by itself: seats whose time is over come free, what has its time is announced, mails that wait are
//! sent, and the gate is told.

use tracing::{Instrument as _, debug_span};

use crate::app::App;
use crate::checkout::settle;
use crate::failure::Broken;
use crate::{announce, errand, gate, mail};

/// One round of it. May run at any time, any number of times, beside everything else.
///
/// # Errors
/// [`Broken`] if the table or the gate's store cannot be reached; what fails for one hold or mail is logged and left
/// for the next round.
pub async fn sweep(app: &App) -> Result<(), Broken> {
    let settled = settle::sweep(&app.acting_as("sweeper")).await;
    let announced = announce::due(&app.acting_as("announce")).await;
    follow_up(app).await.and(announced).and(settled)
}

/// What a write to the table sets off: errands are done at the payment provider, the mails that were written are sent, and
/// the gate is told.
///
/// # Errors
/// As [`sweep`].
pub async fn follow_up(app: &App) -> Result<(), Broken> {
    errand::run_due(&app.acting_as("reconciler")).instrument(debug_span!("errands")).await?;
    mail::deliver_waiting(&app.acting_as("outbox")).instrument(debug_span!("mails")).await?;
    gate::carry(&app.acting_as("access")).instrument(debug_span!("gate")).await
}
