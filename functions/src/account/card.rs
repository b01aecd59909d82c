//! `POST /api/account/card`: to the provider's own portal, where the card is changed and receipts lie.

use domain::return_path::ACCOUNT;

use super::signed_in;
use crate::app::{App, Outcome};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};

/// Leads there. In it the price cannot be changed; whoever pays nothing by the provider stays here.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) => member,
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    let Some((customer, _)) = member.at_provider() else { return Ok(reply::see_other(ACCOUNT)) };
    let portal = app.portal().await?;
    let (url, lang) = (&portal.portal().url, portal.portal().lang);
    Ok(reply::see_other(&app.provider()?.manage(&customer, url, &app.link(ACCOUNT), lang).await?))
}
