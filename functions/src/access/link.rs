//! `POST /api/access/link`: somebody asks for a sign-in link.

use domain::token::SIGN_IN_LASTS;
use http::StatusCode;
use themes::context::{FieldError, SignIn};

use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::letter::Letter;
use crate::mail;
use crate::store;
use crate::store::link::LinkKind;
use crate::store::member::Member;

const LETTER: Letter =
    Letter { kind: LinkKind::SignIn, key: "sign-in", path: "/api/access/open", lasts: SIGN_IN_LASTS };

/// Writes the link and its mail, if the address is a member's. The answer is the same for every address.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let address = match incoming.email() {
        Ok(address) => address,
        Err(error) => return again(app, &incoming, error).await,
    };
    if let Some(member) = store::member::of_address(&app.store, &app.hash(&address)).await? {
        send(app, &member, incoming.next().as_str()).await?;
    }
    Ok(reply::see_other("/api/access/sent"))
}

async fn send(app: &App, member: &Member, next: &str) -> Result<(), Broken> {
    let portal = app.portal().await?;
    let (writes, mail) = LETTER.to(app, &portal, &member.address, Some(next.to_owned()))?;
    app.store.transact(writes.into()).await?;
    mail::deliver_now(app, &mail.id).await;
    Ok(())
}

async fn again(app: &App, incoming: &Incoming, error: FieldError) -> Outcome {
    let portal = app.portal().await?;
    let page = portal.page("sign-in-title")?;
    let (next, form) = (incoming.next(), incoming.form_with(vec![error]));
    let html =
        portal.render("sign-in.html", &SignIn { page: &page, next: next.as_str(), locked: None, form })?;
    Ok(reply::page(StatusCode::UNPROCESSABLE_ENTITY, html))
}
