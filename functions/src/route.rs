//! From a request to its function, and from a failure to its answer.

use http::StatusCode;
use tracing::{Instrument as _, debug_span};

use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::function::Function;
use crate::http::incoming::wants_json;
use crate::http::{Request, Response, reply};
use crate::{access, checkout, limits, notice, offers, payments, waitlist};

/// The answer of `function` to `request`; every failure has become one.
pub async fn answer(app: &App, function: Function, request: &Request) -> Response {
    let span = debug_span!("request", method = %request.method(), path = request.uri().path());
    answer_to(app, function, request).instrument(span).await
}

/// Every path that `function` answers, and the methods it takes, with commas between them.
#[must_use]
pub fn paths(function: Function) -> &'static [(&'static str, &'static str)] {
    match function {
        Function::Waitlist => waitlist::PATHS,
        Function::Offers => offers::PATHS,
        Function::Checkout => checkout::PATHS,
        Function::Payments => payments::PATHS,
        Function::Access => access::PATHS,
    }
}

async fn answer_to(app: &App, function: Function, request: &Request) -> Response {
    let answer = match handle(function, app, request).await {
        Ok(response) => Ok(response),
        Err(Failure::Refused(refusal)) => refused(app, function, request, refusal).await,
        Err(Failure::Broken(error)) if error.is_busy() => {
            tell(function, request, &error);
            Ok(busy(app, function, request).await)
        }
        Err(Failure::Broken(error)) => Err(error),
    };
    match answer {
        Ok(response) => response,
        Err(error) => broken(app, function, request, &error).await,
    }
}

async fn refused(
    app: &App,
    function: Function,
    request: &Request,
    refusal: Refusal,
) -> Result<Response, Broken> {
    let response = if wants_json(request.headers()) {
        notice::refusal_json(app, refusal).await?
    } else {
        notice::refusal(app, function, refusal).await?
    };
    match methods(function, request.uri().path()) {
        Some(methods) if refusal == Refusal::WRONG_METHOD => Ok(reply::allowing(response, methods)),
        _ if refusal == Refusal::TOO_MANY => Ok(reply::after(response, limits::opens_again(app.now()))),
        _ if refusal == Refusal::BUSY => Ok(reply::after(response, QUIETER_IN)),
        _ => Ok(response),
    }
}

/// In so many seconds a rush may be over; whoever waits that long does not make it worse.
const QUIETER_IN: i64 = 3;

/// That many people are here at once; without words where even those cannot be had.
async fn busy(app: &App, function: Function, request: &Request) -> Response {
    match refused(app, function, request, Refusal::BUSY).await {
        Ok(response) => response,
        Err(_) => reply::after(reply::empty(Refusal::BUSY.status), QUIETER_IN),
    }
}

/// A rush is no fault, but whoever reads the log should know how often there is one.
fn tell(function: Function, request: &Request, error: &Broken) {
    let path = request.uri().path();
    tracing::warn!(function = function.name(), method = %request.method(), path = ?path, %error, "busy");
}

/// A page that asks for patience, and a line in the log. The line names the path without its query.
async fn broken(app: &App, function: Function, request: &Request, error: &Broken) -> Response {
    let path = request.uri().path();
    tracing::error!(function = function.name(), method = %request.method(), path = ?path, %error, "broken");
    match notice::broken(app).await {
        Ok(response) => response,
        Err(_) => reply::empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// The methods that `path` takes.
fn methods(function: Function, path: &str) -> Option<&'static str> {
    paths(function).iter().find(|(known, _)| *known == path).map(|(_, methods)| *methods)
}

async fn handle(function: Function, app: &App, request: &Request) -> Outcome {
    match function {
        Function::Waitlist => waitlist::handle(app, request).await,
        Function::Offers => offers::handle(app, request).await,
        Function::Checkout => checkout::handle(app, request).await,
        Function::Payments => payments::handle(app, request).await,
        Function::Access => access::handle(app, request).await,
    }
}
