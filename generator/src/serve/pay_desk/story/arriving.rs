//! A payment that takes days arrives, or fails after all.

use super::{charging, invoicing};
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{
    Books, Charge, ChargeStatus, Intent, IntentStatus, Invoice, Life, Session, Subscription,
};

/// How a payment that took days ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    Arrived,
    Failed,
}

/// The payment ends; refused if it is not under way.
pub(crate) fn arrive(books: &mut Books, intent: &str, arrival: Arrival) -> Result<(), Refusal> {
    if books.get::<Intent>(intent)?.status != IntentStatus::Processing {
        return Err(Refusal::state("This payment is not under way."));
    }
    let session = books.sessions.values().find(|session| session.intent.as_deref() == Some(intent));
    let session = session.ok_or_else(|| Refusal::not_found("checkout.session", intent))?.clone();
    end(books, intent, arrival)?;
    match arrival {
        Arrival::Arrived => arrived(books, &session)?,
        Arrival::Failed => failed(books, &session)?,
    }
    charging::tell(books, intent)
}

fn end(books: &mut Books, intent: &str, arrival: Arrival) -> Result<(), Refusal> {
    let (payment, attempt) = match arrival {
        Arrival::Arrived => (IntentStatus::Succeeded, ChargeStatus::Succeeded),
        Arrival::Failed => (IntentStatus::RequiresPaymentMethod, ChargeStatus::Failed),
    };
    let intent = books.get_mut::<Intent>(intent)?;
    (intent.status, intent.arrives_at) = (payment, None);
    if let Some(charge) = intent.latest_charge.clone() {
        books.get_mut::<Charge>(&charge)?.status = attempt;
    }
    Ok(())
}

fn arrived(books: &mut Books, session: &Session) -> Result<(), Refusal> {
    books.get_mut::<Session>(&session.id)?.paid = true;
    if let Some(invoice) = &session.invoice {
        invoicing::settle(books, invoice)?;
    }
    if let Some(begun) = &session.subscription {
        books.get_mut::<Subscription>(begun)?.status = Life::Active;
    }
    books.tell::<Session>("checkout.session.async_payment_succeeded", &session.id)?;
    if let Some(invoice) = &session.invoice {
        books.tell::<Invoice>("invoice.paid", invoice)?;
    }
    tell_subscription(books, session)
}

fn failed(books: &mut Books, session: &Session) -> Result<(), Refusal> {
    let now = books.now;
    if let Some(invoice) = &session.invoice {
        invoicing::void(books, invoice)?;
    }
    if let Some(begun) = &session.subscription {
        let begun = books.get_mut::<Subscription>(begun)?;
        (begun.status, begun.ended_at) = (Life::IncompleteExpired, Some(now));
    }
    books.tell::<Session>("checkout.session.async_payment_failed", &session.id)?;
    if let Some(invoice) = &session.invoice {
        books.tell::<Invoice>("invoice.payment_failed", invoice)?;
    }
    tell_subscription(books, session)
}

fn tell_subscription(books: &mut Books, session: &Session) -> Result<(), Refusal> {
    match &session.subscription {
        Some(begun) => books.tell::<Subscription>("customer.subscription.updated", begun),
        None => Ok(()),
    }
}
