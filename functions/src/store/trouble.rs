//! What the table's errors mean: refused by a condition, too much at once, or broken.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::CancellationReason;

use crate::failure::Broken;

/// The codes of a call that was turned away for too much at once. The SDK has repeated it by then.
const BUSY: [&str; 5] = [
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "TransactionConflictException",
    "TransactionInProgressException",
];

/// The reasons for which a transaction is cancelled that may pass. The SDK does not repeat it for these.
const PASSING: [&str; 3] = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/// Why a transaction was not written, or is not known to be.
pub(super) enum Trouble {
    /// These conditions did not hold, counted from 0.
    Refused(Vec<usize>),
    /// Another transaction touched the same rows, or the table was throttled: this one may begin again.
    Passing,
    /// Anything else.
    Broken(Broken),
}

/// What kept a transaction from being written.
pub(super) fn of(error: &SdkError<TransactWriteItemsError>) -> Trouble {
    match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
            of_reasons(cancelled.cancellation_reasons())
        }
        Some(TransactWriteItemsError::TransactionInProgressException(_)) => Trouble::Passing,
        _ => Trouble::Broken(broken("writing", error)),
    }
}

fn of_reasons(reasons: &[CancellationReason]) -> Trouble {
    let with_code = |wanted: &str| {
        let codes = reasons.iter().enumerate().filter(move |(_, reason)| reason.code() == Some(wanted));
        codes.map(|(index, _)| index).collect::<Vec<_>>()
    };
    let conditions = with_code("ConditionalCheckFailed");
    if !conditions.is_empty() {
        return Trouble::Refused(conditions);
    }
    if PASSING.iter().any(|code| !with_code(code).is_empty()) {
        return Trouble::Passing;
    }
    let codes: Vec<&str> = reasons.iter().filter_map(CancellationReason::code).collect();
    Trouble::Broken(Broken::new("writing", &format_args!("cancelled for {}", codes.join(", "))))
}

/// The error with its causes, as the SDK tells them; the SDK's texts name codes and hosts, never values.
pub(super) fn broken<E>(action: &str, error: &SdkError<E>) -> Broken
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let first: &(dyn std::error::Error + 'static) = error;
    let causes = std::iter::successors(Some(first), |error| error.source());
    let told = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    if error.code().is_some_and(|code| BUSY.contains(&code)) {
        return Broken::busy(action, &told);
    }
    Broken::new(action, &told)
}
