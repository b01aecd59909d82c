//! `GET /api/checkout/success`: back from the provider.
//!
//! The page asks the provider itself, so a lost webhook delays nothing.

use domain::hold::Payment;
use http::StatusCode;
use themes::context::Receipt;

use super::settle::{self, Cause};
use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::provider::stripe::SessionId;
use crate::store::member::{self, Member};
use crate::{notice, store, visitor};

/// The receipt; or, while the provider does not call it paid, that it is being waited for.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let id = SessionId::parse(incoming.parameter("session")).ok_or(Refusal::NOT_FOUND)?;
    let session = app.payments.session(&id).await?;
    let hold = session.hold.as_deref().ok_or(Refusal::NOT_FOUND)?;
    if session.payment != Payment::Paid {
        let here = format!("/api/checkout/success?session={}", id.as_str());
        return notice::plain(app, "checkout-waiting", ("link-try-again", &here)).await;
    }
    settle::settle(app, hold, &id, Cause::Asked).await?;
    let hold = store::hold::get(&app.store, hold).await?.ok_or(Refusal::NOT_FOUND)?;
    let proof = visitor::proof(app, &incoming).await?.filter(|proof| proof.address_hash == hold.address_hash);
    proof.ok_or(Refusal::HOLD_EXPIRED)?;
    let member = member::of_address(&app.store, &hold.address_hash).await?.ok_or(Refusal::NOT_FOUND)?;
    Ok(show(app, &member).await?)
}

async fn show(app: &App, member: &Member) -> Result<Response, Broken> {
    let portal = app.portal().await?;
    let page = portal.page("receipt-title")?;
    let receipt = Receipt {
        page: &page,
        number: member.number,
        founder: member.quote.founding,
        quote: &member.quote,
        next_charge: member.paid_until,
        email: member.address.as_str(),
    };
    Ok(reply::page(StatusCode::OK, portal.render("receipt.html", &receipt)?))
}
