//! Money that goes back: refunds, by whomever, and disputes. The books are kept, and the membership follows by the rule
//! in `domain/reversal.rs`.

use domain::membership::Closed;
use domain::reversal::{Consequence, Dispute, Reversible, consequence};
use domain::sale::SaleKind;

use crate::app::App;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::members::{self, void_passes_of};
use crate::provider::{PaymentState, ProviderId};
use crate::store::member::Member;
use crate::store::payment::{self, Payment};
use crate::{books, store};

/// Whether the payment is for something of ours.
pub(crate) async fn is_ours(app: &App, id: &ProviderId) -> Result<bool, Broken> {
    Ok(payment::get(&app.store, id.as_str()).await?.is_some() || subscription(app, id).await?.is_some())
}

/// What the payment paid for, if it is ours: itself, where it was made once.
async fn subscription(app: &App, id: &ProviderId) -> Result<Option<ProviderId>, Broken> {
    let is_known = async |id: &ProviderId| {
        store::subscription::member(&app.store, id.as_str()).await.map(|member| member.is_some())
    };
    if is_known(id).await? {
        return Ok(Some(id.clone()));
    }
    match app.provider()?.subscription_of_payment(id).await? {
        Some(subscription) if is_known(&subscription).await? => Ok(Some(subscription)),
        _ => Ok(None),
    }
}

/// Writes what became of the payment's money, and what follows for the membership.
pub(crate) async fn follow(app: &App, id: &ProviderId) -> Result<(), Broken> {
    let Some(payment) = in_books(app, id).await? else { return Ok(()) };
    let state = app.provider()?.payment_state(id).await?;
    for refund in &state.refunds {
        books::record_reversal(app, &payment, SaleKind::Refund, refund).await?;
    }
    for (movement, _) in state.disputes.iter().filter(|(_, dispute)| *dispute == Dispute::Lost) {
        books::record_reversal(app, &payment, SaleKind::Chargeback, movement).await?;
    }
    match consequence(&reversible(&payment, &state), app.now()) {
        Consequence::GoesOn => settle_dispute(app, &payment).await,
        Consequence::Waits => wait(app, &payment).await,
        Consequence::EndsRefunded => end(app, &payment, Closed::Refunded).await,
        Consequence::EndsChargedBack => end(app, &payment, Closed::ChargedBack).await,
    }
}

/// The payment, which is written into the books first if it was not heard of.
async fn in_books(app: &App, id: &ProviderId) -> Result<Option<Payment>, Broken> {
    if let Some(known) = payment::get(&app.store, id.as_str()).await? {
        return Ok(Some(known));
    }
    let Some(subscription) = subscription(app, id).await? else { return Ok(None) };
    books::book(app, &subscription).await?;
    payment::get(&app.store, id.as_str()).await
}

fn reversible(payment: &Payment, state: &PaymentState) -> Reversible {
    Reversible {
        paid: payment.amount.minor,
        refunded: state.refunds.iter().map(|refund| refund.minor).sum(),
        pays_until: payment.pays_until,
        dispute: state.disputes.last().map(|(_, dispute)| *dispute),
    }
}

/// The membership opens nothing until the dispute is decided; the seller is told, for an answer is wanted of them.
async fn wait(app: &App, payment: &Payment) -> Result<(), Broken> {
    let whom = |member: &Member| has(member, payment) && member.disputed.is_none();
    if !is_one_of(app, payment, whom).await? {
        return Ok(());
    }
    let portal = app.portal().await?;
    let seller = &portal.portal().seller.email;
    let report = Mail { amount: Some(payment.amount), ..Mail::new("report-dispute", seller) };
    let report = mail::in_outbox(app, &portal, &report)?;
    let dispute = |member: &mut Member| member.disputed = Some(payment.id.clone());
    void_passes_of(app, &payment.member, whom, dispute, vec![report]).await
}

/// A dispute about this payment that was won, if there was one, is over.
async fn settle_dispute(app: &App, payment: &Payment) -> Result<(), Broken> {
    let whom = |member: &Member| has(member, payment) && member.disputed.as_ref() == Some(&payment.id);
    void_passes_of(app, &payment.member, whom, |member| member.disputed = None, Vec::new()).await
}

async fn end(app: &App, payment: &Payment, reason: Closed) -> Result<(), Broken> {
    let portal = app.portal().await?;
    let more = |member: &Member| {
        let told = Mail { amount: Some(payment.amount), ..Mail::new("ended-refunded", &member.address) };
        Ok(vec![mail::in_outbox(app, &portal, &told)?])
    };
    members::close(app, &payment.member, &payment.subscription, reason, more).await.map(|_| ())
}

/// Whether whoever paid is one of `whom`.
async fn is_one_of(app: &App, payment: &Payment, whom: impl Fn(&Member) -> bool) -> Result<bool, Broken> {
    Ok(store::member::get(&app.store, &payment.member).await?.is_some_and(|member| whom(&member)))
}

/// Whether it paid for the membership that this member has, and that was not ended here.
fn has(member: &Member, payment: &Payment) -> bool {
    member.subscription == payment.subscription && member.closed.is_none()
}
