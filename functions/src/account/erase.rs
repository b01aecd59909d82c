//! `/api/account/erase`: GET says what goes and what stays when a member is erased; POST orders it.
//!
//! The order signs the member out everywhere, so that nothing more is written about them while they are erased.

use http::StatusCode;
use themes::context::{Erase, Form, Page};

use super::signed_in;
use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::{Incoming, must_tick};
use crate::http::{Request, Response, reply};
use crate::members::erase;
use crate::store::member::Member;
use crate::withdraw::right_lasts_until;

/// Where the order is answered.
pub(super) const DONE: &str = "/api/account/erase/done";

/// What it means, and the button.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    match signed_in(app, &incoming).await? {
        Ok(member) => Ok(page(app, &member, StatusCode::OK, Form::default()).await?),
        Err(to_sign_in) => Ok(to_sign_in),
    }
}

/// Orders it, if it is said to be understood.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) => member,
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    if let Some(missing) = must_tick(&incoming, "understood", "error-understood-missing") {
        let form = incoming.form_with(vec![missing]);
        return Ok(page(app, &member, StatusCode::UNPROCESSABLE_ENTITY, form).await?);
    }
    erase::order(app, &member).await?;
    Ok(reply::without_cookies(reply::see_other(DONE), app.settings.secure_cookies))
}

async fn page(app: &App, member: &Member, status: StatusCode, form: Form) -> Result<Response, Broken> {
    let portal = app.portal().await?;
    let zone = portal.portal().time_zone.zone();
    let context = Erase {
        page: &Page { for_members: true, ..portal.page("erase-title")? },
        email: member.address.as_str(),
        withdraw_until: right_lasts_until(member, &zone).filter(|until| app.now() < *until),
        form,
    };
    Ok(reply::page(status, portal.render("erase.html", &context)?))
}
