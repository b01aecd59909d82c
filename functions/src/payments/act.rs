//! What follows from something that the provider says has happened, whoever brings the word: a webhook, or the reconciler
//! that finds an event which no webhook brought.

use crate::app::App;
use crate::checkout::refresh::{self, Refreshed};
use crate::checkout::settle::{self, Cause};
use crate::errand::to_be_done;
use crate::failure::Broken;
use crate::provider::{Hint, ProviderId, Subject};
use crate::store::errand::ErrandKind;
use crate::{reversals, store};

/// Asks the provider about it and writes what follows, together with that the event is dealt with. Once more, it changes
/// nothing.
pub(crate) async fn on(app: &App, hint: &Hint) -> Result<(), Broken> {
    let event = hint.event.as_str();
    match &hint.subject {
        Subject::Session(session) => {
            let found = app.provider()?.session(session).await?;
            match found.and_then(|session| session.hold) {
                Some(hold) => settle::settle(app, &hold, session, Cause::Event(event)).await,
                None => Ok(()),
            }
        }
        Subject::Subscription(subscription) => {
            refresh::refresh(app, subscription, Some(event)).await.map(|_| ())
        }
        Subject::Bill(bill) => on_bill(app, bill, event).await,
        Subject::Payment(payment) if reversals::is_ours(app, payment).await? => {
            order(app, ErrandKind::FollowMoney, payment, event).await
        }
        Subject::Payment(_) | Subject::Other => Ok(()),
    }
}

async fn on_bill(app: &App, bill: &ProviderId, event: &str) -> Result<(), Broken> {
    let Some(subscription) = app.provider()?.subscription_of_bill(bill).await? else { return Ok(()) };
    if refresh::refresh(app, &subscription, None).await? == Refreshed::NotOurs {
        return Ok(());
    }
    order(app, ErrandKind::Book, &subscription, event).await
}

/// Whoever comes second has nothing left to do.
async fn order(app: &App, kind: ErrandKind, subject: &ProviderId, event: &str) -> Result<(), Broken> {
    let errand = to_be_done(app, kind, subject.as_str(), None)?;
    app.store.transact(vec![store::event::put_new(event, app.now()), errand]).await.map(|_| ())
}
