//! The page where a checkout session is paid.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::parts::{NOTICE, button, fact, form, money, origin, refused, see_other};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::{Params, Refusal};
use crate::serve::pay_desk::books::{Books, Interval, Price, Product, Session, Status};
use crate::serve::pay_desk::story::buying::{self, Lateness, Outcome, Payment, Way};
use crate::serve::stand_in::{escape, page};

const DECLINED: &str = "<p class=\"notice\" role=\"alert\">Kortet ble avvist. Du kan prøve igjen.<br>\
    <small lang=\"en\">The card was declined. You may try again.</small></p>\n";

/// `GET /pay/{session}`: what is bought, and the buttons.
pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    match desk.catch_up().and_then(|()| pay_page(&desk, &id, StatusCode::OK, "")) {
        Ok(page) => page,
        Err(refusal) => refused(&refusal),
    }
}

fn pay_page(desk: &Desk, id: &str, status: StatusCode, message: &str) -> Result<Response, Refusal> {
    desk.shelf().look(|kept| {
        let session = kept.books.get::<Session>(id)?;
        let (facts, buttons) = (facts(&kept.books, session)?, buttons(session));
        let body = format!("{NOTICE}{message}<table>\n{facts}</table>\n{buttons}");
        // The answer to the form leads on to the portal, which Chromium counts as the form's doing.
        let portal = origin(&session.success_url);
        let allowed = format!("form-action 'self' {portal}; frame-ancestors 'none'");
        Ok(page(status, "Prøvekasse", &body, &allowed))
    })
}

fn facts(books: &Books, session: &Session) -> Result<String, Refusal> {
    let price = books.get::<Price>(&session.price)?;
    let product = books.get::<Product>(&price.product)?;
    let sum = money(session.amount, &session.currency);
    let sum = match price.interval {
        Some(Interval::Month) => format!("{sum} i måneden"),
        Some(Interval::Year) => format!("{sum} i året"),
        None => sum,
    };
    Ok(format!("{}{}", fact("Du kjøper", &product.name), fact("Pris", &sum)))
}

fn buttons(session: &Session) -> String {
    let (path, cancel) = (format!("/pay/{}", session.id), cancel_link(session));
    match session.status {
        Status::Open => {
            let message = session.submit_message.as_deref().map(escape);
            let message = message.map(|text| format!("<p>{text}</p>\n")).unwrap_or_default();
            let pay = button(&path, &[], "Betal", "pay");
            format!("{pay}{message}{cancel}{}", trials(&path))
        }
        Status::Complete => {
            let url = escape(&success_url(session));
            format!("<p>Dette er betalt. <a href=\"{url}\">Tilbake til portalen</a></p>\n")
        }
        Status::Expired => {
            let late = button(
                &format!("{path}?late=1"),
                &[],
                "Betal likevel",
                "pay all the same, as from a tab left open",
            );
            format!(
                "<p>Tiden er ute. <small lang=\"en\">This session has expired.</small></p>\n{cancel}{late}"
            )
        }
    }
}

/// Other ways to pay, to see what comes of them.
fn trials(path: &str) -> String {
    let wallet = "<label>Lommebokens adresse <input type=\"email\" name=\"wallet\" required></label> ";
    [
        "<h2>Prøv noe annet <small lang=\"en\">(try something else)</small></h2>\n".to_owned(),
        button(
            &format!("{path}?card=declines"),
            &[],
            "Betal med et kort som avvises",
            "a card that declines",
        ),
        button(&format!("{path}?slowly=yes"), &[], "Betal på en måte som tar dager", "takes days"),
        form(&format!("{path}?card=wallet"), wallet, "Betal med lommebok", "wallet with another address"),
    ]
    .concat()
}

fn cancel_link(session: &Session) -> String {
    let link = |url: &str| {
        format!("<p><a href=\"{}\">Avbryt <small lang=\"en\">(cancel)</small></a></p>\n", escape(url))
    };
    session.cancel_url.as_deref().map(link).unwrap_or_default()
}

fn success_url(session: &Session) -> String {
    session.success_url.replace("{CHECKOUT_SESSION_ID}", &session.id)
}

/// `POST /pay/{session}`: the buyer pays. The portal is told before the buyer is sent back, as the provider does
/// within its ten seconds. How it is paid stands in the query or the form: `late=1` although the session has expired,
/// `card=declines`, `wallet=` with the address of a wallet, `slowly=yes`.
pub(crate) async fn pay(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    match try_to_pay(&desk, &id, query.as_deref().unwrap_or_default(), &body).await {
        Ok(page) => page,
        Err(refusal) => refused(&refusal),
    }
}

async fn try_to_pay(desk: &Desk, id: &str, query: &str, body: &[u8]) -> Result<Response, Refusal> {
    let payment = payment(query, body)?;
    let (outcome, events) = desk.change(|books| buying::pay(books, id, &payment))?;
    desk.deliver(events).await;
    match outcome {
        Outcome::Made => {
            let url = desk.shelf().look(|kept| kept.books.get::<Session>(id).map(success_url))?;
            Ok(see_other(&url))
        }
        Outcome::TooLate => pay_page(desk, id, StatusCode::CONFLICT, ""),
        Outcome::Declined => pay_page(desk, id, StatusCode::PAYMENT_REQUIRED, DECLINED),
    }
}

fn payment(query: &str, body: &[u8]) -> Result<Payment, Refusal> {
    let body = str::from_utf8(body).map_err(|_| Refusal::invalid("the form is not UTF-8", None))?;
    let params = Params::parse(&format!("{query}&{body}"))?;
    params.only(&["card", "late", "slowly", "wallet"])?;
    let lateness = if params.get("late") == Some("1") { Lateness::Accepted } else { Lateness::Refused };
    let card = params.word("card", &["declines", "wallet", "works"])?;
    let way = match (card.as_deref(), params.get("slowly")) {
        (Some("declines"), _) => Way::DecliningCard,
        (_, Some("yes")) => Way::Slowly,
        _ => Way::Card,
    };
    Ok(Payment { lateness, way, wallet: params.text("wallet") })
}
