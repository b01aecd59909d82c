//! `GET /api/offers`: the sales page with the seats as they are now; `GET /api/offers/facts`: the same as JSON.
//!
//! Both are the same for everybody: no cookie is read, so the CDN may answer a million visitors with one of them for
//! five seconds. What they say is as old as that at most, and the hold decides.

use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::standing::{self, Standing};
use crate::app::{App, Outcome};
use crate::http::reply;

/// The page, with the prices for everybody and the form for the link to one's own.
pub(super) async fn page(app: &App) -> Outcome {
    let portal = app.portal().await?;
    let standing = standing::for_everybody(app, &portal).await?;
    let html = standing::page(&portal, standing.as_ref(), None)?;
    Ok(reply::for_everybody(reply::page(StatusCode::OK, html)))
}

/// The facts, for scripts.
pub(super) async fn facts(app: &App) -> Outcome {
    let portal = app.portal().await?;
    let standing = standing::for_everybody(app, &portal).await?;
    let facts = standing.as_ref().map_or_else(|| json!({ "phase": "closed" }), facts_of);
    let facts = dated(facts, app.now());
    Ok(reply::for_everybody(reply::json(StatusCode::OK, &facts)))
}

/// With the time that they are of, by which a script counts down, whatever the reader's own clock says.
fn dated(mut facts: Value, now: Timestamp) -> Value {
    facts["now"] = json!(now);
    facts
}

fn facts_of(standing: &Standing<'_>) -> Value {
    let live = standing.live();
    json!({
        "launch": standing.launch.id,
        "phase": standing.phase,
        "opens": standing.launch.opens,
        "closes": standing.launch.closes,
        "seats_left": live.seats_left,
        "held_until": live.held_until,
        "offers": standing.quotes,
    })
}
