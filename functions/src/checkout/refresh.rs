//! A membership becomes what the provider says of its subscription now.

use domain::membership::MembershipState;

use crate::app::App;
use crate::failure::Broken;
use crate::members;
use crate::provider::Subscription;
use crate::provider::stripe::SubscriptionId;
use crate::store::member::Member;
use crate::store::{self, Commit, Write};

/// How often it begins again when something else came first.
const ROUNDS: usize = 6;

/// Writes the membership's state and period, once for each event. A subscription that is not ours is ignored.
///
/// # Errors
/// [`Broken`] also for a subscription of ours whose payment is not settled yet: the provider sends the event
/// again later.
pub(crate) async fn refresh(app: &App, id: &SubscriptionId, event: &str) -> Result<(), Broken> {
    for _ in 0..ROUNDS {
        let member = store::subscription::member(&app.store, id.as_str()).await?;
        let before = match &member {
            Some(member) => store::member::get(&app.store, member).await?,
            None => None,
        };
        let Some(now) = app.payments.subscription(id).await? else { return Ok(()) };
        let Some(before) = before else {
            if is_settled_since(app, &now).await? {
                continue;
            }
            return Ok(());
        };
        let mut writes = vec![store::event::put_new(event, app.now())];
        writes.extend(change(app, before, &now)?);
        if app.store.transact(writes).await? == Commit::Done
            || store::event::is_done(&app.store, event).await?
        {
            return Ok(());
        }
    }
    Err(Broken::busy("refreshing a membership", "other writes to the same rows kept coming first"))
}

/// The membership's change. A member who came back pays by another subscription; the old one's end is no
/// concern of it.
fn change(app: &App, before: Member, now: &Subscription) -> Result<Vec<Write>, Broken> {
    if before.subscription != now.id {
        return Ok(Vec::new());
    }
    members::change(before, now.state, now.paid_until, app.now())
}

/// For a subscription that no member has: whether one has it by now, because its payment was settled in between.
/// One that is not ours, or is over, is nobody's concern; one of an unsettled payment is asked about again later.
async fn is_settled_since(app: &App, subscription: &Subscription) -> Result<bool, Broken> {
    let Some(hold) = subscription.hold.as_deref() else { return Ok(false) };
    let Some(hold) = store::hold::get(&app.store, hold).await? else { return Ok(false) };
    match hold.state {
        state if state.is_paid() => Ok(true),
        _ if subscription.state == MembershipState::Ended => Ok(false),
        _ => Err(Broken::new("refreshing a membership", "its payment is not settled yet")),
    }
}
