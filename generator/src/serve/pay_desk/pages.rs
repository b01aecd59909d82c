//! What people see: the page where a session is paid, and the list of events.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};

use super::books::{Books, Delivery, Event, Interval, Session, Status};
use super::checkout::{self, Lateness, Payment};
use super::refusal::Refusal;
use super::{Desk, api};
use crate::serve::stand_in::{escape, page};

const NOTICE: &str = "<p class=\"notice\">Dette er en prøvekasse. Ingen penger flyttes.<br>\
    <small lang=\"en\">This is a pay desk for trying out. No money moves.</small></p>\n";

/// `GET /pay/{session}`: what is bought, and the buttons.
pub(super) async fn show(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    match session(&desk, &id) {
        Ok(session) => pay_page(&session),
        Err(refusal) => refused(&refusal),
    }
}

fn session(desk: &Desk, id: &str) -> Result<Session, Refusal> {
    let (session, events) = desk.shelf().change(|books| {
        checkout::expire_overdue(books, desk.url(), desk.now())?;
        books.sessions.get(id).cloned().ok_or_else(|| Refusal::not_found("checkout.session", id))
    })?;
    desk.deliver_later(events);
    Ok(session)
}

fn pay_page(session: &Session) -> Response {
    let (name, amount) = (escape(&session.price.product_name), escape(&amount(session)));
    let body = format!(
        "{NOTICE}<table>\n<tr><th scope=\"row\">Du kjøper</th><td>{name}</td></tr>\n\
         <tr><th scope=\"row\">Pris</th><td>{amount}</td></tr>\n</table>\n{}",
        buttons(session)
    );
    // The answer to the form leads on to the portal, which Chromium counts as the form's doing.
    let portal = origin(&session.success_url);
    page(StatusCode::OK, "Prøvekasse", &body, &format!("form-action 'self' {portal}; frame-ancestors 'none'"))
}

fn buttons(session: &Session) -> String {
    let id = escape(&session.id);
    let cancel = session.cancel_url.as_deref().map(escape);
    let cancel = cancel
        .map(|url| format!("<p><a href=\"{url}\">Avbryt <small lang=\"en\">(cancel)</small></a></p>\n"));
    let cancel = cancel.unwrap_or_default();
    match session.status {
        Status::Open => format!("{}{cancel}", pay_form(&format!("/pay/{id}"), "Betal", "pay")),
        Status::Complete => {
            let url = escape(&success_url(session));
            format!("<p>Dette er betalt. <a href=\"{url}\">Tilbake til portalen</a></p>\n")
        }
        Status::Expired => format!(
            "<p>Tiden er ute. <small lang=\"en\">This session has expired.</small></p>\n{cancel}{}",
            pay_form(
                &format!("/pay/{id}?late=1"),
                "Betal likevel",
                "pay all the same, as from a tab left open"
            )
        ),
    }
}

fn pay_form(action: &str, norwegian: &str, english: &str) -> String {
    format!(
        "<form method=\"post\" action=\"{action}\"><button>{norwegian} <small lang=\"en\">({english})</small></button></form>\n"
    )
}

/// As `249,00 NOK i måneden`.
fn amount(session: &Session) -> String {
    let interval = match session.price.interval {
        Interval::Month => "måneden",
        Interval::Year => "året",
    };
    let (whole, hundredths) = (session.amount() / 100, session.amount() % 100);
    format!("{whole},{hundredths:02} {} i {interval}", session.price.currency.to_uppercase())
}

fn origin(url: &str) -> String {
    Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}

fn success_url(session: &Session) -> String {
    session.success_url.replace("{CHECKOUT_SESSION_ID}", &session.id)
}

/// `POST /pay/{session}`: the buyer pays. The portal is told before the buyer is sent back, as the
/// provider does within its ten seconds. With `?late=1` it pays although the session has expired.
pub(super) async fn pay(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let lateness = if query.as_deref() == Some("late=1") { Lateness::Accepted } else { Lateness::Refused };
    let paid = desk.shelf().change(|books| {
        let (origin, now) = (desk.url(), desk.now());
        checkout::expire_overdue(books, origin, now)?;
        checkout::pay(books, &id, lateness, origin, now)
    });
    let (payment, events) = match paid {
        Ok(done) => done,
        Err(refusal) => return refused(&refusal),
    };
    desk.deliver(events).await;
    match payment {
        Payment::Made(session) => see_other(&success_url(&session)),
        Payment::TooLate(session) => (StatusCode::CONFLICT, pay_page(&session)).into_response(),
    }
}

/// `GET /events`: what happened, and how telling it went.
pub(super) async fn events(State(desk): State<Desk>) -> Response {
    let rows: String = desk.shelf().look(|books| books.events.iter().rev().map(event_row).collect());
    let body = format!(
        "{NOTICE}<table>\n<tr><th>Når</th><th>Hendelse</th><th>Sendt</th><td></td></tr>\n{rows}</table>\n"
    );
    page(StatusCode::OK, "Prøvekassens hendelser", &body, "form-action 'self'; frame-ancestors 'none'")
}

fn event_row(event: &Event) -> String {
    let when = Timestamp::from_second(event.created).unwrap_or_default();
    let (id, kind) = (escape(&event.id), escape(&event.kind));
    let sent =
        event.deliveries.iter().map(|delivery| escape(&outcome(delivery))).collect::<Vec<_>>().join("<br>");
    format!(
        "<tr><td>{when}</td><td>{kind}<br><small>{id}</small></td><td>{sent}</td>\
         <td><form method=\"post\" action=\"/events/{id}/resend\"><button>Send igjen</button></form></td></tr>\n"
    )
}

fn outcome(delivery: &Delivery) -> String {
    match (delivery.status, &delivery.error) {
        (Some(status), _) => status.to_string(),
        (None, Some(error)) => error.clone(),
        (None, None) => "ikke sendt".to_owned(),
    }
}

/// `GET /events.json`: the same for programs.
pub(super) async fn events_json(State(desk): State<Desk>) -> Response {
    api::json(StatusCode::OK, &desk.shelf().look(events_of))
}

fn events_of(books: &Books) -> Value {
    let event = |event: &Event| {
        let body: Value = serde_json::from_str(&event.body).unwrap_or_default();
        json!({ "id": event.id, "type": event.kind, "created": event.created, "deliveries": event.deliveries, "event": body })
    };
    books.events.iter().map(event).collect()
}

/// `POST /events/{id}/resend`: sends an event once more, as the provider does for days and at a click.
pub(super) async fn resend(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    if !desk.shelf().look(|books| books.events.iter().any(|event| event.id == id)) {
        return refused(&Refusal::not_found("event", &id));
    }
    desk.tell(&id).await;
    see_other("/events")
}

fn refused(refusal: &Refusal) -> Response {
    let body = format!("{NOTICE}<p>{}</p>\n", escape(refusal.message()));
    page(refusal.status(), "Prøvekassen kan ikke det", &body, "form-action 'none'; frame-ancestors 'none'")
}

fn see_other(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/events"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}
