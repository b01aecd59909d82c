//! `GET /api/access/locked`: where a person without access ends. Public; tells no more of what is behind it
//! than the level's name and, if it is teased, the lesson's title and summary.

use domain::calendar::ReleaseMonth;
use domain::portal::{Lesson, Level};
use domain::return_path::ReturnPath;
use domain::timeline::leading;
use http::StatusCode;
use themes::context::{Form, Item, LaunchView, LevelCard, Locked, SignIn};
use themes::launch_view::{launch_view, public_quotes};

use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::portal::Loaded;
use crate::store::seats;
use crate::visitor;

/// The locked page, with sign-in and `next`.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, next) = (app.portal().await?, incoming.next());
    let signed_in = visitor::member(app, &incoming).await?.is_some();
    let launch = launch(app, &portal).await?;
    let (level, teased) = behind(&portal, &next);
    let locked = Locked { level, teased, signed_in, launch: launch.as_ref() };
    let page = portal.page("locked-title")?;
    let context = SignIn { page: &page, next: next.as_str(), locked: Some(locked), form: Form::default() };
    Ok(reply::page(StatusCode::FORBIDDEN, portal.render("locked.html", &context)?))
}

/// Where the locked page for `next` stands.
pub(super) fn location(next: &ReturnPath) -> String {
    let query = serde_urlencoded::to_string([("next", next.as_str())]).unwrap_or_default();
    format!("/api/access/locked?{query}")
}

async fn launch(app: &App, portal: &Loaded) -> Result<Option<LaunchView>, Broken> {
    let Some(launch) = leading(&portal.portal().launches, app.now()) else { return Ok(None) };
    let seats = seats::get(&app.store, &launch.id).await?;
    let phase = launch.phase(app.now(), seats.sold_out(launch.seats));
    Ok(Some(launch_view(portal.portal(), launch, phase, public_quotes(launch))))
}

/// The level that `next` lies in, and the lesson, if it is teased.
fn behind<'a>(portal: &'a Loaded, next: &ReturnPath) -> (Option<&'a LevelCard>, Option<Item>) {
    let segments: Vec<&str> = next.as_str().split(['/', '?']).filter(|segment| !segment.is_empty()).collect();
    let [_, level, rest @ ..] = segments.as_slice() else { return (None, None) };
    let Some(level) = portal.portal().levels.iter().find(|candidate| candidate.segment() == *level) else {
        return (None, None);
    };
    let card = portal.snapshot.levels.iter().find(|card| card.number == level.id.number());
    (card, teased(level, rest))
}

fn teased(level: &Level, rest: &[&str]) -> Option<Item> {
    let [month, slug] = rest else { return None };
    let month = ReleaseMonth::parse(month).ok()?;
    let is_it = |lesson: &&Lesson| lesson.teased && lesson.month == month && lesson.slug.as_str() == *slug;
    let lesson = level.lessons.iter().find(is_it)?;
    Some(Item { title: lesson.title.clone(), text: lesson.summary.clone().unwrap_or_default() })
}
