//! What happened, and how telling it went.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::parts::{button, desk_page, refused, row, see_other, table, when};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::{self, Refusal};
use crate::serve::pay_desk::books::{Delivery, Event};
use crate::serve::stand_in::escape;

/// `GET /events`: for people.
pub(crate) async fn show(State(desk): State<Desk>) -> Response {
    let rows: String = desk.shelf().look(|kept| kept.events.iter().rev().map(event_row).collect());
    desk_page("Prøvekassens hendelser", &table(&["Når", "Hendelse", "Sendt", ""], &rows))
}

fn event_row(event: &Event) -> String {
    let sent = event.deliveries.iter().map(|delivery| escape(&outcome(delivery)));
    let sent = if event.wanted { sent.collect::<Vec<_>>().join("<br>") } else { "ikke ønsket".to_owned() };
    let what = format!("{}<br><small>{}</small>", escape(&event.kind), escape(&event.id));
    let resend = button(&format!("/events/{}/resend", event.id), &[], "Send igjen", "send again");
    row(&[when(event.created), what, sent, resend])
}

fn outcome(delivery: &Delivery) -> String {
    match (delivery.status, &delivery.error) {
        (Some(status), _) => status.to_string(),
        (None, Some(error)) => error.clone(),
        (None, None) => "ikke sendt".to_owned(),
    }
}

/// `GET /events.json`: the same for programs.
pub(crate) async fn json(State(desk): State<Desk>) -> Response {
    let events: Value = desk.shelf().look(|kept| kept.events.iter().map(event_json).collect());
    api::json(StatusCode::OK, &events)
}

fn event_json(event: &Event) -> Value {
    let body: Value = serde_json::from_str(&event.body).unwrap_or_default();
    json!({
        "id": event.id,
        "type": event.kind,
        "created": event.created,
        "deliveries": event.deliveries,
        "event": body,
    })
}

/// `POST /events/{id}/resend`: sends an event once more, as the provider does for days and at a click.
pub(crate) async fn resend(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    if !desk.shelf().look(|kept| kept.events.iter().any(|event| event.id == id)) {
        return refused(&Refusal::not_found("event", &id));
    }
    desk.tell(&id).await;
    see_other("/events")
}
