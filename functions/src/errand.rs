//! Errands: what was decided here and must be done at the payment provider, or takes many steps.
//!
//! They are written in the transaction that decides, and done apart from it: woken by the table's stream, or by the
//! reconciler's schedule. So no request waits for the provider, and nothing is forgotten if it does not answer.

use domain::money::Money;

use crate::app::App;
use crate::checkout::refresh;
use crate::failure::Broken;
use crate::members::erase;
use crate::present::on_behalf_of;
use crate::provider::ProviderId;
use crate::store::Write;
use crate::store::errand::{self, Errand, ErrandKind};
use crate::{books, reversals};

/// So many failures, and the errand has failed for half a day: the creator must be told.
const TOO_MANY_FAILURES: u32 = 12;

/// The errand, as a write that orders it; `money` says how much of it, for giving back less than all.
pub(crate) fn to_be_done(
    app: &App,
    kind: ErrandKind,
    subject: &str,
    money: Option<Money>,
) -> Result<Write, Broken> {
    let errand = Errand::new(kind, subject, money.map(|money| money.minor))?;
    if kind != ErrandKind::Erase {
        errand.at_provider()?;
    }
    Ok(errand::put(&errand, app.now()))
}

/// Does what there is to do. How many errands were done.
///
/// # Errors
/// [`Broken`] if the table cannot be reached; an errand that fails is logged, and waits.
pub(crate) async fn run_due(app: &App) -> Result<usize, Broken> {
    let mut done = 0;
    for due in errand::due(&app.store, app.now()).await? {
        let is_done = on_behalf_of(due.request.clone(), try_one(app, &due)).await?;
        done += usize::from(is_done);
    }
    Ok(done)
}

/// Whether it is done.
async fn try_one(app: &App, errand: &Errand) -> Result<bool, Broken> {
    let outcome = run(app, errand).await;
    tell(errand, outcome.as_ref().err());
    let write = match outcome {
        Ok(()) => errand::done(errand),
        Err(_) => errand::failed(errand, app.now()),
    };
    app.store.write(write).await?;
    Ok(outcome.is_ok())
}

/// The errands that have failed again and again, as in `give-back of sub_1`.
pub(crate) async fn stuck(app: &App) -> Result<Vec<String>, Broken> {
    let all = errand::due(&app.store, jiff::Timestamp::MAX).await?;
    let stuck = all.iter().filter(|errand| errand.failures >= TOO_MANY_FAILURES);
    Ok(stuck.map(|errand| format!("{} of {}", errand.kind.word(), errand.subject)).collect())
}

fn tell(errand: &Errand, error: Option<&Broken>) {
    let (kind, subject) = (errand.kind.word(), errand.subject.as_str());
    match error {
        None => tracing::info!(kind, subject, "an errand is done"),
        Some(error) => {
            tracing::error!(kind, subject, failures = errand.failures + 1, %error, "an errand waits");
        }
    }
}

async fn run(app: &App, errand: &Errand) -> Result<(), Broken> {
    let subject = || errand.at_provider();
    match errand.kind {
        ErrandKind::Book => books::book(app, &subject()?).await,
        ErrandKind::FollowMoney => reversals::follow(app, &subject()?).await,
        ErrandKind::End => app.provider()?.end_subscription(&subject()?).await,
        ErrandKind::GiveBack => give_back(app, errand).await,
        ErrandKind::Forget => app.provider()?.forget_customer(&subject()?).await,
        ErrandKind::Readdress => readdress(app, &subject()?).await,
        ErrandKind::Erase => erase::of_id(app, &errand.subject).await,
    }
}

/// Gives back what the newest bill brought, or so much of it, and keeps the books.
async fn give_back(app: &App, errand: &Errand) -> Result<(), Broken> {
    let (provider, subject) = (app.provider()?, errand.at_provider()?);
    let bills = provider.paid_bills(&subject).await?;
    let nothing = || Broken::new("giving money back", "nothing was paid");
    let bill = bills.last().ok_or_else(nothing)?;
    let by_hand = || Broken::new("giving money back", "it was not paid through the provider");
    let payment = provider.payment_of(bill).await?.ok_or_else(by_hand)?;
    let minor = errand.minor.unwrap_or(bill.amount.minor);
    provider.give_back(&payment, bill.amount, minor, &format!("give-back-{subject}")).await?;
    books::book(app, &subject).await?;
    reversals::follow(app, &payment).await
}

/// The provider is told the address that the subscription's member has now.
async fn readdress(app: &App, subscription: &ProviderId) -> Result<(), Broken> {
    let Some(member) = refresh::member_of(app, subscription).await? else { return Ok(()) };
    match member.at_provider() {
        Some((customer, _)) => app.provider()?.change_customer(&customer, member.address.as_str()).await,
        None => Ok(()),
    }
}
