//! The books as their owner reads them: what was ordered, and what was paid.

use super::books::{Books, Interval, Session, Status};

/// One checkout session: something ordered, and perhaps paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sale {
    /// The session's id.
    pub session: String,
    /// The hold it pays for, as the portal named it.
    pub hold: String,
    /// Whose it is.
    pub email: String,
    /// What one interval costs, in the currency's smallest unit.
    pub minor: i64,
    /// Whether it is paid by the year, not by the month.
    pub yearly: bool,
    /// Whether the buyer still may pay.
    pub open: bool,
    /// The payment, if it was paid.
    pub payment: Option<PaidSale>,
}

/// A payment that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PaidSale {
    /// What it began.
    pub subscription: String,
    /// When, in Unix seconds.
    pub at: i64,
    /// Whether it came when the session had ended.
    pub late: bool,
}

/// Every session, in the order in which they were made.
pub(super) fn of(books: &Books) -> Vec<Sale> {
    books.sessions.values().map(|session| sale(books, session)).collect()
}

fn sale(books: &Books, session: &Session) -> Sale {
    let customer = books.customers.get(&session.customer);
    let begun = session.subscription.as_ref().and_then(|begun| books.subscriptions.get(begun));
    let price = books.prices.get(&session.price);
    let payment = begun.filter(|_| session.paid).map(|subscription| PaidSale {
        subscription: subscription.id.clone(),
        at: subscription.created,
        late: session.late,
    });
    Sale {
        session: session.id.clone(),
        hold: session.metadata.get("hold").cloned().unwrap_or_default(),
        email: customer.and_then(|customer| customer.email.clone()).unwrap_or_default(),
        minor: session.amount,
        yearly: price.is_some_and(|price| price.interval == Some(Interval::Year)),
        open: session.status == Status::Open,
        payment,
    }
}
