//! A session begins.

use domain::return_path::ReturnPath;
use domain::token::SESSION_LASTS;

use super::{device, pass};
use crate::app::App;
use crate::failure::Broken;
use crate::http::cookies::{self, CookieName};
use crate::http::{Response, reply};
use crate::random;
use crate::store::member::Member;
use crate::store::session::{self, Session};
use crate::store::{Commit, Write};

/// Begins a session of `member` in the browser that calls itself `agent`, and uses up, by `used`, what signed it in; then leads to `next`. None,
/// if that was used up already.
pub(crate) async fn begin_session(
    app: &App,
    agent: &str,
    member: &Member,
    next: Option<&str>,
    used: Vec<Write>,
) -> Result<Option<Response>, Broken> {
    let token = random::token()?;
    let session = Session::new(&token, &member.id, device::name(agent), app.now());
    let writes = used.into_iter().chain(session::put(&session)).collect();
    if app.store.transact(writes).await? != Commit::Done {
        return Ok(None);
    }
    let next = next.map_or_else(ReturnPath::default, ReturnPath::parse);
    let secure = app.settings.secure_cookies;
    let cookie = cookies::set(CookieName::Session, &token.reveal(), SESSION_LASTS, secure);
    let response = reply::with_cookie(reply::see_other(next.as_str()), &cookie);
    let response = reply::with_cookie(response, &cookies::clear(CookieName::Asked, secure));
    pass::give(app, response, member).await.map(Some)
}
