//! An invoice for a period of a subscription.

use super::charging::{self, Due};
use super::renewing;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{
    Books, Invoice, InvoiceReason, InvoiceStatus, Metadata, Price, Subscription,
};
use crate::serve::pay_desk::objects;

/// Makes the invoice for the subscription's period, to be paid by `intent`; its id.
pub(crate) fn make(
    books: &mut Books,
    subscription: &str,
    reason: InvoiceReason,
    intent: Option<String>,
) -> Result<String, Refusal> {
    let draft = draft(books, subscription, reason)?;
    let due = Due {
        customer: &draft.customer,
        amount: draft.amount,
        currency: &draft.currency,
        metadata: Metadata::new(),
    };
    let intent = intent.map_or_else(|| charging::intend(books, &due), Ok)?;
    let id = books.id("in_")?;
    books.invoices_numbered += 1;
    let number = format!("TERSKEL-{:04}", books.invoices_numbered);
    let (line, payment) = (books.id("il_")?, books.id("inpay_")?);
    books.keep(Invoice { id: id.clone(), number, line, payment, intent, ..draft });
    books.get_mut::<Subscription>(subscription)?.latest_invoice.clone_from(&id);
    Ok(id)
}

/// The invoice without what it gets when it is made.
fn draft(books: &Books, subscription: &str, reason: InvoiceReason) -> Result<Invoice, Refusal> {
    let subscription = books.get::<Subscription>(subscription)?;
    let price = books.get::<Price>(&subscription.price)?;
    Ok(Invoice {
        id: String::new(),
        created: books.now,
        number: String::new(),
        customer: subscription.customer.clone(),
        subscription: subscription.id.clone(),
        reason,
        price: price.id.clone(),
        quantity: subscription.quantity,
        amount: price.unit_amount.saturating_mul(subscription.quantity),
        currency: price.currency.clone(),
        line: String::new(),
        period_start: subscription.period_start,
        period_end: subscription.period_end,
        before_start: match reason {
            InvoiceReason::SubscriptionCreate => subscription.period_start,
            InvoiceReason::SubscriptionCycle => renewing::boundary(books, subscription, -2)?,
        },
        status: InvoiceStatus::Open,
        paid_at: None,
        voided_at: None,
        attempts: 0,
        next_attempt: None,
        intent: String::new(),
        payment: String::new(),
        metadata: subscription.metadata.clone(),
    })
}

/// Tells that the next period, which ends at `end`, will be asked for soon.
pub(crate) fn tell_upcoming(books: &mut Books, subscription: &str, end: i64) -> Result<(), Refusal> {
    let line = books.id("il_tmp_")?;
    let draft = draft(books, subscription, InvoiceReason::SubscriptionCycle)?;
    let (before_start, starts) = (draft.period_start, draft.period_end);
    let coming = Invoice { line, before_start, period_start: starts, period_end: end, ..draft };
    let coming = Invoice { next_attempt: Some(starts), ..coming };
    let object = objects::upcoming_invoice(books, &coming);
    books.get_mut::<Subscription>(subscription)?.upcoming_told = Some(starts);
    books.tell_of("invoice.upcoming", &object)
}

/// Tells that the invoice was made, as it stood then.
pub(crate) fn tell_created(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let object = objects::draft_invoice(books, books.get::<Invoice>(id)?);
    books.tell_of("invoice.created", &object)
}

/// The invoice is paid.
pub(crate) fn settle(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let now = books.now;
    let invoice = books.get_mut::<Invoice>(id)?;
    (invoice.status, invoice.paid_at, invoice.next_attempt) = (InvoiceStatus::Paid, Some(now), None);
    invoice.attempts += 1;
    Ok(())
}

/// Nothing is asked for any more.
pub(crate) fn void(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let now = books.now;
    let invoice = books.get_mut::<Invoice>(id)?;
    (invoice.status, invoice.voided_at, invoice.next_attempt) = (InvoiceStatus::Void, Some(now), None);
    Ok(())
}
