//! `/api/account/withdraw`: the right of withdrawal, without signing in. GET shows the form; POST mails a link to whoever
//! gives the address of a membership. The day of the asking counts, whenever the mail is read.
//!
//! Whether an address is a member's must not show, so every address gets the same answer and the same work, as in
//! `access/link.rs`.

use domain::limit::WITHDRAWAL_MAILS;
use domain::token::WITHDRAWAL_LASTS;
use http::StatusCode;
use themes::context::{FieldError, Form, FormPage};

use super::CONFIRM;
use crate::app::{App, Outcome};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::letter::{Enclosed, Letter};
use crate::limits;
use crate::store::link::LinkKind;
use crate::store::{self, outbox};
use crate::visitor;

const LETTER: Letter =
    Letter { kind: LinkKind::Withdraw, key: "withdraw", path: CONFIRM, lasts: WITHDRAWAL_LASTS };

/// The form; whoever is signed in needs no mail, and goes on to the confirmation.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if visitor::member(app, &incoming).await?.is_some() {
        return Ok(reply::see_other(CONFIRM));
    }
    show(app, StatusCode::OK, Form::default()).await
}

/// Writes the link and its mail.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let address = match incoming.email() {
        Ok(address) => address,
        Err(error) => return again(app, &incoming, error).await,
    };
    if limits::may_mail(app, &incoming, WITHDRAWAL_MAILS, &address).await? {
        let (portal, now) = (app.portal().await?, app.now());
        let is_member = store::member::is_anybody(&app.store, &app.hash(&address)).await?;
        let letter = LETTER.write(app, &portal, &address, Enclosed::default())?;
        let mail = if is_member { outbox::put(&letter.mail, now) } else { outbox::decoy(&letter.mail, now) };
        app.store.transact(vec![letter.keep, mail]).await?;
    }
    Ok(reply::see_other("/api/account/withdraw/sent"))
}

async fn again(app: &App, incoming: &Incoming, error: FieldError) -> Outcome {
    show(app, StatusCode::UNPROCESSABLE_ENTITY, incoming.form_with(vec![error])).await
}

async fn show(app: &App, status: StatusCode, form: Form) -> Outcome {
    let portal = app.portal().await?;
    let page = portal.page("withdraw-title")?;
    let html = portal.render("withdraw.html", &FormPage { page: &page, launch: None, form })?;
    Ok(reply::page(status, html))
}
