//! `GET /api/checkout/review`: the order as it will be charged. `GET /api/checkout/cancelled`: back from the
//! provider without having paid; it says again what the order costs.

use domain::hold::PAYMENT_MAY_START_WITHIN;
use http::StatusCode;
use themes::context::{Form, Review};

use super::{own_hold, to_receipt};
use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::interval::next_charge;
use crate::notice;
use crate::store::hold::Hold;

/// The review page of an open hold.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let hold = own_hold(app, &incoming, incoming.parameter("hold")).await?;
    if let Some(receipt) = to_receipt(&hold) {
        return Ok(receipt);
    }
    if !hold.serves(app.now()) {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let changed = incoming.parameter("changed") == "1";
    Ok(show(app, &hold, StatusCode::OK, changed, Form::default()).await?)
}

/// The seat is still kept; one may go on or give it up.
pub(super) async fn cancelled(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let hold = own_hold(app, &incoming, incoming.parameter("hold")).await?;
    if let Some(receipt) = to_receipt(&hold) {
        return Ok(receipt);
    }
    if !hold.serves(app.now()) {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let review = format!("/api/checkout/review?hold={}", hold.id);
    let args = app.portal().await?.price_args(&hold.quote);
    notice::plain_about(app, "checkout-cancelled", args, ("link-review", &review)).await
}

/// The review page, with what is wrong with the form, if anything.
pub(super) async fn show(
    app: &App,
    hold: &Hold,
    status: StatusCode,
    price_changed: bool,
    form: Form,
) -> Result<Response, Broken> {
    let portal = app.portal().await?;
    let page = portal.page("review-title")?;
    let zone = portal.portal().time_zone.zone();
    let review = Review {
        page: &page,
        quote: &hold.quote,
        email: hold.address.as_str(),
        hold: &hold.id,
        keep_until: hold.held_at + PAYMENT_MAY_START_WITHIN,
        next_charge: next_charge(app.now(), hold.quote.interval, &zone),
        terms_version: portal.terms_version(),
        price_changed,
        form,
    };
    Ok(reply::page(status, portal.render("review.html", &review)?))
}
