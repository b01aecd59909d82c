//! `POST /api/offers/ask`: somebody asks for the link to the price that goes with an address.
//!
//! A price for an audience is given to a proven address, never for typing one: that would tell strangers who
//! is a student. So every address gets the same answer here, and the same mail.

use domain::limit::OFFER_MAILS;
use domain::timeline::leading;
use domain::token::LINK_LASTS;
use http::StatusCode;
use themes::context::{FieldError, FormPage};

use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::letter::Letter;
use crate::limits;
use crate::store::link::LinkKind;

const LETTER: Letter =
    Letter { kind: LinkKind::Prove, key: "offer-link", path: "/api/offers/open", lasts: LINK_LASTS };

/// Writes the link and its mail.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if incoming.is_trapped() {
        return Ok(reply::see_other("/api/offers/sent"));
    }
    let address = match incoming.email() {
        Ok(address) => address,
        Err(error) => return again(app, &incoming, error).await,
    };
    let (portal, now) = (app.portal().await?, app.now());
    let launches = &portal.portal().launches;
    if !launches.iter().any(|launch| launch.sells(now)) {
        let is_over = leading(launches, now).is_none();
        return Err(if is_over { Refusal::CLOSED } else { Refusal::NOT_OPEN }.into());
    }
    if limits::may_mail(app, &incoming, OFFER_MAILS, &address).await? {
        app.store.transact(LETTER.to(app, &portal, &address)?.into()).await?;
    }
    Ok(reply::see_other("/api/offers/sent"))
}

async fn again(app: &App, incoming: &Incoming, error: FieldError) -> Outcome {
    let portal = app.portal().await?;
    let page = portal.page("ask-title")?;
    let form = incoming.form_with(vec![error]);
    let html = portal.render("ask-offer.html", &FormPage { page: &page, launch: None, form })?;
    Ok(reply::page(StatusCode::UNPROCESSABLE_ENTITY, html))
}
