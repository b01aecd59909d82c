//! A dispute ends.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{read, yes_or_no};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::books::DisputeStatus;
use crate::serve::pay_desk::pages::{back, refused};
use crate::serve::pay_desk::story::disputing;

/// `POST /desk/disputes/{id}/close` with `won=yes|no`: won by the seller, or not.
pub(crate) async fn close(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Response {
    match read(&body, &["won"]).and_then(|params| yes_or_no(&params, "won")) {
        Ok(won) => {
            let end = if won { DisputeStatus::Won } else { DisputeStatus::Lost };
            back(&desk, "/", |books| disputing::close(books, &id, end)).await
        }
        Err(refusal) => refused(&refusal),
    }
}
