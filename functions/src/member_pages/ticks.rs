//! `GET /api/members/ticks`: what is ticked in a lesson, for the script of its page.

use http::StatusCode;
use serde_json::json;

use super::{Seated, seated};
use crate::app::{App, Outcome};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::store::ticks;

/// The ids of the tasks that are ticked.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let portal = app.portal().await?;
    let Seated { member, at } =
        match seated(app, &portal, request, &incoming, incoming.parameter("lesson")).await? {
            Ok(seated) => seated,
            Err(elsewhere) => return Ok(elsewhere),
        };
    let ticked = ticks::of_lesson(&app.store, &member.id, &at.key()).await?;
    let ids: Vec<&str> = ticked.keys().map(domain::slug::Slug::as_str).collect();
    Ok(reply::json(StatusCode::OK, &json!({ "ticked": ids })))
}
