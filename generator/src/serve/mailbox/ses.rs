//! The mail provider's API, as far as it is used: `SendEmail` with a raw message.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use super::Mailbox;
use super::mail::Mail;
use crate::serve::stand_in::fresh_id;
use crate::serve::trouble::Mishap;

/// The most recipients that the provider takes at once.
const MOST_RECIPIENTS: usize = 50;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    destination: Option<Destination>,
    content: Content,
    #[serde(default)]
    email_tags: Vec<Tag>,
}

/// What comes back with each event of the mail.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    name: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destination {
    #[serde(default)]
    to_addresses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    raw: Option<Raw>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Raw {
    data: String,
}

/// `POST /v2/email/outbound-emails`. The signature of the request is not checked.
pub(super) async fn send(State(mailbox): State<Mailbox>, body: Bytes) -> Response {
    let (mail, tags) = match read(&body) {
        Ok(read) => read,
        Err(reason) => return refused(reason),
    };
    let mishap = mailbox.trouble().of_mail();
    match mishap {
        Some(Mishap::MailNotDone) => return fails(StatusCode::SERVICE_UNAVAILABLE, "InternalFailure"),
        Some(Mishap::MailRefused) => {
            return fails(StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException");
        }
        _ => {}
    }
    let taken = mailbox.take(mail.to, mail.raw).and_then(|()| fresh_id("dev-"));
    if taken.is_ok() && !tags.is_empty() {
        mailbox.tell(&delivery(&tags));
    }
    match taken {
        Ok(_) if mishap.is_some() => fails(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure"),
        Ok(id) => answer(StatusCode::OK, &json!({ "MessageId": id })),
        Err(error) => answer(StatusCode::INTERNAL_SERVER_ERROR, &json!({ "message": error.to_string() })),
    }
}

/// The provider's event that a mail with these tags came to its mailbox, as `EventBridge` brings it.
fn delivery(tags: &[Tag]) -> serde_json::Value {
    let tags: serde_json::Map<_, _> = tags.iter().map(|tag| (tag.name.clone(), json!([tag.value]))).collect();
    json!({
        "detail-type": "Email Delivered",
        "source": "aws.ses",
        "detail": { "eventType": "Delivery", "mail": { "tags": tags } },
    })
}

fn read(body: &[u8]) -> Result<(Mail, Vec<Tag>), &'static str> {
    let request: SendEmail = serde_json::from_slice(body).map_err(|_| "the request does not read")?;
    let to = request.destination.map(|destination| destination.to_addresses).unwrap_or_default();
    let is_address = |address: &String| {
        let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && !b",<>\"".contains(&byte));
        plain && address.contains('@')
    };
    if to.is_empty() || to.len() > MOST_RECIPIENTS || !to.iter().all(is_address) {
        return Err("Destination.ToAddresses holds 1 to 50 plain addresses");
    }
    let raw = request.content.raw.ok_or("this mailbox takes Content.Raw only")?;
    let raw = STANDARD.decode(raw.data).map_err(|_| "Content.Raw.Data is not base64")?;
    let mail = Mail { at: jiff::Timestamp::UNIX_EPOCH, to, raw };
    match mail.read() {
        Some(reading) if !reading.from.is_empty() => Ok((mail, request.email_tags)),
        _ => Err("Content.Raw.Data is no mail with a sender"),
    }
}

fn refused(reason: &str) -> Response {
    let body = json!({ "message": reason });
    ([("x-amzn-errortype", "BadRequestException")], answer(StatusCode::BAD_REQUEST, &body)).into_response()
}

/// An error of the provider's own.
fn fails(status: StatusCode, kind: &'static str) -> Response {
    ([("x-amzn-errortype", kind)], answer(status, &json!({ "message": "trouble" }))).into_response()
}

fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
