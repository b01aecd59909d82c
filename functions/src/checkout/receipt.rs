//! `GET /api/checkout/success`: back from the provider.
//!
//! The page asks the provider itself, so a lost webhook delays nothing.

use domain::hold::{HoldState, Payment};
use domain::return_path::SIGN_IN;
use http::StatusCode;
use themes::context::Receipt;

use super::settle::{self, Cause};
use super::success_path;
use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::provider::{ProviderId, Session};
use crate::store::member::{self, Member};
use crate::{notice, store, visitor};

/// The receipt; or, while the provider does not call it paid, that it is being waited for.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let id = ProviderId::parse(incoming.parameter("session")).ok_or(Refusal::NOT_FOUND)?;
    let session = app.provider()?.session(&id).await?.ok_or(Refusal::NOT_FOUND)?;
    let hold = session.hold.as_deref().ok_or(Refusal::NOT_FOUND)?;
    let settled = settle::settle(app, hold, &id, Cause::Asked).await;
    match (session.payment, settled) {
        (Payment::Expired, _) => Err(Refusal::HOLD_EXPIRED.into()),
        (Payment::Paid, Ok(())) => paid(app, &incoming, hold, &session).await,
        (Payment::Pending, _) => waiting(app, &id).await,
        (Payment::Paid, Err(error)) => {
            tracing::error!(%error, "a payment waits to be settled");
            waiting(app, &id).await
        }
    }
}

/// How soon the page that waits asks again by itself, in seconds.
const ASKS_AGAIN_IN: i64 = 10;

async fn waiting(app: &App, session: &ProviderId) -> Outcome {
    let here = success_path(session.as_str());
    let notice = notice::plain(app, "checkout-waiting", ("link-try-again", &here)).await?;
    Ok(reply::asking_again(notice, ASKS_AGAIN_IN))
}

/// The receipt. In a browser that has not proven the address, as when a bank's app leads back, and for a
/// membership that another one has followed, only that all is well.
async fn paid(app: &App, incoming: &Incoming, hold: &str, session: &Session) -> Outcome {
    let hold = store::hold::get(&app.store, hold).await?.ok_or(Refusal::NOT_FOUND)?;
    if hold.state == HoldState::PaidTwice {
        return notice::plain(app, "paid-twice", ("link-sign-in", SIGN_IN)).await;
    }
    let member = member::of_address(&app.store, &hold.address_hash).await?.ok_or(Refusal::NOT_FOUND)?;
    let paid_by = session.subscription.as_ref().map(|subscription| &subscription.id);
    let proof = visitor::proof(app, incoming).await?;
    let is_theirs = proof.is_some_and(|proof| proof.address_hash == hold.address_hash);
    if is_theirs && paid_by == Some(&member.subscription) {
        return Ok(show(app, &member).await?);
    }
    notice::good(app, "checkout-paid", ("link-sign-in", SIGN_IN)).await
}

async fn show(app: &App, member: &Member) -> Result<Response, Broken> {
    let portal = app.portal().await?;
    let page = portal.page("receipt-title")?;
    let receipt = Receipt {
        page: &page,
        number: member.number,
        founder: member.quote.founding,
        quote: &member.quote,
        next_charge: member.next_charge(app.now()),
        email: member.address.as_str(),
    };
    Ok(reply::page(StatusCode::OK, portal.render("receipt.html", &receipt)?))
}
