//! How long AWS is waited for, and how often it is asked again.
//!
//! All of them answer within milliseconds, so little is lost by asking again soon; the SDK's own first pause, of up to a
//! second, is for services that take their time. What still fails waits: a mail in the outbox, a fact for the gate's
//! store in the table.

use std::time::Duration;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;

/// How often a call is made in all. The pauses between are random, up to this long and up to twice as long.
const ATTEMPTS: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(50);

const TO_CONNECT: Duration = Duration::from_secs(2);
const ONE_ATTEMPT: Duration = Duration::from_secs(5);

/// How often a service is asked. Source: "Error handling with `DynamoDB`" in Amazon's developer guide, which begins at
/// 50 milliseconds.
pub(crate) fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(ATTEMPTS).with_initial_backoff(FIRST_PAUSE)
}

/// How long any call may take.
pub(crate) fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder().connect_timeout(TO_CONNECT).operation_attempt_timeout(ONE_ATTEMPT).build()
}
