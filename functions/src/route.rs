//! From a request to its function, and from a failure to its answer.

use std::pin::Pin;

use http::StatusCode;
use tracing::{Instrument as _, debug_span};

use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::function::Function;
use crate::http::incoming::wants_json;
use crate::http::{Request, Response, reply};
use crate::present::on_behalf_of;
use crate::request_id::RequestId;
use crate::{access, account, checkout, limits, member_pages, notice, offers, origin, payments, waitlist};

/// What one Lambda answers: its paths, and the handler behind them. Each binary names its own, so that it links no other.
#[derive(Clone, Copy)]
pub struct Endpoints {
    /// Whose they are.
    pub function: Function,
    /// Every path, and the methods it takes, with commas between them.
    pub paths: &'static [(&'static str, &'static str)],
    handle: Handler,
}

type Handler = for<'a> fn(&'a App, &'a Request) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

macro_rules! endpoints {
    ($($name:ident, $function:ident, $module:ident;)*) => {
        $(
            #[doc = concat!("The endpoints of `", stringify!($module), "`.")]
            pub const $name: Endpoints = Endpoints {
                function: Function::$function,
                paths: $module::PATHS,
                handle: |app, request| Box::pin($module::handle(app, request)),
            };
        )*

        impl Endpoints {
            /// The endpoints of `function`.
            #[must_use]
            pub fn of(function: Function) -> Self {
                match function {
                    $(Function::$function => $name,)*
                }
            }
        }
    };
}

endpoints! {
    WAITLIST, Waitlist, waitlist;
    OFFERS, Offers, offers;
    CHECKOUT, Checkout, checkout;
    PAYMENTS, Payments, payments;
    ACCESS, Access, access;
    ACCOUNT, Account, account;
    MEMBERS, Members, member_pages;
}

/// The answer of these endpoints to `request`; every failure has become one. Nothing is read of a request that came
/// around the CDN.
pub async fn answer(app: &App, endpoints: Endpoints, request: &Request) -> Response {
    if !origin::is_ours(&app.settings.origin_secrets, request.headers()) {
        return origin::refusal();
    }
    let span = debug_span!("request", method = %request.method(), path = request.uri().path());
    let answered = answer_to(app, endpoints, request).instrument(span);
    on_behalf_of(RequestId::at_edge(request), answered).await
}

async fn answer_to(app: &App, endpoints: Endpoints, request: &Request) -> Response {
    let function = endpoints.function;
    let answer = match (endpoints.handle)(app, request).await {
        Ok(response) => Ok(response),
        Err(Failure::Refused(refusal)) => refused(app, endpoints, request, refusal).await,
        Err(Failure::Broken(error)) if error.is_busy() => {
            tell(function, request, &error);
            Ok(busy(app, endpoints, request).await)
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
    endpoints: Endpoints,
    request: &Request,
    refusal: Refusal,
) -> Result<Response, Broken> {
    let response = if wants_json(request.headers()) {
        notice::refusal_json(app, refusal).await?
    } else {
        notice::refusal(app, endpoints.function, refusal).await?
    };
    match methods(endpoints, request.uri().path()) {
        Some(methods) if refusal == Refusal::WRONG_METHOD => Ok(reply::allowing(response, methods)),
        _ if refusal == Refusal::TOO_MANY => Ok(reply::after(response, limits::opens_again(app.now()))),
        _ if refusal == Refusal::BUSY => Ok(reply::after(response, QUIETER_IN)),
        _ => Ok(response),
    }
}

/// In so many seconds a rush may be over; whoever waits that long does not make it worse.
const QUIETER_IN: i64 = 3;

/// That many people are here at once; without words where even those cannot be had.
async fn busy(app: &App, endpoints: Endpoints, request: &Request) -> Response {
    match refused(app, endpoints, request, Refusal::BUSY).await {
        Ok(response) => response,
        Err(_) => reply::after(reply::empty(Refusal::BUSY.status), QUIETER_IN),
    }
}

/// A rush is no fault, but whoever reads the log should know how often there is one.
fn tell(function: Function, request: &Request, error: &Broken) {
    let path = request.uri().path().escape_debug();
    tracing::warn!(function = function.name(), method = %request.method(), %path, %error, "busy");
}

/// A page that asks for patience, and a line in the log. The line names the path without its query.
async fn broken(app: &App, function: Function, request: &Request, error: &Broken) -> Response {
    let path = request.uri().path().escape_debug();
    tracing::error!(function = function.name(), method = %request.method(), %path, %error, "broken");
    match notice::broken(app).await {
        Ok(response) => response,
        Err(_) => reply::empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// The methods that `path` takes.
fn methods(endpoints: Endpoints, path: &str) -> Option<&'static str> {
    endpoints.paths.iter().find(|(known, _)| *known == path).map(|(_, methods)| *methods)
}

#[cfg(test)]
mod tests {
    use domain::keyed_hash::HashKey;
    use lambda_http::Body;

    use super::*;
    use crate::clock::Clock;
    use crate::http::ORIGIN_HEADER;
    use crate::settings::{AwsCredentials, Secret, Settings};

    /// An app that reaches nothing, and answers who says `secret`.
    fn app() -> App {
        let secret = || Secret::new("secret".to_owned());
        let settings = Settings {
            table: "table".to_owned(),
            dynamodb_endpoint: Some("http://127.0.0.1:1".to_owned()),
            ses_endpoint: None,
            mail_events: None,
            mails_per_second: None,
            region: "local".to_owned(),
            credentials: AwsCredentials { id: "id".to_owned(), key: secret(), token: None },
            payments_url: "http://127.0.0.1:1".to_owned(),
            payments_key: secret(),
            webhook_secrets: vec![secret()],
            hash_key: HashKey::new([0; 32]),
            address_key: None,
            pass_keys: None,
            gate_store: None,
            origin_secrets: vec![secret()],
            callers_apart: false,
            public_url: "https://example.no".to_owned(),
            origins: vec!["https://example.no".to_owned()],
            secure_cookies: true,
        };
        App::new(settings, Clock::default()).unwrap()
    }

    async fn answered(app: &App, function: Function, path: &str, said: Option<&str>) -> Response {
        let mut request = Request::new(Body::Empty);
        *request.uri_mut() = path.parse().unwrap();
        if let Some(said) = said {
            request.headers_mut().insert(ORIGIN_HEADER, said.parse().unwrap());
        }
        answer(app, Endpoints::of(function), &request).await
    }

    #[tokio::test]
    async fn every_function_refuses_who_comes_around_the_cdn_before_anything_is_read() {
        let app = app();
        for function in Function::ALL {
            let paths = Endpoints::of(function).paths.iter().map(|(path, _)| *path);
            for path in paths.chain(["/", "/api/nowhere"]) {
                for said in [None, Some(""), Some("secre"), Some("secret2")] {
                    let response = answered(&app, function, path, said).await;
                    assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
                    assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
                    assert!(response.headers()["cache-control"].to_str().unwrap().contains("no-store"));
                }
            }
        }
    }

    #[tokio::test]
    async fn who_comes_through_the_cdn_is_answered() {
        // Here without a table, so something of ours fails.
        let response = answered(&app(), Function::Waitlist, "/api/waitlist/sent", Some("secret")).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
