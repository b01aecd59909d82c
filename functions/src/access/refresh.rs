//! `GET /api/access/refresh`: the gate met no good pass, but a session. The reader notices nothing.

use domain::membership::Standing;

use super::{ended, pass};
use crate::app::{App, Outcome};
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::{notice, visitor};

/// A new pass and back to `next`; without a live session, to the locked page.
///
/// When the pass is good as far as can be seen here and opens `next`, the gate refuses it for a reason of its own (its
/// keys or its clock), and going back would only begin a loop.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let next = incoming.next();
    let Some(member) = visitor::member(app, &incoming).await? else {
        let locked = super::locked::location(&next);
        let line = cookies::clear(CookieName::Session, app.settings.secure_cookies);
        return Ok(reply::with_cookie(reply::see_other(&locked), &line));
    };
    let standing = member.membership().standing(app.now());
    if standing != Standing::Open {
        return ended::page(app, &member, standing).await;
    }
    let portal = app.portal().await?;
    if pass::is_good(app, &incoming.cookies, &member, portal.portal().place(next.as_str())).await? {
        return notice::problem(app, "no-access", ("link-try-again", next.as_str())).await;
    }
    Ok(pass::give(app, reply::see_other(next.as_str()), &member).await?)
}
