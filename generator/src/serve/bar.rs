//! The bar above every page in `serve`: whom to be, and when. It is no part of the site.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::launch::Launch;
use domain::return_path::ReturnPath;
use domain::timeline::{self, Stage};
use functions::http::cookie_pairs;
use functions::tryout::{Persona, become_persona};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::by_itself::see_to_what_is_due;
use super::house::House;
use super::stand_in::escape;

/// How long a page waits for the next build before it asks again.
const WAIT: Duration = Duration::from_secs(25);

/// Whom the bar offers to be; the first is nobody.
const PERSONAS: [&str; 3] = [VISITOR, "member", "founder"];
const VISITOR: &str = "visitor";
const PERSONA_COOKIE: &str = "terskel-persona";

/// Pages are far smaller; a larger body is left as it is.
const MOST_PAGE_BYTES: usize = 8 * 1024 * 1024;

#[derive(Deserialize)]
struct Choice {
    persona: String,
}

#[derive(Deserialize)]
struct Move {
    now: String,
    back: String,
}

#[derive(Deserialize)]
struct Known {
    build: u64,
}

/// The bar's own routes, below `/_terskel`.
pub(super) fn router(house: House) -> Router<House> {
    let style = || async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("bar.css")) };
    let script =
        || async { ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("bar.js")) };
    Router::new()
        .route("/bar.css", get(style))
        .route("/bar.js", get(script))
        .route("/build", get(next_build))
        .route("/persona", post(change_persona))
        .route("/now", post(move_clock))
        .with_state(house)
}

/// Answers when there is a newer build than the page's, or after a while with the same one.
async fn next_build(State(house): State<House>, Query(known): Query<Known>) -> Json<u64> {
    let mut builds = house.stage.builds();
    let newer = builds.wait_for(|build| *build != known.build);
    let build = match tokio::time::timeout(WAIT, newer).await {
        Ok(Ok(build)) => *build,
        Ok(Err(_)) | Err(_) => known.build,
    };
    Json(build)
}

async fn change_persona(
    State(house): State<House>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Response {
    let Some(persona) = Persona::parse(&choice.persona).filter(|_| is_own(&headers)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match become_persona(&house.app, persona).await {
        Ok(response) => {
            let (mut parts, body) = response.into_parts();
            remember(&choice.persona, &mut parts.headers);
            Response::from_parts(parts, Body::from(body.to_vec()))
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Keeps in the browser whom it is, for the bar alone.
fn remember(persona: &str, headers: &mut HeaderMap) {
    let cookie = HeaderValue::try_from(format!("{PERSONA_COOKIE}={persona}; Path=/; SameSite=Lax"));
    headers.extend(cookie.ok().map(|cookie| (header::SET_COOKIE, cookie)));
}

/// Whom the browser is: the persona last chosen, unless it has signed in or out since.
pub(super) fn persona(headers: &HeaderMap) -> Option<String> {
    let cookies: BTreeMap<&str, &str> = cookie_pairs(headers).collect();
    let chosen = cookies.get(PERSONA_COOKIE).copied().unwrap_or(VISITOR);
    let signed_in = cookies.contains_key("session");
    ((chosen != VISITOR) == signed_in).then(|| chosen.to_owned())
}

async fn move_clock(State(house): State<House>, headers: HeaderMap, Form(wish): Form<Move>) -> Response {
    let zone = house.stage.zone().await;
    let Some(now) = wish.now.parse::<DateTime>().ok().filter(|_| is_own(&headers)) else {
        return (StatusCode::BAD_REQUEST, "a time is written as in 2026-08-17T09:00").into_response();
    };
    let before = house.app.clock.now();
    if let Err(error) = house.move_clock(now, &zone) {
        return (StatusCode::BAD_REQUEST, error).into_response();
    }
    if zone.to_datetime(before).date() != now.date() {
        // What waits for its day may be out, or not out any more.
        house.stage.rebuild(&house.app).await;
    }
    match see_to_what_is_due(&house.app, house.pay_desk.as_ref()).await {
        Ok(()) => Redirect::to(ReturnPath::parse(&wish.back).as_str()).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Another site that is open in the same browser must not move anything here.
fn is_own(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

/// The page with the bar above it; any other answer as it is.
pub(super) async fn add(house: &House, path: &str, persona: Option<&str>, response: Response) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let bar = html(house, path, persona).await;
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, MOST_PAGE_BYTES).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = with_bar(&String::from_utf8_lossy(&page), &bar);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

/// `page` with `bar` first in its body.
fn with_bar(page: &str, bar: &str) -> String {
    let body = page.find("<body").and_then(|tag| Some(tag + page[tag..].find('>')? + 1));
    let (before, after) = page.split_at(body.unwrap_or_default());
    format!("{before}{bar}{after}")
}

async fn html(house: &House, path: &str, persona: Option<&str>) -> String {
    let build = *house.stage.builds().borrow();
    let zone = house.stage.zone().await;
    let output = house.stage.built().await.output;
    let stages = output.map(|output| stages(&output.snapshot.portal.launches, &zone)).unwrap_or_default();
    include_str!("bar.html")
        .replace("{build}", &build.to_string())
        .replace("{personas}", &personas(persona))
        .replace("{now}", &local(house.app.clock.now(), &zone))
        .replace("{back}", &escape(ReturnPath::parse(path).as_str()))
        .replace("{stages}", &stages)
}

/// A button for each persona; the one that is on is pressed.
fn personas(on: Option<&str>) -> String {
    let button = |name: &str| {
        let pressed = on == Some(name);
        format!("<button name=\"persona\" value=\"{name}\" aria-pressed=\"{pressed}\">{name}</button>\n")
    };
    PERSONAS.map(button).concat()
}

/// A button for each moment from which the pages are others.
fn stages(launches: &[Launch], zone: &TimeZone) -> String {
    let button = |stage: Stage| {
        let (at, name) = (local(stage.from?, zone), escape(&stage.variant.name()));
        Some(format!("<button name=\"now\" value=\"{at}\">{name}</button>\n"))
    };
    timeline::stages(launches).into_iter().filter_map(button).collect()
}

fn local(at: jiff::Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// What must be put right before the portal can be seen again.
pub(super) fn mistakes_page(status: StatusCode, mistakes: &str) -> Response {
    let page = include_str!("mistakes.html").replace("{mistakes}", &escape(mistakes));
    (status, Html(page)).into_response()
}
