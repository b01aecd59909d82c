//! What happens by itself, each at its own instant and in order: also when the clock leaps over months.

use super::arriving::{self, Arrival};
use super::{cancelling, charging, expiring, invoicing, renewing};
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Intent, Invoice, Life, Session, Status, Subscription};

/// How long before a renewal it is told, in seconds: the provider's shortest but one, set in its dashboard.
const TOLD_BEFORE: i64 = 7 * 24 * 60 * 60;

/// What may happen by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Arrival,
    Expiry,
    End,
    Retry,
    Renewal,
    Upcoming,
}

/// When, what, and to which entry.
type Coming<'a> = (i64, Due, &'a str);

/// Whether something is due by this second.
pub(crate) fn is_due(books: &Books, until: i64) -> bool {
    coming(books).any(|(second, _, _)| second <= until)
}

/// Does all that is due by this second, and moves the books there.
pub(crate) fn catch_up(books: &mut Books, until: i64) -> Result<(), Refusal> {
    while let Some((second, due, id)) = coming(books).filter(|(second, _, _)| *second <= until).min() {
        let id = id.to_owned();
        // What was put off, as by a cancellation that was undone, happens when it can.
        books.now = second.max(books.now);
        happen(books, due, &id)?;
    }
    books.now = until;
    Ok(())
}

fn coming(books: &Books) -> impl Iterator<Item = Coming<'_>> {
    let sessions = books.sessions.values().filter_map(of_session);
    let payments = books.intents.values().filter_map(of_intent);
    let invoices = books.invoices.values().filter_map(of_invoice);
    let subscriptions = books.subscriptions.values().flat_map(of_subscription);
    sessions.chain(payments).chain(invoices).chain(subscriptions)
}

fn of_session(session: &Session) -> Option<Coming<'_>> {
    (session.status == Status::Open).then_some((session.expires_at, Due::Expiry, &session.id))
}

fn of_intent(intent: &Intent) -> Option<Coming<'_>> {
    intent.arrives_at.map(|second| (second, Due::Arrival, intent.id.as_str()))
}

fn of_invoice(invoice: &Invoice) -> Option<Coming<'_>> {
    invoice.next_attempt.map(|second| (second, Due::Retry, invoice.id.as_str()))
}

fn of_subscription(subscription: &Subscription) -> impl Iterator<Item = Coming<'_>> {
    let (id, end) = (subscription.id.as_str(), subscription.period_end);
    let ends = subscription.cancel_at.filter(|_| subscription.lives());
    let goes_on = subscription.status == Life::Active && ends.is_none();
    let is_told = subscription.upcoming_told == Some(end);
    let renewal = goes_on.then_some((end, Due::Renewal, id));
    let upcoming = (goes_on && !is_told).then_some((end - TOLD_BEFORE, Due::Upcoming, id));
    ends.map(|second| (second, Due::End, id)).into_iter().chain(renewal).chain(upcoming)
}

fn happen(books: &mut Books, due: Due, id: &str) -> Result<(), Refusal> {
    match due {
        Due::Arrival => {
            let customer = &books.get::<Intent>(id)?.customer;
            let arrival = if charging::works(books, customer) { Arrival::Arrived } else { Arrival::Failed };
            arriving::arrive(books, id, arrival)
        }
        Due::Expiry => expiring::expire(books, id),
        Due::End => cancelling::end(books, id, None),
        Due::Retry => renewing::ask(books, id),
        Due::Renewal => renewing::renew(books, id),
        Due::Upcoming => {
            let end = renewing::boundary(books, books.get::<Subscription>(id)?, 1)?;
            invoicing::tell_upcoming(books, id, end)
        }
    }
}
