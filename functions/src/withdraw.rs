//! The right of withdrawal, used: the membership ends, the money is given back, and its buyer gets a receipt.

use domain::membership::Closed;
use domain::money::Money;
use domain::withdrawal::{Purchase, refund, until};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::App;
use crate::errand::to_be_done;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::members;
use crate::store::Write;
use crate::store::errand::ErrandKind;
use crate::store::member::Member;
use crate::store::withdrawal::{self, Withdrawal};

/// The first instant at which the member can no longer withdraw, in the portal's `zone`; none if what they have was not
/// bought, or is ended already.
pub(crate) fn right_lasts_until(member: &Member, zone: &TimeZone) -> Option<Timestamp> {
    let bought = member.at_provider().is_some() && member.closed.is_none();
    bought.then(|| until(member.joined_at, zone))
}

/// What is given back if the member withdraws at `asked_at`.
pub(crate) fn given_back(member: &Member, asked_at: Timestamp) -> Money {
    let purchase = Purchase {
        price: member.quote.price,
        bought_at: member.joined_at,
        paid_until: member.paid_until,
        immediate_start: member.immediate_start,
    };
    Money { minor: refund(&purchase, asked_at), ..member.quote.price }
}

/// Ends the membership as withdrawn from at `asked_at`. The withdrawal; none if there is nothing to withdraw from, or the
/// right had ended by then.
///
/// # Errors
/// [`Broken`] if the table cannot be reached. What must be done at the provider is an errand, and fails nothing here.
pub(crate) async fn withdraw(
    app: &App,
    member: &Member,
    asked_at: Timestamp,
) -> Result<Option<Withdrawal>, Broken> {
    let zone = app.time_zone().await?;
    let in_time = |member: &Member| right_lasts_until(member, &zone).is_some_and(|until| asked_at < until);
    if !in_time(member) {
        return Ok(None);
    }
    let portal = app.portal().await?;
    let more = |member: &Member| -> Result<Vec<Write>, Broken> {
        let amount = given_back(member, asked_at);
        let offer = ("offer".to_owned(), member.quote.title.clone());
        let receipt = Mail {
            date: Some(asked_at),
            amount: Some(amount),
            args: [offer].into(),
            ..Mail::new("withdrawn", &member.address)
        };
        let report =
            Mail { amount: Some(amount), ..Mail::new("report-withdrawn", &portal.portal().seller.email) };
        let mut writes = vec![
            withdrawal::put(&as_withdrawn(app, member, asked_at)),
            mail::in_outbox(app, &portal, &receipt)?,
            mail::in_outbox(app, &portal, &report)?,
        ];
        if amount.minor > 0 {
            writes.push(to_be_done(app, ErrandKind::GiveBack, &member.subscription, Some(amount))?);
        }
        Ok(writes)
    };
    let closed = members::close(app, &member.id, &member.subscription, Closed::Withdrawn, more).await?;
    Ok(closed.map(|before| as_withdrawn(app, &before, asked_at)))
}

fn as_withdrawn(app: &App, member: &Member, asked_at: Timestamp) -> Withdrawal {
    Withdrawal {
        subscription: member.subscription.clone(),
        member: member.id.clone(),
        asked_at,
        done_at: app.now(),
        minor: given_back(member, asked_at).minor,
        immediate_start: member.immediate_start,
    }
}
