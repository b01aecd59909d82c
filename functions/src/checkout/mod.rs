//! Checkout: a seat is held, the order reviewed, the payment started, and the buyer comes back.

mod give_up;
mod hold;
mod join;
mod pay;
mod receipt;
pub(crate) mod refresh;
mod review;
pub(crate) mod settle;

use domain::membership::NotSold;
use jiff::Timestamp;

use crate::app::{App, Outcome};
use crate::failure::{Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, door, no_door, reply};
use crate::store::hold::Hold;
use crate::store::member::Member;
use crate::{notice, store, visitor};

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    ("/api/checkout/hold", "POST"),
    ("/api/checkout/review", "GET, HEAD"),
    ("/api/checkout/pay", "POST"),
    ("/api/checkout/success", "GET, HEAD"),
    ("/api/checkout/cancelled", "GET, HEAD"),
    ("/api/checkout/give-up", "POST"),
    ("/api/checkout/gave-up", "GET, HEAD"),
];

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("POST", "/api/checkout/hold") => hold::post(app, request).await,
        ("GET", "/api/checkout/review") => review::get(app, request).await,
        ("POST", "/api/checkout/pay") => pay::post(app, request).await,
        ("GET", "/api/checkout/success") => receipt::get(app, request).await,
        ("GET", "/api/checkout/cancelled") => review::cancelled(app, request).await,
        ("POST", "/api/checkout/give-up") => give_up::post(app, request).await,
        ("GET", "/api/checkout/gave-up") => notice::good(app, "gave-up", ("link-home", "/")).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}

/// For a hold that is paid already: to its receipt.
fn to_receipt(hold: &Hold) -> Option<Response> {
    let session = hold.session.as_ref().filter(|_| hold.state.is_paid())?;
    Some(reply::see_other(&success_path(session)))
}

/// Refuses who pays already, and whose access the creator has withdrawn: they would pay for nothing.
fn may_buy(member: Option<&Member>, now: Timestamp) -> Result<(), Refusal> {
    match member.and_then(|member| member.membership().keeps_from_another(now)) {
        Some(NotSold::Revoked) => Err(Refusal::ACCESS_REVOKED),
        Some(NotSold::Stands) => Err(Refusal::ALREADY_MEMBER),
        None => Ok(()),
    }
}

/// Where the receipt of a session stands.
fn success_path(session: &str) -> String {
    format!("/api/checkout/success?session={session}")
}

/// The hold of this id, if the browser has proven that it is its reader's.
async fn own_hold(app: &App, incoming: &Incoming, id: &str) -> Result<Hold, Failure> {
    let proof = visitor::proof(app, incoming).await?.ok_or(Refusal::HOLD_EXPIRED)?;
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if !plain || id.is_empty() || id.len() > 64 {
        return Err(Refusal::NOT_FOUND.into());
    }
    let hold = store::hold::get(&app.store, id).await?.ok_or(Refusal::NOT_FOUND)?;
    if hold.address_hash == proof.address_hash { Ok(hold) } else { Err(Refusal::NOT_FOUND.into()) }
}
