//! The Lambda that this process is, and how each request and waking of it is told of.

use std::time::{Duration, Instant};

use lambda_http::Error;
use serde_json::Value;

use super::Event;
use super::environment::Environment;
use super::https;
use super::parameters;
use crate::app::App;
use crate::clock::Clock;
use crate::failure::Broken;
use crate::http::{Request, Response};
use crate::metrics::{self, Source};
use crate::present::Present;
use crate::request_id::RequestId;
use crate::route::{Endpoints, answer};
use crate::tally::{Count, Tally};
use crate::{log, origin};

/// The Lambda that this process is.
pub(super) struct Running {
    pub app: App,
    source: Source,
}

impl Running {
    /// The Lambda of this name, as the environment says.
    ///
    /// # Errors
    /// A setting that is missing or malformed, named without its value.
    pub(super) async fn start(function: &'static str) -> Result<Self, Error> {
        log::as_json(function);
        let http = https::client()?;
        let environment = parameters::resolved(Environment::of_process(), &http).await?;
        let source = Source { portal: environment.required("TERSKEL_PORTAL")?, function };
        Ok(Self { app: App::over(http, environment.settings()?, Clock::default()), source })
    }

    /// The Lambda with these endpoints. Its address is open to the world, so it must know who comes from the CDN.
    ///
    /// # Errors
    /// As [`Running::start`].
    pub(super) async fn answering(endpoints: Endpoints) -> Result<Self, Error> {
        let running = Self::start(endpoints.function.name()).await?;
        if running.app.settings.origin_secrets.is_empty() {
            return Err(Error::from("the environment lacks `TERSKEL_ORIGIN_SECRETS`"));
        }
        Ok(running)
    }

    /// The same, which can also reach the payment provider.
    ///
    /// # Errors
    /// [`Broken`] if the HTTP client cannot be made.
    pub(super) fn with_payments(self) -> Result<Self, Broken> {
        Ok(Self { app: self.app.with_payments()?, ..self })
    }

    /// The same, which can also reach the mail provider.
    pub(super) fn with_mail(self) -> Self {
        Self { app: self.app.with_mail(), ..self }
    }

    /// The same, which can also reach the gate's store.
    pub(super) fn with_gate_store(self) -> Self {
        Self { app: self.app.with_gate_store(), ..self }
    }

    /// The answer to a request, and a line that tells what it came to.
    pub(super) async fn answer(&self, endpoints: Endpoints, request: &Request) -> Response {
        let present = Present { request: self.id_of(request), ..Present::default() };
        let began = Instant::now();
        let response = present.clone().during(answer(&self.app, endpoints, request)).await;
        count(&present.tally, &response, began.elapsed());
        self.tell(&present);
        response
    }

    fn id_of(&self, request: &Request) -> Option<RequestId> {
        if origin::is_ours(&self.app.settings.origin_secrets, request.headers()) {
            RequestId::at_edge(request)
        } else {
            RequestId::at_lambda(request)
        }
    }

    /// What a waking's work came to, and a line that tells it. A failure is the runtime's to tell too, so that the stream
    /// brings the same again.
    pub(super) async fn woken(
        &self,
        event: &Event,
        work: impl Future<Output = Result<(), Broken>>,
    ) -> Result<Value, Error> {
        let present = Present { request: RequestId::parse(&event.context.request_id), ..Present::default() };
        let done = present.clone().during(logged(work)).await;
        present.tally.add(Count::Units, 0.0);
        if done.is_err() {
            present.tally.add(Count::Failures, 1.0);
        }
        self.tell(&present);
        done?;
        Ok(Value::Null)
    }

    fn tell(&self, present: &Present) {
        log::print(&metrics::line(&self.source, present, self.app.clock.now()));
    }
}

async fn logged(work: impl Future<Output = Result<(), Broken>>) -> Result<(), Broken> {
    work.await.inspect_err(|error| tracing::error!(%error, "broken"))
}

fn count(tally: &Tally, response: &Response, took: Duration) {
    tally.add(Count::Units, 0.0);
    tally.add(Count::Latency, took.as_secs_f64() * 1000.0);
    let status = response.status();
    if status.is_client_error() {
        tally.add(Count::Refusals, 1.0);
    }
    if status.is_server_error() {
        tally.add(Count::Failures, 1.0);
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    /// What an answer with this status counts for.
    fn counted(status: StatusCode) -> Vec<Count> {
        let (tally, mut response) = (Tally::default(), Response::default());
        *response.status_mut() = status;
        count(&tally, &response, Duration::from_micros(1500));
        let counts = tally.counts();
        assert!((counts[&Count::Latency] - 1.5).abs() < 1e-9, "{counts:?}");
        counts.into_keys().collect()
    }

    #[test]
    fn refusals_and_failures_are_told_apart() {
        assert_eq!(counted(StatusCode::SEE_OTHER), [Count::Latency, Count::Units]);
        assert_eq!(counted(StatusCode::FORBIDDEN), [Count::Refusals, Count::Latency, Count::Units]);
        let broken = counted(StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(broken, [Count::Latency, Count::Units, Count::Failures]);
    }
}
