//! Passes: signed for a member from what the membership opens now.

use domain::pass::{Claims, PassKey};
use jiff::SignedDuration;

use crate::app::App;
use crate::failure::Broken;
use crate::http::Response;
use crate::http::cookies::{self, CookieName, Cookies};
use crate::http::reply;
use crate::store::member::Member;

/// Whether the membership is over. One that runs may still open no level yet.
pub(crate) fn is_over(app: &App, member: &Member) -> bool {
    app.now() >= member.membership().opens_until()
}

/// `response` with a pass for what the membership opens now; with none, if it is over.
pub(crate) async fn give(app: &App, response: Response, member: &Member) -> Result<Response, Broken> {
    let (portal, now, secure) = (app.portal().await?, app.now(), app.settings.secure_cookies);
    if is_over(app, member) {
        return Ok(reply::with_cookie(response, &cookies::clear(CookieName::Pass, secure)));
    }
    let zone = portal.portal().time_zone.zone();
    let levels = member.membership().entitlements(&portal.portal().first_months(), now, &zone);
    let claims = Claims::new(member.id.clone(), now, &zone, levels);
    let (pass, lasts) = (key(app)?.sign(&claims), SignedDuration::from_secs(claims.expires - claims.issued));
    Ok(reply::with_cookie(response, &cookies::set(CookieName::Pass, &pass, lasts, secure)))
}

/// The edge's clock may be ahead of ours by this much: a pass about to end may have ended there.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_secs(10);

/// Whether the request brings a pass that is good now, at the edge too.
pub(crate) fn is_good(app: &App, cookies: &Cookies) -> Result<bool, Broken> {
    let key = key(app)?;
    Ok(cookies.get(CookieName::Pass).is_some_and(|pass| key.verify(pass, app.now() + CLOCKS_DIFFER).is_ok()))
}

fn key(app: &App) -> Result<&PassKey, Broken> {
    app.settings
        .pass_key
        .as_ref()
        .ok_or_else(|| Broken::new("signing a pass", "this function has no signing key"))
}
