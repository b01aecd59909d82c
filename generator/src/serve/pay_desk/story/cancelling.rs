//! A subscription is to end, ends, or goes on after all; and a customer is deleted.

use super::invoicing;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{
    Books, Charge, ChargeStatus, Customer, Entry as _, Intent, IntentStatus, Invoice, InvoiceStatus, Life,
    Subscription,
};

/// How a cancellation at the period's end is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// `cancel_at_period_end`, as in the API.
    PeriodEnd,
    /// `cancel_at` alone, as in the provider's portal.
    Instant,
}

/// The subscription will end with what is paid.
pub(crate) fn cancel(books: &mut Books, id: &str, spelling: Spelling) -> Result<(), Refusal> {
    let now = books.now;
    let subscription = going_on(books, id)?;
    subscription.cancel_at = Some(subscription.period_end);
    subscription.cancel_at_period_end = spelling == Spelling::PeriodEnd;
    subscription.canceled_at = Some(now);
    subscription.cancel_reason = Some("cancellation_requested".to_owned());
    Ok(())
}

/// The subscription will go on.
pub(crate) fn undo(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let subscription = going_on(books, id)?;
    subscription.cancel_at_period_end = false;
    (subscription.cancel_at, subscription.canceled_at) = (None, None);
    subscription.cancel_reason = None;
    Ok(())
}

/// Tells how the subscription stands now.
pub(crate) fn tell(books: &mut Books, id: &str) -> Result<(), Refusal> {
    books.tell::<Subscription>("customer.subscription.updated", id)
}

fn going_on<'a>(books: &'a mut Books, id: &str) -> Result<&'a mut Subscription, Refusal> {
    let subscription = books.get_mut::<Subscription>(id)?;
    if subscription.is_over() {
        return Err(is_over());
    }
    Ok(subscription)
}

/// That a subscription has ended, so that it cannot be cancelled or go on.
pub(crate) fn is_over() -> Refusal {
    Refusal::state("A canceled subscription can only update its cancellation_details and metadata.")
}

/// The subscription ends now. Nothing more is asked for.
pub(crate) fn end(books: &mut Books, id: &str, reason: Option<&str>) -> Result<(), Refusal> {
    let now = books.now;
    let subscription = going_on(books, id)?;
    let was_incomplete = subscription.status == Life::Incomplete;
    subscription.status = if was_incomplete { Life::IncompleteExpired } else { Life::Canceled };
    subscription.ended_at = Some(now);
    subscription.canceled_at.get_or_insert(now);
    if let Some(reason) = reason {
        subscription.cancel_reason = Some(reason.to_owned());
    }
    let open = |invoice: &&Invoice| invoice.subscription == id && invoice.status == InvoiceStatus::Open;
    let open: Vec<Invoice> = books.invoices.values().filter(open).cloned().collect();
    for invoice in open {
        leave(books, &invoice)?;
    }
    books.tell::<Subscription>("customer.subscription.deleted", id)
}

/// An open invoice stays so, but is asked for no more; a payment under way is called back.
fn leave(books: &mut Books, invoice: &Invoice) -> Result<(), Refusal> {
    let now = books.now;
    books.get_mut::<Invoice>(&invoice.id)?.next_attempt = None;
    let intent = books.get_mut::<Intent>(&invoice.intent)?;
    if intent.status != IntentStatus::Processing {
        return Ok(());
    }
    (intent.status, intent.canceled_at, intent.arrives_at) = (IntentStatus::Canceled, Some(now), None);
    if let Some(charge) = intent.latest_charge.clone() {
        books.get_mut::<Charge>(&charge)?.status = ChargeStatus::Failed;
    }
    invoicing::void(books, &invoice.id)
}

/// The customer is deleted, and what they had ends.
pub(crate) fn delete_customer(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let had = |begun: &&Subscription| begun.customer == id && !begun.is_over();
    let had: Vec<String> = books.subscriptions.values().filter(had).map(|begun| begun.id.clone()).collect();
    had.iter().try_for_each(|begun| end(books, begun, Some("cancellation_requested")))?;
    let before = books.get::<Customer>(id)?.object(books);
    books.get_mut::<Customer>(id)?.deleted = true;
    books.tell_of("customer.deleted", &before)
}
