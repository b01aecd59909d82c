//! `GET /api/account/export`: everything that is known of a member, as a file to keep (GDPR, articles 15 and 20).

use domain::limit::EXPORTS_OF_MEMBER;
use domain::return_path::ACCOUNT;

use super::signed_in;
use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::members::export::export;
use crate::store::limit;

/// The file.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) => member,
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    if !limit::count(&app.store, EXPORTS_OF_MEMBER, &member.id, app.now()).await? {
        return Err(Refusal::TOO_MANY.into());
    }
    let known = export(app, &member.address).await?;
    Ok(known.map_or_else(|| reply::see_other(ACCOUNT), |known| reply::file("export.json", &known)))
}
