//! A subscription goes on: its next period begins and is asked for, again and again if the card says no.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan as _};

use super::{cancelling, charging, invoicing};
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{
    Books, ChargeStatus, Interval, Invoice, InvoiceReason, InvoiceStatus, Life, Price, Subscription,
};

const DAY: i64 = 24 * 60 * 60;

/// How long the desk waits before it asks again, in seconds; after the last it gives up. The provider's are set in
/// its dashboard: "Manage failed payments", with up to three retries where they are not chosen by itself.
const RETRIES: [i64; 3] = [3 * DAY, 5 * DAY, 7 * DAY];

/// Begins the subscription's next period at the end of the one before.
pub(crate) fn begin_period(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let end = boundary(books, books.get::<Subscription>(id)?, 1)?;
    let subscription = books.get_mut::<Subscription>(id)?;
    subscription.periods += 1;
    (subscription.period_start, subscription.period_end) = (subscription.period_end, end);
    Ok(())
}

/// The end of the present period if `away` is 0, or of one so many before or after it: so many calendar months or years
/// after the first began, or that month's last day; in UTC, as the provider counts.
pub(crate) fn boundary(books: &Books, subscription: &Subscription, away: i32) -> Result<i64, Refusal> {
    let count = subscription.periods + away;
    let span: Span = match books.get::<Price>(&subscription.price)?.interval {
        Some(Interval::Year) => count.years(),
        Some(Interval::Month) | None => count.months(),
    };
    let first = Timestamp::from_second(subscription.created).unwrap_or_default().to_zoned(TimeZone::UTC);
    let end = first.checked_add(span).map(|end| end.timestamp().as_second());
    end.map_err(|_| Refusal::invalid("the clock stands at the end of time", None))
}

/// The next period begins, and is asked for.
pub(crate) fn renew(books: &mut Books, id: &str) -> Result<(), Refusal> {
    begin_period(books, id)?;
    let invoice = invoicing::make(books, id, InvoiceReason::SubscriptionCycle, None)?;
    invoicing::tell_created(books, &invoice)?;
    ask(books, &invoice)
}

/// The card is charged for the invoice, which is open.
pub(crate) fn ask(books: &mut Books, invoice: &str) -> Result<(), Refusal> {
    let asked = books.get::<Invoice>(invoice)?.clone();
    if charging::works(books, &asked.customer) {
        charging::charge(books, &asked.intent, ChargeStatus::Succeeded, None)?;
        paid(books, &asked)
    } else {
        charging::charge(books, &asked.intent, ChargeStatus::Failed, None)?;
        declined(books, &asked)
    }
}

fn paid(books: &mut Books, invoice: &Invoice) -> Result<(), Refusal> {
    invoicing::settle(books, &invoice.id)?;
    books.get_mut::<Subscription>(&invoice.subscription)?.status = Life::Active;
    charging::tell(books, &invoice.intent)?;
    books.tell::<Invoice>("invoice.paid", &invoice.id)?;
    books.tell::<Subscription>("customer.subscription.updated", &invoice.subscription)
}

fn declined(books: &mut Books, invoice: &Invoice) -> Result<(), Refusal> {
    let now = books.now;
    let asked = books.get_mut::<Invoice>(&invoice.id)?;
    let wait = usize::try_from(asked.attempts).ok().and_then(|attempts| RETRIES.get(attempts));
    asked.next_attempt = wait.map(|wait| now + wait);
    asked.attempts += 1;
    let is_last = asked.next_attempt.is_none();
    let subscription = books.get_mut::<Subscription>(&invoice.subscription)?;
    let is_news = subscription.status != Life::PastDue;
    subscription.status = Life::PastDue;
    charging::tell(books, &invoice.intent)?;
    books.tell::<Invoice>("invoice.payment_failed", &invoice.id)?;
    match (is_last, is_news) {
        (true, _) => cancelling::end(books, &invoice.subscription, Some("payment_failed")),
        (false, true) => books.tell::<Subscription>("customer.subscription.updated", &invoice.subscription),
        (false, false) => Ok(()),
    }
}

/// Asks at once for what this customer owes.
pub(crate) fn ask_for_all(books: &mut Books, customer: &str) -> Result<(), Refusal> {
    let owed = |invoice: &&Invoice| {
        let begun = books.subscriptions.get(&invoice.subscription);
        invoice.customer == customer
            && invoice.status == InvoiceStatus::Open
            && begun.is_some_and(|begun| begun.status == Life::PastDue)
    };
    let owed: Vec<String> = books.invoices.values().filter(owed).map(|invoice| invoice.id.clone()).collect();
    owed.iter().try_for_each(|invoice| ask(books, invoice))
}
