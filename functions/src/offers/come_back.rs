//! `POST /api/offers/come-back`: a founder whose membership is over, signed in, wants their price back.

use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::Request;
use crate::http::incoming::Incoming;
use crate::store::proof::Proof;
use crate::visitor;

/// The session proves the address as well as a link would.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = visitor::member(app, &incoming).await?.ok_or(Refusal::LINK_EXPIRED)?;
    let proof = Proof { address: member.address, address_hash: member.address_hash };
    super::open::to_offers(app, proof).await
}
