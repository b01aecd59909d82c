//! `GET /api/access/refresh`: the gate met no good pass, but a session. The reader notices nothing.

use super::pass;
use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::visitor;

/// A new pass and back to `next`; without a live session, to the locked page.
///
/// When the pass is good as far as can be seen here, the gate refuses it for a reason of its own (its keys or
/// its clock), and going back would only begin a loop.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let next = incoming.next();
    let Some(member) = visitor::member(app, &incoming).await? else {
        let locked = super::locked::location(&next);
        let line = cookies::clear(CookieName::Session, app.settings.secure_cookies);
        return Ok(reply::with_cookie(reply::see_other(&locked), &line));
    };
    if pass::is_good(app, &incoming.cookies)? {
        return Err(Refusal::NO_ACCESS.into());
    }
    if pass::is_over(app, &member) {
        return Err(Refusal::ACCESS_ENDED.into());
    }
    Ok(pass::give(app, reply::see_other(next.as_str()), &member).await?)
}
