//! Tells at level debug of every request that goes out to the table, so that what measures them misses none; what a call
//! cost is told where its answer is read.

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;

/// What the table's client shows each request to.
#[derive(Debug)]
pub(crate) struct Meter;

impl Intercept for Meter {
    fn name(&self) -> &'static str {
        "Meter"
    }

    /// Here a request passes that is about to be sent; one that is sent again passes again, as another attempt of the
    /// same call.
    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let header = |name| context.request().headers().get(name).unwrap_or_default();
        let operation = header("x-amz-target").rsplit('.').next().unwrap_or_default();
        let is_again = !header("amz-sdk-request").starts_with("attempt=1;");
        tracing::debug!(operation, is_again, "a request to the table");
        Ok(())
    }
}
