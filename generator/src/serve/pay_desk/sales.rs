//! The books as their owner reads them: what was ordered, and what was paid.

use super::books::{Books, Interval, Session};

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

/// Every session, in order of id.
pub(super) fn of(books: &Books) -> Vec<Sale> {
    books.sessions.values().map(|session| sale(books, session)).collect()
}

fn sale(books: &Books, session: &Session) -> Sale {
    let customer = books.customers.get(&session.customer);
    let email = customer.and_then(|customer| customer.email.clone()).unwrap_or_default();
    let begun = session.paid.as_ref().and_then(|paid| books.subscriptions.get(&paid.subscription));
    let payment = begun.map(|subscription| PaidSale {
        subscription: subscription.id.clone(),
        at: subscription.created,
        late: session.paid.as_ref().is_some_and(|paid| paid.late),
    });
    Sale {
        session: session.id.clone(),
        hold: session.metadata.get("hold").cloned().unwrap_or_default(),
        email,
        minor: session.amount(),
        yearly: session.price.interval == Interval::Year,
        open: session.status == super::books::Status::Open,
        payment,
    }
}
