//! Passes: signed for a member from what the membership opens now.

use domain::calendar::ReleaseMonth;
use domain::membership::Standing;
use domain::pass::{Claims, PassKeys};
use domain::portal::Level;
use jiff::SignedDuration;

use crate::app::App;
use crate::failure::Broken;
use crate::http::Response;
use crate::http::cookies::{self, CookieName, Cookies};
use crate::http::reply;
use crate::store::member::Member;

/// `response` with a pass for what the membership opens now; with none, if it opens nothing any more.
pub(crate) async fn give(app: &App, response: Response, member: &Member) -> Result<Response, Broken> {
    let (portal, now, secure) = (app.portal().await?, app.now(), app.settings.secure_cookies);
    let membership = member.membership();
    if membership.standing(now) != Standing::Open {
        return Ok(reply::with_cookie(response, &cookies::clear(CookieName::Pass, secure)));
    }
    let zone = portal.portal().time_zone.zone();
    let levels = membership.entitlements(&portal.portal().schedules(), now, &zone);
    let claims = Claims::new(member.id.clone(), now, &zone, levels)
        .until(membership.opens_until())
        .issued_after(member.passes_void_at);
    let lasts = SignedDuration::from_secs(claims.expires - now.as_second());
    let pass = keys(app)?.sign(&claims).ok_or_else(no_key)?;
    Ok(reply::with_cookie(response, &cookies::set(CookieName::Pass, &pass, lasts, secure)))
}

/// The edge's clock may be ahead of ours by this much: a pass about to end may have ended there.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_secs(10);

/// Whether the request brings a pass of this member that is good now, at the edge too, and opens `place`, if that is
/// given.
pub(super) fn is_good(
    app: &App,
    cookies: &Cookies,
    member: &Member,
    place: Option<(&Level, ReleaseMonth)>,
) -> Result<bool, Broken> {
    let keys = keys(app)?;
    let claims = cookies.get(CookieName::Pass).map(|pass| keys.verify(pass, app.now() + CLOCKS_DIFFER));
    let Some(Ok(claims)) = claims else { return Ok(false) };
    let is_void = member.passes_void_at.is_some_and(|void| claims.issued <= void.as_second());
    let opens = place.is_none_or(|(level, month)| claims.open(level.id, month));
    Ok(claims.member == member.id && !is_void && opens)
}

fn keys(app: &App) -> Result<&PassKeys, Broken> {
    app.settings.pass_keys.as_ref().ok_or_else(no_key)
}

fn no_key() -> Broken {
    Broken::new("signing a pass", "this function has no signing key")
}
