//! The pages that show the mails. A mail's HTML stands in a frame where nothing runs or is fetched.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Mailbox;
use super::mail::{Mail, Reading, links, pieces};
use crate::serve::stand_in::{escape, page, secured};

const NOTICE: &str = "<p class=\"notice\">Her ligger e-postene som ellers ville blitt sendt. Ingenting sendes.<br>\
    <small lang=\"en\">The mails that would have been sent. Nothing is sent.</small></p>\n";

/// The policy of a mail's HTML: its own styles and inlined pictures; links open beside it.
const HTML_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// `GET /`: all mails, the newest first.
pub(super) async fn list(State(mailbox): State<Mailbox>) -> Response {
    let rows: Vec<String> =
        mailbox.newest_first().iter().map(|(number, mail)| row(&mailbox, *number, mail)).collect();
    let body = format!(
        "{NOTICE}<table>\n<tr><th>Når</th><th>Til</th><th>Emne</th></tr>\n{}</table>\n",
        rows.concat()
    );
    page(StatusCode::OK, "Postkassen", &body, "form-action 'none'; frame-ancestors 'none'")
}

fn row(mailbox: &Mailbox, number: usize, mail: &Mail) -> String {
    let (base, to) = (escape(mailbox.mounted_at()), escape(&mail.to.join(", ")));
    let subject = subject(mail.read().as_ref());
    format!("<tr><td>{}</td><td>{to}</td><td><a href=\"{base}/{number}\">{subject}</a></td></tr>\n", mail.at)
}

fn subject(reading: Option<&Reading>) -> String {
    let subject = reading.map(|reading| reading.subject.as_str()).filter(|subject| !subject.is_empty());
    escape(subject.unwrap_or("(uten emne)"))
}

/// `GET /{number}`: one mail, its text with links to follow, and its HTML in a frame.
pub(super) async fn show(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    let Some((mail, reading)) = find(&mailbox, &number) else { return not_found() };
    let base = escape(mailbox.mounted_at());
    let frame = match reading.html {
        Some(_) => format!(
            "<h2>HTML</h2>\n<iframe src=\"{base}/{}/html\" title=\"HTML\"></iframe>\n",
            escape(&number)
        ),
        None => String::new(),
    };
    let body = format!(
        "<p><a href=\"{base}\">Alle e-poster</a></p>\n<table>\n\
         <tr><th scope=\"row\">Fra</th><td>{}</td></tr>\n<tr><th scope=\"row\">Til</th><td>{}</td></tr>\n\
         <tr><th scope=\"row\">Når</th><td>{}</td></tr>\n</table>\n<pre>{}</pre>\n{frame}",
        escape(&reading.from),
        escape(&mail.to.join(", ")),
        mail.at,
        with_links(&reading.text),
    );
    let allowed = "frame-src 'self'; form-action 'none'; frame-ancestors 'none'";
    page(StatusCode::OK, &reading.subject, &body, allowed)
}

fn with_links(text: &str) -> String {
    let linked = |link: &str| format!("<a href=\"{0}\">{0}</a>", escape(link));
    let shown = |(words, link): (&str, Option<&str>)| escape(words) + &link.map(linked).unwrap_or_default();
    pieces(text).into_iter().map(shown).collect::<Vec<_>>().concat()
}

/// `GET /{number}/html`: the HTML part alone.
pub(super) async fn html(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    let html = find(&mailbox, &number).and_then(|(_, reading)| reading.html);
    let Some(html) = html else { return not_found() };
    (secured(HTML_POLICY), Html(opening_links_beside(&html))).into_response()
}

/// A followed link must not load the portal inside the frame, where it could not run.
fn opening_links_beside(html: &str) -> String {
    let base = "<base target=\"_blank\">";
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{base}{after}"),
        None => format!("{base}{html}"),
    }
}

/// Which mails are asked for.
#[derive(Deserialize)]
pub(super) struct Wanted {
    /// Those to this address; all, if absent.
    to: Option<String>,
}

/// `GET /mails.json`: mails for programs, the newest first.
pub(super) async fn json(State(mailbox): State<Mailbox>, Query(wanted): Query<Wanted>) -> Response {
    let is_wanted = |mail: &Mail| wanted.to.as_ref().is_none_or(|to| mail.to.contains(to));
    let newest_first = mailbox.newest_first();
    let mails = newest_first.iter().filter(|(_, mail)| is_wanted(mail));
    let mails: Value = mails.map(|(number, mail)| for_programs(*number, mail)).collect();
    ([(CONTENT_TYPE, "application/json")], mails.to_string()).into_response()
}

fn for_programs(number: usize, mail: &Mail) -> Value {
    let reading = mail.read();
    let text = reading.as_ref().map(|reading| reading.text.as_str()).unwrap_or_default();
    json!({
        "number": number,
        "at": mail.at,
        "to": mail.to,
        "from": reading.as_ref().map(|reading| &reading.from),
        "subject": reading.as_ref().map(|reading| &reading.subject),
        "text": text,
        "links": links(text).collect::<Vec<_>>(),
        "has_html": reading.as_ref().is_some_and(|reading| reading.html.is_some()),
        "list_unsubscribe": reading.as_ref().and_then(|reading| reading.list_unsubscribe.as_ref()),
        "list_unsubscribe_post": reading.as_ref().and_then(|reading| reading.list_unsubscribe_post.as_ref()),
    })
}

fn find(mailbox: &Mailbox, number: &str) -> Option<(Mail, Reading)> {
    let mail = mailbox.mail(number.parse().ok()?)?;
    let reading = mail.read()?;
    Some((mail, reading))
}

fn not_found() -> Response {
    page(StatusCode::NOT_FOUND, "Ingen slik e-post", NOTICE, "form-action 'none'; frame-ancestors 'none'")
}
