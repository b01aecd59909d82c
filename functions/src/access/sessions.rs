//! `/api/access/sessions`: the browsers that a member is signed in with, and a way to end each.

use domain::return_path::ReturnPath;
use http::StatusCode;
use themes::context::{Page, SessionCard, Sessions};

use super::locked;
use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::store::member::Member;
use crate::store::session::{self, Session};
use crate::{members, visitor};

const HERE: &str = "/api/access/sessions";

/// The list; for who is not signed in, the way to sign in.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let Some((here, member)) = visitor::signed_in(app, &incoming).await? else { return Ok(to_sign_in()) };
    let sessions = of(app, &member).await?;
    let portal = app.portal().await?;
    let page = Page { for_members: true, ..portal.page("sessions-title")? };
    let sessions = sessions.iter().map(|session| card(session, &here)).collect();
    let html = portal.render("sessions.html", &Sessions { page: &page, sessions })?;
    Ok(reply::page(StatusCode::OK, html))
}

/// Ends one of the member's sessions, and voids the member's passes, for that browser may still hold one. The others
/// get a new one without noticing.
pub(super) async fn end(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let Some((_, member)) = visitor::signed_in(app, &incoming).await? else { return Ok(to_sign_in()) };
    let wanted = incoming.field("session");
    let known = of(app, &member).await?.into_iter().find(|session| session.hash.to_string() == wanted);
    if let Some(session) = known {
        members::void_passes(app, &member.id, |_| {}, session::end(&member.id, &session.hash).into()).await?;
    }
    Ok(reply::see_other(HERE))
}

async fn of(app: &App, member: &Member) -> Result<Vec<Session>, Broken> {
    let sessions = session::of_member(&app.store, &member.id, app.now()).await?;
    Ok(sessions.into_iter().filter(|session| member.keeps(session, app.now())).collect())
}

fn card(session: &Session, here: &Session) -> SessionCard {
    SessionCard {
        id: session.hash.to_string(),
        device: session.device.clone(),
        began: session.began,
        here: session.hash == here.hash,
    }
}

fn to_sign_in() -> Response {
    reply::see_other(&locked::location(&ReturnPath::parse(HERE)))
}
