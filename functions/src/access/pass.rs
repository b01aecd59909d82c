//! Passes: signed for a member from what the membership opens now.

use domain::membership::Entitlements;
use domain::pass::{Claims, PASS_LASTS, PassKey};

use crate::app::App;
use crate::failure::Broken;
use crate::http::Response;
use crate::http::cookies::{self, CookieName, Cookies};
use crate::http::reply;
use crate::store::member::Member;

/// What the member's membership opens now.
pub(crate) async fn entitlements(app: &App, member: &Member) -> Result<Entitlements, Broken> {
    let portal = app.portal().await?;
    let zone = portal.portal().time_zone.zone();
    Ok(member.membership().entitlements(&portal.portal().first_months(), app.now(), &zone))
}

/// `response` with a pass for the member; with none, if the membership opens nothing.
pub(crate) async fn give(app: &App, response: Response, member: &Member) -> Result<Response, Broken> {
    let levels = entitlements(app, member).await?;
    let secure = app.settings.secure_cookies;
    if levels.is_empty() {
        return Ok(reply::with_cookie(response, &cookies::clear(CookieName::Pass, secure)));
    }
    let pass = key(app)?.sign(&Claims::new(member.id.clone(), app.now(), levels));
    Ok(reply::with_cookie(response, &cookies::set(CookieName::Pass, &pass, PASS_LASTS, secure)))
}

/// Whether the request brings a pass that is good now.
pub(crate) fn is_good(app: &App, cookies: &Cookies) -> Result<bool, Broken> {
    let key = key(app)?;
    Ok(cookies.get(CookieName::Pass).is_some_and(|pass| key.verify(pass, app.now()).is_ok()))
}

fn key(app: &App) -> Result<&PassKey, Broken> {
    app.settings
        .pass_key
        .as_ref()
        .ok_or_else(|| Broken::new("signing a pass", "this function has no signing key"))
}
