//! What follows from a payment: the seat is taken and a member made, or the seat comes free.
//!
//! The webhook, the return page, giving up and the sweeper all end here, in any order and any number of times.
//! Each round reads the hold, asks the provider, and writes everything in one transaction that holds only if
//! the hold still stands as it was read; otherwise it begins again.

use std::time::Duration;

use domain::hold::{HoldState, Payment, Settlement, settle as decide};

use super::join;
use crate::app::App;
use crate::failure::Broken;
use crate::provider::{ProviderId, Session};
use crate::random;
use crate::store::hold::Hold;
use crate::store::{self, Commit, Write};

/// Why it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause<'a> {
    /// The provider sent this event.
    Event(&'a str),
    /// The buyer came back, or the sweeper came by.
    Asked,
}

/// How often it begins again when something else came first.
const ROUNDS: u32 = 10;

/// Writes what follows for the hold of this id from what the provider says of `session` now.
pub(crate) async fn settle(
    app: &App,
    hold: &str,
    session: &ProviderId,
    cause: Cause<'_>,
) -> Result<(), Broken> {
    for attempt in 0..ROUNDS {
        let Some(hold) = store::hold::get(&app.store, hold).await? else { return Ok(()) };
        let Some(session) = app.provider()?.session(session).await? else { return Ok(()) };
        let mut writes = writes(app, &hold, session.payment, Some(&session)).await?;
        if let Cause::Event(id) = cause {
            writes.push(store::event::put_new(id, app.now()));
        }
        if commit(app, writes).await? || is_done(app, cause).await? {
            return Ok(());
        }
        begin_again(attempt).await?;
    }
    Err(Broken::busy("settling a hold", "other writes to the same rows kept coming first"))
}

/// Ends the hold: closes its session at the provider, then settles it. The session's id, if it was paid after all.
pub(crate) async fn end(app: &App, hold: &str) -> Result<Option<String>, Broken> {
    for attempt in 0..ROUNDS {
        let Some(hold) = store::hold::get(&app.store, hold).await? else { return Ok(None) };
        if hold.state != HoldState::Open {
            return Ok(hold.session.filter(|_| hold.state.is_paid()));
        }
        let session = match hold.session.as_deref().and_then(ProviderId::parse) {
            Some(id) => app.provider()?.end_session(&id).await?,
            None => None,
        };
        let payment = session.as_ref().map_or(Payment::Expired, |session| session.payment);
        let writes = writes(app, &hold, payment, session.as_ref()).await?;
        if writes.is_empty() {
            return Err(Broken::new("ending a hold", "the provider keeps its session open"));
        }
        if commit(app, writes).await? {
            return Ok(session.filter(|_| payment == Payment::Paid).map(|session| session.id));
        }
        begin_again(attempt).await?;
    }
    Err(Broken::busy("ending a hold", "other writes to the same rows kept coming first"))
}

/// Settles every hold whose time is over. The provider is asked before a seat is released, and once more a day later:
/// a payment that came too late is found even if every word of it was lost.
pub(crate) async fn sweep(app: &App) -> Result<(), Broken> {
    for id in store::hold::due(&app.store, app.now()).await? {
        if let Err(error) = end(app, &id).await {
            tracing::error!(%error, "a hold could not be settled");
            app.store.write(store::hold::postpone(&id, app.now())).await?;
        }
    }
    for id in store::hold::released(&app.store, app.now()).await? {
        if let Err(error) = ask_again(app, &id).await {
            tracing::error!(%error, "a released hold could not be asked about");
            app.store.write(store::hold::postpone(&id, app.now())).await?;
        }
    }
    Ok(())
}

async fn ask_again(app: &App, id: &str) -> Result<(), Broken> {
    let hold = store::hold::get(&app.store, id).await?;
    let session = hold.and_then(|hold| ProviderId::parse(&hold.session?));
    if let Some(session) = session {
        settle(app, id, &session, Cause::Asked).await?;
    }
    app.store.write(store::hold::leave_alone(id)).await.map(|_| ())
}

/// Whether the event's effect was written by somebody else in between.
async fn is_done(app: &App, cause: Cause<'_>) -> Result<bool, Broken> {
    match cause {
        Cause::Event(id) => store::event::is_done(&app.store, id).await,
        Cause::Asked => Ok(false),
    }
}

async fn begin_again(attempt: u32) -> Result<(), Broken> {
    random::pause(Duration::from_millis(10 << attempt.min(6))).await
}

/// Writes a round, if nothing else came first. One without writes has nothing to do.
async fn commit(app: &App, writes: Vec<Write>) -> Result<bool, Broken> {
    Ok(writes.is_empty() || app.store.transact(writes).await? == Commit::Done)
}

/// What follows from this payment for the hold, all at once.
async fn writes(
    app: &App,
    hold: &Hold,
    payment: Payment,
    session: Option<&Session>,
) -> Result<Vec<Write>, Broken> {
    match decide(hold.state, payment) {
        Settlement::Join => join::join(app, hold, session).await,
        Settlement::Release => Ok(join::go_on(hold, HoldState::Released, None)),
        Settlement::Nothing => Ok(Vec::new()),
    }
}
