//! A buyer pays a checkout session.

use super::charging::{self, Due};
use super::{invoicing, renewing};
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{
    Books, ChargeStatus, Invoice, InvoiceReason, Life, Metadata, Mode, Session, Status, Subscription,
};

/// How a buyer pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub lateness: Lateness,
    pub way: Way,
    /// The address that a wallet brings along, if it is paid with one.
    pub wallet: Option<String>,
}

/// Whether a payment may come after the session has expired: from a page that stayed open in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lateness {
    Refused,
    Accepted,
}

/// What it is paid with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// The buyer's card, which works unless it was said that it does not.
    Card,
    /// A card that declines.
    DecliningCard,
    /// Something that takes days, and may fail yet.
    Slowly,
}

/// Where a payment led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was made, now or before.
    Made,
    /// The session had expired.
    TooLate,
    /// The card said no.
    Declined,
}

/// The buyer pays. Paying again changes nothing.
pub(crate) fn pay(books: &mut Books, id: &str, payment: &Payment) -> Result<Outcome, Refusal> {
    let session = books.get::<Session>(id)?.clone();
    match (session.status, payment.lateness) {
        (Status::Complete, _) => Ok(Outcome::Made),
        (Status::Expired, Lateness::Refused) => Ok(Outcome::TooLate),
        (Status::Open, _) | (Status::Expired, Lateness::Accepted) => attempt(books, session, payment),
    }
}

fn attempt(books: &mut Books, mut session: Session, payment: &Payment) -> Result<Outcome, Refusal> {
    let intent = intent(books, &session)?;
    session.intent = Some(intent.clone());
    let end = match payment.way {
        Way::Slowly => ChargeStatus::Pending,
        Way::Card if charging::works(books, &session.customer) => ChargeStatus::Succeeded,
        Way::Card | Way::DecliningCard => ChargeStatus::Failed,
    };
    charging::charge(books, &intent, end, payment.wallet.as_deref())?;
    if end == ChargeStatus::Failed {
        books.keep(session);
        charging::tell(books, &intent)?;
        return Ok(Outcome::Declined);
    }
    session.late = session.status == Status::Expired;
    (session.status, session.paid) = (Status::Complete, end == ChargeStatus::Succeeded);
    session.payer.clone_from(&payment.wallet);
    complete(books, session, &intent)?;
    Ok(Outcome::Made)
}

/// The payment that this session is paid by: the one that was tried before, if there is one.
fn intent(books: &mut Books, session: &Session) -> Result<String, Refusal> {
    if let Some(tried) = &session.intent {
        return Ok(tried.clone());
    }
    let metadata = match session.mode {
        Mode::Payment => session.inner_metadata.clone(),
        Mode::Subscription => Metadata::new(),
    };
    let due =
        Due { customer: &session.customer, amount: session.amount, currency: &session.currency, metadata };
    charging::intend(books, &due)
}

/// What the payment began is written down and told.
fn complete(books: &mut Books, mut session: Session, intent: &str) -> Result<(), Refusal> {
    if session.mode == Mode::Subscription {
        let begun = begin(books, &session)?;
        let invoice =
            invoicing::make(books, &begun, InvoiceReason::SubscriptionCreate, Some(intent.to_owned()))?;
        if session.paid {
            invoicing::settle(books, &invoice)?;
        }
        (session.subscription, session.invoice) = (Some(begun), Some(invoice));
    }
    books.keep(session.clone());
    books.tell::<Session>("checkout.session.completed", &session.id)?;
    if let Some(begun) = &session.subscription {
        books.tell::<Subscription>("customer.subscription.created", begun)?;
    }
    if let Some(invoice) = session.invoice.as_ref().filter(|_| session.paid) {
        books.tell::<Invoice>("invoice.paid", invoice)?;
    }
    charging::tell(books, intent)
}

/// The subscription that a payment begins; its id.
fn begin(books: &mut Books, session: &Session) -> Result<String, Refusal> {
    let (id, item) = (books.id("sub_")?, books.id("si_")?);
    books.keep(Subscription {
        id: id.clone(),
        item,
        created: books.now,
        customer: session.customer.clone(),
        price: session.price.clone(),
        quantity: session.quantity,
        status: if session.paid { Life::Active } else { Life::Incomplete },
        periods: 0,
        period_start: books.now,
        period_end: books.now,
        cancel_at: None,
        cancel_at_period_end: false,
        canceled_at: None,
        ended_at: None,
        cancel_reason: None,
        latest_invoice: String::new(),
        upcoming_told: None,
        metadata: session.inner_metadata.clone(),
    });
    renewing::begin_period(books, &id)?;
    Ok(id)
}
