//! `POST /api/access/link`: somebody asks for a sign-in link.

use domain::token::SIGN_IN_LASTS;
use http::StatusCode;
use themes::context::{FieldError, SignIn};

use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::mail::{self, Mail};
use crate::random;
use crate::store::link::{self, Link, LinkKind};
use crate::store::member::Member;
use crate::store::{self, outbox};

/// Writes the link and its mail, if the address is a member's. The answer is the same for every address.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let address = match incoming.email() {
        Ok(address) => address,
        Err(error) => return again(app, &incoming, error).await,
    };
    if let Some(member) = store::member::of_address(&app.store, &app.hash(&address)).await? {
        send(app, member, incoming.next().as_str()).await?;
    }
    Ok(reply::see_other("/api/access/sent"))
}

async fn send(app: &App, member: Member, next: &str) -> Result<(), Broken> {
    let (portal, now, token) = (app.portal().await?, app.now(), random::token()?);
    let link = Link {
        kind: LinkKind::SignIn,
        address: None,
        address_hash: member.address_hash,
        next: Some(next.to_owned()),
        expires: Some(now + SIGN_IN_LASTS),
    };
    let href = app.link(&format!("/api/access/open?token={}", token.reveal()));
    let mail = Mail { key: "sign-in", to: &member.address, href: Some(href), order: None, unsubscribe: None };
    let mail = mail::compose(&portal, &mail)?;
    app.store.transact(vec![link::put(&token, &link), outbox::put(&mail, now)]).await?;
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
