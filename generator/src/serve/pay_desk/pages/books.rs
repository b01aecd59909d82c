//! The books for programs.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::parts::answer;
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api;
use crate::serve::pay_desk::books::{
    Books, Charge, Customer, Dispute, Entry, Intent, Invoice, Refund, Session, Subscription,
};

/// `GET /desk/books.json`: everything, in the provider's JSON; a charge carries its refunds.
pub(crate) async fn json(State(desk): State<Desk>) -> Response {
    answer(desk.catch_up().map(|()| {
        api::json(StatusCode::OK, &desk.shelf().look(|kept| all(&kept.books, desk.now().as_second())))
    }))
}

fn all(books: &Books, now: i64) -> Value {
    json!({
        "now": now,
        "customers": objects::<Customer>(books),
        "sessions": objects::<Session>(books),
        "subscriptions": objects::<Subscription>(books),
        "invoices": books.invoices.values().map(|invoice| with_payment(books, invoice)).collect::<Value>(),
        "payments": objects::<Intent>(books),
        "charges": books.charges.values().map(|charge| with_refunds(books, charge)).collect::<Value>(),
        "disputes": objects::<Dispute>(books),
    })
}

fn objects<T: Entry>(books: &Books) -> Value {
    T::table(books).values().map(|entry| entry.object(books)).collect()
}

fn with_payment(books: &Books, invoice: &Invoice) -> Value {
    let mut object = invoice.object(books);
    object["payment_intent"] = json!(invoice.intent);
    object
}

fn with_refunds(books: &Books, charge: &Charge) -> Value {
    let own = books.refunds.values().filter(|refund: &&Refund| refund.charge == charge.id);
    let mut object = charge.object(books);
    object["refunds"] = own.map(|refund| refund.object(books)).collect();
    object
}
