//! A membership becomes what the provider says of its subscription now.

use domain::membership::MembershipState;

use super::settle::{self, Cause};
use crate::app::App;
use crate::failure::Broken;
use crate::members;
use crate::provider::{ProviderId, Subscription};
use crate::store::member::Member;
use crate::store::{self, Commit, Write};

/// How often it begins again when something else came first.
const ROUNDS: usize = 6;

/// What a look at a subscription came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refreshed {
    /// The membership stood as the provider says.
    Same,
    /// It did not, and does now.
    Changed,
    /// The subscription is nobody's here.
    NotOurs,
}

/// Writes the membership's state and period as the provider tells them now, and that `event`, if it was one, is dealt with.
/// A subscription that is not ours is ignored; one whose payment was not heard of is settled first.
///
/// # Errors
/// [`Broken`] also for a subscription of ours whose payment cannot be settled yet: the provider sends the event again
/// later.
pub(crate) async fn refresh(app: &App, id: &ProviderId, event: Option<&str>) -> Result<Refreshed, Broken> {
    let mut joined = false;
    for _ in 0..ROUNDS {
        let before = member_of(app, id).await?;
        let Some(now) = app.provider()?.subscription(id).await? else { return Ok(Refreshed::NotOurs) };
        let Some(before) = before else {
            if !settle_first(app, &now).await? {
                return Ok(Refreshed::NotOurs);
            }
            joined = true;
            continue;
        };
        let change = change(app, before, &now).await?;
        let refreshed = if joined || !change.is_empty() { Refreshed::Changed } else { Refreshed::Same };
        let mark = event.map(|event| store::event::put_new(event, app.now()));
        let writes: Vec<Write> = change.into_iter().chain(mark).collect();
        if writes.is_empty()
            || app.store.transact(writes).await? == Commit::Done
            || is_done(app, event).await?
        {
            return Ok(refreshed);
        }
    }
    Err(Broken::busy("refreshing a membership", "other writes to the same rows kept coming first"))
}

/// The member that the subscription pays for.
pub(crate) async fn member_of(app: &App, id: &ProviderId) -> Result<Option<Member>, Broken> {
    match store::subscription::member(&app.store, id.as_str()).await? {
        Some(member) => store::member::get(&app.store, &member).await,
        None => Ok(None),
    }
}

async fn is_done(app: &App, event: Option<&str>) -> Result<bool, Broken> {
    match event {
        Some(event) => store::event::is_done(&app.store, event).await,
        None => Ok(false),
    }
}

/// The membership's change, if it differs. A member who came back pays by another subscription; the old one's end is no
/// concern of it.
async fn change(app: &App, before: Member, now: &Subscription) -> Result<Vec<Write>, Broken> {
    let stands = before.state == now.state && before.paid_until == now.paid_until;
    if before.subscription != now.id || before.closed.is_some() || stands {
        return Ok(Vec::new());
    }
    members::follow(app, before, now).await
}

/// Whether a subscription that no member has is a member's by now: its payment is settled by what the provider says. One
/// that is not ours, or is over, is nobody's concern.
async fn settle_first(app: &App, subscription: &Subscription) -> Result<bool, Broken> {
    let Some(hold) = subscription.hold.as_deref() else { return Ok(false) };
    let Some(hold) = store::hold::get(&app.store, hold).await? else { return Ok(false) };
    if hold.state.is_paid() {
        return Ok(true);
    }
    if subscription.state == MembershipState::Ended {
        return Ok(false);
    }
    let not_yet = || Broken::new("refreshing a membership", "its payment is not settled yet");
    let session = hold.session.as_deref().and_then(ProviderId::parse).ok_or_else(not_yet)?;
    settle::settle(app, &hold.id, &session, Cause::Asked).await?;
    let settled = store::hold::get(&app.store, &hold.id).await?.is_some_and(|hold| hold.state.is_paid());
    if settled { Ok(true) } else { Err(not_yet()) }
}
