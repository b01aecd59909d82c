//! Refusals in the form of the provider's errors.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::serve::stand_in::StandInError;

/// A call that is answered with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    kind: &'static str,
    code: Option<&'static str>,
    message: String,
    param: Option<String>,
}

impl Refusal {
    /// A parameter that is wrong, or a request as a whole.
    pub(super) fn invalid(message: &str, param: Option<&str>) -> Self {
        let (message, param) = (message.to_owned(), param.map(str::to_owned));
        Self { status: StatusCode::BAD_REQUEST, kind: "invalid_request_error", code: None, message, param }
    }

    /// A parameter that is not there.
    pub(super) fn missing(param: &str) -> Self {
        let refusal = Self::invalid(&format!("Missing required param: {param}."), Some(param));
        Self { code: Some("parameter_missing"), ..refusal }
    }

    /// A parameter of a name that does not exist.
    pub(super) fn unknown_parameter(param: &str) -> Self {
        let refusal = Self::invalid(&format!("Received unknown parameter: {param}"), Some(param));
        Self { code: Some("parameter_unknown"), ..refusal }
    }

    /// An address that is none.
    pub(super) fn not_a_url(param: &str) -> Self {
        Self { code: Some("url_invalid"), ..Self::invalid("Not a valid URL", Some(param)) }
    }

    /// An object named by a parameter that does not exist.
    pub(super) fn no_such(kind: &str, id: &str, param: &str) -> Self {
        let refusal = Self::invalid(&format!("No such {kind}: '{id}'"), Some(param));
        Self { code: Some("resource_missing"), ..refusal }
    }

    /// An object asked for by its address that does not exist.
    pub(super) fn not_found(kind: &str, id: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::no_such(kind, id, "id") }
    }

    /// An address that this stand-in does not know.
    pub(super) fn unknown_address(method: &str, path: &str) -> Self {
        let message = format!(
            "Unrecognized request URL ({method}: {path}); this pay desk knows only what is used so far."
        );
        Self { status: StatusCode::NOT_FOUND, ..Self::invalid(&message, None) }
    }

    /// No key, or another one. What was sent is not repeated.
    pub(super) fn unauthorized() -> Self {
        let message = "Invalid API Key provided; send it as `Authorization: Bearer <key>`.";
        Self { status: StatusCode::UNAUTHORIZED, ..Self::invalid(message, None) }
    }

    /// An idempotency key that was used for something else.
    pub(super) fn reused_key() -> Self {
        let message = "Keys for idempotent requests can only be used with the same parameters they were first used with.";
        Self { kind: "idempotency_error", ..Self::invalid(message, None) }
    }

    /// Too many calls at once.
    pub(super) fn too_many() -> Self {
        let (status, code) = (StatusCode::TOO_MANY_REQUESTS, Some("rate_limit"));
        Self { status, code, ..Self::invalid("Too many requests hit the API too quickly.", None) }
    }

    /// The error's JSON.
    pub(super) fn to_json(&self) -> Value {
        let mut error = json!({ "message": self.message, "type": self.kind });
        if let Some(code) = self.code {
            error["code"] = json!(code);
        }
        if let Some(param) = &self.param {
            error["param"] = json!(param);
        }
        json!({ "error": error })
    }

    /// The status code it is answered with.
    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// What went wrong, in words.
    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

impl From<StandInError> for Refusal {
    fn from(error: StandInError) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self { status, kind: "api_error", code: None, message: error.to_string(), param: None }
    }
}
