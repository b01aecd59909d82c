//! The books: a sales record for each bill that was paid, and for whatever goes back of it.

use std::time::Duration;

use domain::money::Money;
use domain::sale::{Sale, SaleKind};

use crate::app::App;
use crate::failure::Broken;
use crate::provider::{Bill, Movement, ProviderId};
use crate::random;
use crate::store::payment::{self, Payment};
use crate::store::sale;
use crate::store::{self, Commit, Write};
use crate::tally::{self, Count};

/// How often a record is tried while others are written: they are numbered one after the other.
const ROUNDS: u32 = 40;

/// Writes a record for every paid bill of what a member pays by that has none.
pub(crate) async fn book(app: &App, subscription: &ProviderId) -> Result<(), Broken> {
    let Some(member) = store::subscription::member(&app.store, subscription.as_str()).await? else {
        return Ok(());
    };
    let provider = app.provider()?;
    for bill in provider.paid_bills(subscription).await? {
        if !sale::is_recorded(&app.store, &bill.id).await? {
            let payment = provider.payment_of(&bill).await?;
            record_bill(app, &member, subscription, bill, payment).await?;
        }
    }
    Ok(())
}

async fn record_bill(
    app: &App,
    member: &str,
    subscription: &ProviderId,
    bill: Bill,
    payment: Option<ProviderId>,
) -> Result<(), Broken> {
    let sale = Sale {
        kind: SaleKind::Sale,
        at: bill.paid_at,
        member: member.to_owned(),
        title: title(app, member).await?,
        amount: bill.amount,
        mva: app.portal().await?.portal().mva,
        bill: bill.id,
        payment: payment.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let whose = payment.map(|id| Payment {
        id: id.to_string(),
        member: member.to_owned(),
        subscription: subscription.to_string(),
        title: sale.title.clone(),
        amount: bill.amount,
        mva: sale.mva,
        pays_until: bill.pays_until,
    });
    if record(app, &sale, whose.as_ref().map(payment::put).transpose()?).await? {
        tally::one(Count::Payments);
    }
    Ok(())
}

/// Writes a record of money that went back of this payment, unless there is one.
pub(crate) async fn record_reversal(
    app: &App,
    payment: &Payment,
    kind: SaleKind,
    movement: &Movement,
) -> Result<(), Broken> {
    if sale::is_recorded(&app.store, &movement.id).await? {
        return Ok(());
    }
    let sale = Sale {
        kind,
        at: movement.at,
        member: payment.member.clone(),
        title: payment.title.clone(),
        amount: Money { minor: movement.minor, ..payment.amount },
        mva: payment.mva,
        bill: movement.id.clone(),
        payment: payment.id.clone(),
    };
    record(app, &sale, None).await.map(|_| ())
}

/// Writes the record under the next number, once for each bill. Whether it was written now.
async fn record(app: &App, sale: &Sale, more: Option<Write>) -> Result<bool, Broken> {
    let year = sale.at.to_zoned(app.time_zone().await?).year();
    for attempt in 0..ROUNDS {
        let writes = sale::record(sale, sale::last(&app.store).await?, year)?;
        let writes = writes.into_iter().chain(more.clone()).collect();
        match app.store.transact(writes).await? {
            Commit::Done => return Ok(true),
            Commit::Refused(refused) if refused.contains(&0) => return Ok(false),
            // Another record took the number.
            Commit::Refused(_) => random::pause(Duration::from_millis(5 << attempt.min(6))).await?,
        }
    }
    Err(Broken::busy("writing a sales record", "other records kept coming first"))
}

/// What the member bought, as on the bill.
async fn title(app: &App, member: &str) -> Result<String, Broken> {
    let member = store::member::get(&app.store, member).await?;
    Ok(member.map(|member| member.quote.title).unwrap_or_default())
}
