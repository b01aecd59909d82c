//! `GET /api/access/locked`: where a person without access ends. Public; tells no more of what is behind it
//! than the level's name and, if it is teased, the lesson's title and summary.

use domain::calendar::ReleaseMonth;
use domain::membership::Standing;
use domain::portal::{Lesson, Level};
use domain::return_path::{MEMBER_HOME, MEMBER_PAGES, ReturnPath};
use domain::timeline::leading;
use http::StatusCode;
use jiff::Timestamp;
use themes::context::{Form, Item, LaunchView, Locked, Page, SignIn};
use themes::launch_view::{launch_view, public_quotes};

use super::pass;
use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::portal::Loaded;
use crate::store::member::Member;
use crate::store::seats;
use crate::visitor;

/// The locked page, with sign-in and `next`; for a member whom the page has been open to since their pass was signed,
/// the way to a new one.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, next) = (app.portal().await?, incoming.next());
    let member = visitor::member(app, &incoming).await?;
    let place = portal.portal().place(next.as_str());
    let opens = member.as_ref().zip(place).and_then(|(member, place)| opens(app, &portal, member, place));
    if let Some(member) = &member
        && (opens.is_some_and(|opens| opens <= app.now())
            || [MEMBER_HOME, MEMBER_PAGES].contains(&next.as_str()))
        && member.membership().standing(app.now()) == Standing::Open
    {
        // Perhaps they signed in in another tab, and the gate has not been asked since.
        let is_good = pass::is_good(app, &incoming.cookies, member, place).await?;
        return Ok(reply::see_other(&if is_good { next.as_str().to_owned() } else { to("refresh", &next) }));
    }
    let launch = launch(app, &portal).await?;
    let level = place.map(|(level, _)| level);
    let locked = Locked {
        level: level
            .and_then(|level| portal.snapshot.levels.iter().find(|card| card.number == level.id.number())),
        teased: place.and_then(|(level, month)| teased(level, month, next.as_str())),
        signed_in: member.is_some(),
        opens,
        launch: launch.as_ref(),
    };
    let page = Page { for_members: member.is_some(), ..portal.page("locked-title")? };
    let context = SignIn { page: &page, next: next.as_str(), locked: Some(locked), form: Form::default() };
    Ok(reply::page(StatusCode::FORBIDDEN, portal.render("locked.html", &context)?))
}

/// Where the locked page for `next` stands.
pub(crate) fn location(next: &ReturnPath) -> String {
    to("locked", next)
}

/// Where `door` of the function `access` stands, for `next`.
pub(crate) fn to(door: &str, next: &ReturnPath) -> String {
    let query = serde_urlencoded::to_string([("next", next.as_str())]).unwrap_or_default();
    format!("/api/access/{door}?{query}")
}

/// When the membership opens the place, if what was bought has it and the membership is not over.
fn opens(
    app: &App,
    portal: &Loaded,
    member: &Member,
    (level, month): (&Level, ReleaseMonth),
) -> Option<Timestamp> {
    let (membership, zone) = (member.membership(), portal.portal().time_zone.zone());
    let schedule = level.schedule()?;
    let has_lessons = level.lessons.iter().any(|lesson| lesson.month == month);
    let is_theirs = membership.levels.holds(level.id) && membership.standing(app.now()) == Standing::Open;
    let day = (is_theirs && has_lessons).then(|| schedule.opens_on(month, membership.joined_on(&zone)))?;
    day.to_zoned(zone).ok().map(|midnight| midnight.timestamp())
}

/// The launch that leads now, as the page shows it.
pub(super) async fn launch(app: &App, portal: &Loaded) -> Result<Option<LaunchView>, Broken> {
    let Some(launch) = leading(&portal.portal().launches, app.now()) else { return Ok(None) };
    let counter = seats::get(&app.store, &launch.id).await?;
    let phase = launch.phase(app.now(), counter.seats.room(launch.seats));
    Ok(Some(launch_view(portal.portal(), launch, phase, public_quotes(launch))))
}

/// The lesson of this month at the gated address `path`, if it is teased.
fn teased(level: &Level, month: ReleaseMonth, path: &str) -> Option<Item> {
    let path = path.split('?').next().unwrap_or(path);
    let is_it =
        |lesson: &&Lesson| lesson.teased && lesson.month == month && level.lesson_path(lesson) == path;
    let lesson = level.lessons.iter().find(is_it)?;
    Some(Item { title: lesson.title.clone(), text: lesson.summary.clone().unwrap_or_default() })
}
