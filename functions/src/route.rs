//! From a request to its function, and from a failure to its answer.

use http::StatusCode;

use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::http::{Request, Response, reply};
use crate::{access, checkout, notice, offers, payments, waitlist};

/// One of the Lambda functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Joining, confirming and leaving the waitlist.
    Waitlist,
    /// What a visitor may buy, and proving whose address one has.
    Offers,
    /// Holding a seat, reviewing the order, starting the payment, coming back from it.
    Checkout,
    /// The provider's webhooks.
    Payments,
    /// Signing in and out, and passes.
    Access,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 5] = [Self::Waitlist, Self::Offers, Self::Checkout, Self::Payments, Self::Access];

    /// Its name: its binary's, and its part of a path.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waitlist => "waitlist",
            Self::Offers => "offers",
            Self::Checkout => "checkout",
            Self::Payments => "payments",
            Self::Access => "access",
        }
    }

    /// The function that answers `path`: `/api/<name>` and everything below it.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let name = path.strip_prefix("/api/")?.split('/').next()?;
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    /// The methods that `path` takes.
    fn methods(self, path: &str) -> Option<&'static str> {
        let paths = match self {
            Self::Waitlist => waitlist::PATHS,
            Self::Offers => offers::PATHS,
            Self::Checkout => checkout::PATHS,
            Self::Payments => payments::PATHS,
            Self::Access => access::PATHS,
        };
        paths.iter().find(|(known, _)| *known == path).map(|(_, methods)| *methods)
    }

    async fn handle(self, app: &App, request: &Request) -> Outcome {
        match self {
            Self::Waitlist => waitlist::handle(app, request).await,
            Self::Offers => offers::handle(app, request).await,
            Self::Checkout => checkout::handle(app, request).await,
            Self::Payments => payments::handle(app, request).await,
            Self::Access => access::handle(app, request).await,
        }
    }
}

/// The answer of `function` to `request`; every failure has become one.
pub async fn answer(app: &App, function: Function, request: &Request) -> Response {
    let answer = match function.handle(app, request).await {
        Ok(response) => Ok(response),
        Err(Failure::Refused(refusal)) => refused(app, function, request, refusal).await,
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
    let accept = request.headers().get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let response = if accept.starts_with("application/json") {
        notice::refusal_json(app, refusal).await?
    } else {
        notice::refusal(app, function, refusal).await?
    };
    match function.methods(request.uri().path()) {
        Some(methods) if refusal == Refusal::WRONG_METHOD => Ok(reply::allowing(response, methods)),
        _ => Ok(response),
    }
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
