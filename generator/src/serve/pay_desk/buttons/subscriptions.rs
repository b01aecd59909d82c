//! A subscription is cancelled in the provider's dashboard, or kept.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;

use super::read;
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::Books;
use crate::serve::pay_desk::pages::{back, refused};
use crate::serve::pay_desk::story::cancelling::{self, Spelling};

/// `POST /desk/subscriptions/{id}/cancel` with `when=end|now`.
pub(crate) async fn cancel(State(desk): State<Desk>, Path(id): Path<String>, body: Bytes) -> Response {
    match read_when(&body) {
        Ok(when) if when == "now" => {
            let reason = Some("cancellation_requested");
            back(&desk, "/", |books| cancelling::end(books, &id, reason)).await
        }
        Ok(_) => back(&desk, "/", |books| cancel_at_end(books, &id)).await,
        Err(refusal) => refused(&refusal),
    }
}

fn read_when(body: &[u8]) -> Result<String, Refusal> {
    let when = read(body, &["when"])?.word("when", &["end", "now"])?;
    when.ok_or_else(|| Refusal::missing("when"))
}

fn cancel_at_end(books: &mut Books, id: &str) -> Result<(), Refusal> {
    cancelling::cancel(books, id, Spelling::PeriodEnd)?;
    cancelling::tell(books, id)
}

/// `POST /desk/subscriptions/{id}/undo`.
pub(crate) async fn undo(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    let wish = |books: &mut Books| {
        cancelling::undo(books, &id)?;
        cancelling::tell(books, &id)
    };
    back(&desk, "/", wish).await
}
