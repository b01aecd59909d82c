//! A payment is given back, disputed, or ends if it takes days.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{read, yes_or_no};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Intent, Metadata};
use crate::serve::pay_desk::pages::{back, refused};
use crate::serve::pay_desk::story::arriving::{self, Arrival};
use crate::serve::pay_desk::story::disputing;
use crate::serve::pay_desk::story::refunding::{self, Return};

/// `POST /desk/payments/{intent}/refund` with `amount=` in the smallest unit, or all that is left.
pub(crate) async fn refund(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Response {
    match amount(&body) {
        Ok(amount) => back(&desk, "/", |books| give_back(books, &id, amount)).await,
        Err(refusal) => refused(&refusal),
    }
}

fn amount(body: &[u8]) -> Result<Option<i64>, Refusal> {
    match read(body, &["amount"])?.number("amount")? {
        Some(amount) if amount < 1 => Err(Refusal::invalid("Invalid positive integer", Some("amount"))),
        amount => Ok(amount),
    }
}

fn give_back(books: &mut Books, intent: &str, amount: Option<i64>) -> Result<(), Refusal> {
    let charge = charge(books, intent)?;
    let reason = Some("requested_by_customer".to_owned());
    refunding::refund(books, Return { charge, amount, reason, metadata: Metadata::new() }).map(|_| ())
}

fn charge(books: &Books, intent: &str) -> Result<String, Refusal> {
    let charge = books.get::<Intent>(intent)?.latest_charge.clone();
    charge.ok_or_else(|| Refusal::state("Nothing was paid here."))
}

/// `POST /desk/payments/{intent}/dispute`.
pub(crate) async fn dispute(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    let wish = |books: &mut Books| {
        let charge = charge(books, &id)?;
        disputing::dispute(books, &charge).map(|_| ())
    };
    back(&desk, "/", wish).await
}

/// `POST /desk/payments/{intent}/arrive` with `works=yes|no`: a payment that takes days arrives now, or fails.
pub(crate) async fn arrive(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Response {
    match read(&body, &["works"]).and_then(|params| yes_or_no(&params, "works")) {
        Ok(works) => {
            let arrival = if works { Arrival::Arrived } else { Arrival::Failed };
            back(&desk, "/", |books| arriving::arrive(books, &id, arrival)).await
        }
        Err(refusal) => refused(&refusal),
    }
}
