//! `POST /api/checkout/give-up`: the seat comes free at once.

use super::{own_hold, settle, success_path};
use crate::app::{App, Outcome};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};

/// Ends the hold and its checkout session. If it was paid in the same moment, the buyer sees the receipt.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let hold = own_hold(app, &incoming, incoming.field("hold")).await?;
    match settle::end(app, &hold.id).await? {
        Some(session) => Ok(reply::see_other(&success_path(&session))),
        None => Ok(reply::see_other("/api/checkout/gave-up")),
    }
}
