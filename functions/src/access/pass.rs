//! Passes: signed for a member from what the membership opens now.

use domain::calendar::ReleaseMonth;
use domain::membership::Standing;
use domain::pass::{Claims, PassKeys};
use domain::portal::Level;
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::failure::Broken;
use crate::http::Response;
use crate::http::cookies::{self, CookieName, Cookies};
use crate::http::reply;
use crate::store::member::Member;

/// `response` with a pass for what the membership opens now; with none, if it opens nothing any more.
pub(super) async fn give(app: &App, response: Response, member: &Member) -> Result<Response, Broken> {
    let (now, secure) = (app.now(), app.settings.secure_cookies);
    if member.membership().standing(now) != Standing::Open {
        return Ok(reply::with_cookie(response, &cookies::clear(CookieName::Pass, secure)));
    }
    let claims = claims(app, member, now).await?;
    let lasts = SignedDuration::from_secs(claims.expires - now.as_second());
    let pass = keys(app)?.sign(&claims);
    Ok(reply::with_cookie(response, &cookies::set(CookieName::Pass, &pass, lasts, secure)))
}

/// What a pass for this member says at `now`.
async fn claims(app: &App, member: &Member, now: Timestamp) -> Result<Claims, Broken> {
    let (portal, membership) = (app.portal().await?, member.membership());
    let zone = portal.portal().time_zone.zone();
    let levels = membership.entitlements(&portal.portal().schedules(), now, &zone);
    let claims = Claims::new(member.id.clone(), now, &zone, levels);
    Ok(claims.until(membership.opens_until()).issued_after(member.passes_void_at(now)))
}

/// The edge's clock may be ahead of ours by this much, in seconds: a pass about to end may have ended there.
const CLOCKS_DIFFER: i64 = 10;

/// Whether the request brings a pass of this member that is good now, that opens `place`, if that is given, and that a
/// new one would not outlast where it is about to end.
pub(super) async fn is_good(
    app: &App,
    cookies: &Cookies,
    member: &Member,
    place: Option<(&Level, ReleaseMonth)>,
) -> Result<bool, Broken> {
    let now = app.now();
    let keys = keys(app)?;
    let brought = cookies.get(CookieName::Pass).and_then(|pass| keys.verify(pass, now).ok());
    let Some(brought) = brought else { return Ok(false) };
    let is_void = member.passes_void_at(now).is_some_and(|void| brought.issued <= void.as_second());
    let opens = place.is_none_or(|(level, month)| brought.open(level.id, month));
    let lasts = brought.expires > now.as_second() + CLOCKS_DIFFER
        || brought.expires >= claims(app, member, now).await?.expires;
    Ok(brought.member == member.id && !is_void && opens && lasts)
}

fn keys(app: &App) -> Result<&PassKeys, Broken> {
    let none = || Broken::new("signing a pass", "this function has no signing key");
    app.settings.pass_keys.as_ref().ok_or_else(none)
}
