//! What the buttons do: as a creator does it in the provider's dashboard, a payer's bank by itself, or misfortune.
//! Each is a plain POST, and answers 303 when it is done and told.

mod calls;
mod customers;
mod disputes;
mod payments;
mod subscriptions;
mod webhooks;

use axum::extract::State;
use axum::response::Response;

pub(super) use self::calls::plan as plan_calls;
pub(super) use self::customers::{card, delete};
pub(super) use self::disputes::close;
pub(super) use self::payments::{arrive, dispute, refund};
pub(super) use self::subscriptions::{cancel, undo};
pub(super) use self::webhooks::{deliver, switch as switch_webhooks};
use super::Desk;
use super::api::{Params, Refusal};
use super::pages::see_other;

/// `POST /desk/due`: what is due happens and is told.
pub(super) async fn due(State(desk): State<Desk>) -> Response {
    desk.deliver_due().await;
    see_other("/")
}

/// What a button's form says; a misspelt name is refused.
fn read(body: &[u8], known: &[&str]) -> Result<Params, Refusal> {
    let body = str::from_utf8(body).map_err(|_| Refusal::invalid("the form is not UTF-8", None))?;
    let params = Params::parse(body)?;
    params.only(known)?;
    Ok(params)
}

/// The `yes` or `no` of this name.
fn yes_or_no(params: &Params, name: &str) -> Result<bool, Refusal> {
    let word = params.word(name, &["yes", "no"])?;
    word.map(|word| word == "yes").ok_or_else(|| Refusal::missing(name))
}
