//! What the desk's pages are made of.

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use reqwest::Url;

use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::Books;
use crate::serve::stand_in::{escape, page};

/// That none of it is real.
pub(super) const NOTICE: &str = "<p class=\"notice\">Dette er en prøvekasse. Ingen penger flyttes.<br>\
    <small lang=\"en\">This is a pay desk for trying out. No money moves.</small></p>\n";

/// A page whose forms stay at the desk.
pub(super) fn desk_page(title: &str, body: &str) -> Response {
    page(StatusCode::OK, title, &format!("{NOTICE}{body}"), "form-action 'self'; frame-ancestors 'none'")
}

/// What cannot be done, in words.
pub(crate) fn refused(refusal: &Refusal) -> Response {
    let body = format!("{NOTICE}<p>{}</p>\n", escape(refusal.message()));
    page(refusal.status(), "Prøvekassen kan ikke det", &body, "form-action 'none'; frame-ancestors 'none'")
}

/// Leads on to another page.
pub(crate) fn see_other(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// Does `work`, tells what came of it before the answer, and leads on to `location`.
pub(crate) async fn back(
    desk: &Desk,
    location: &str,
    work: impl FnOnce(&mut Books) -> Result<(), Refusal>,
) -> Response {
    match desk.change(work) {
        Ok(((), events)) => {
            desk.deliver(events).await;
            see_other(location)
        }
        Err(refusal) => refused(&refusal),
    }
}

/// The page, or what cannot be shown.
pub(crate) fn answer(page: Result<Response, Refusal>) -> Response {
    page.unwrap_or_else(|refusal| refused(&refusal))
}

/// A button by itself, with hidden `fields`.
pub(super) fn button(action: &str, fields: &[(&str, &str)], norwegian: &str, english: &str) -> String {
    form(action, &hidden(fields), norwegian, english)
}

/// A button with `inputs` before it, which are HTML; so is everything but the two texts and the action.
pub(super) fn form(action: &str, inputs: &str, norwegian: &str, english: &str) -> String {
    let action = escape(action);
    format!(
        "<form method=\"post\" action=\"{action}\">{inputs}<button>{norwegian} <small lang=\"en\">({english})</small></button></form>\n"
    )
}

fn hidden(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value))
    };
    fields.iter().map(field).collect()
}

/// A table with these heads; `rows` are HTML.
pub(super) fn table(heads: &[&str], rows: &str) -> String {
    let heads: Vec<String> = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    let heads = heads.concat();
    format!("<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}

/// A row of a table; the cells are HTML.
pub(super) fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
    format!("<tr>{}</tr>\n", cells.concat())
}

/// A row of two texts: what, and how it is.
pub(super) fn fact(name: &str, value: &str) -> String {
    format!("<tr><th scope=\"row\">{name}</th><td>{}</td></tr>\n", escape(value))
}

/// As `249,00 NOK`.
pub(super) fn money(minor: i64, currency: &str) -> String {
    format!("{},{:02} {}", minor / 100, minor % 100, currency.to_uppercase())
}

/// A second as `2027-01-31 12:00:00 UTC`.
pub(super) fn when(second: i64) -> String {
    Timestamp::from_second(second).unwrap_or_default().strftime("%F %T UTC").to_string()
}

/// The origin of an address; nothing for what is none.
pub(super) fn origin(url: &str) -> String {
    Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
