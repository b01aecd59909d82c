//! A customer's card, and their end.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{read, yes_or_no};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::pages::{back, refused};
use crate::serve::pay_desk::story::cancelling;
use crate::serve::pay_desk::story::carding::{self, Card};

/// `POST /desk/customers/{id}/card` with `works=yes|no`.
pub(crate) async fn card(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Response {
    match card_wish(&body) {
        Ok(card) => back(&desk, "/", |books| carding::change(books, &id, card)).await,
        Err(refusal) => refused(&refusal),
    }
}

fn card_wish(body: &[u8]) -> Result<Card, Refusal> {
    let works = yes_or_no(&read(body, &["works"])?, "works")?;
    Ok(if works { Card::Works } else { Card::Declines })
}

/// `POST /desk/customers/{id}/delete`.
pub(crate) async fn delete(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    back(&desk, "/", |books| cancelling::delete_customer(books, &id)).await
}
