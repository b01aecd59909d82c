//! `/api/offers/open`: the link to one's price. GET shows a button; POST proves the address to this browser.

use domain::return_path::MY_OFFERS;

use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::notice;
use crate::store::link::{self, LinkKind};
use crate::store::proof::Proof;
use crate::visitor;

/// The button.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?.reveal();
    notice::button(app, "offer-open", "/api/offers/open", vec![("token", &token)]).await
}

/// Keeps the proof in a cookie. The link may be opened on another device too, until it expires.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let token = Incoming::read(app, request)?.token()?;
    let link = link::get(&app.store, LinkKind::Prove, &token, app.now()).await?;
    let link = link.ok_or(Refusal::LINK_EXPIRED)?;
    let proof =
        Proof { address: link.address.ok_or(Refusal::LINK_EXPIRED)?, address_hash: link.address_hash };
    to_offers(app, proof).await
}

/// Proves the address to this browser and leads to what is offered to it.
pub(crate) async fn to_offers(app: &App, proof: Proof) -> Outcome {
    let (keep, cookie) = visitor::prove(app, &proof)?;
    app.store.write(keep).await?;
    Ok(reply::with_cookie(reply::see_other(MY_OFFERS), &cookie))
}
