//! Refusals in the form of the provider's errors.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::serve::stand_in::StandInError;

/// A call that is answered with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    kind: &'static str,
    code: Option<&'static str>,
    message: String,
    param: Option<String>,
    /// Whether it came of doing what was asked, not of reading it: then it is what is answered from then on.
    executed: bool,
}

impl Refusal {
    /// A parameter that is wrong, or a request as a whole.
    pub(crate) fn invalid(message: &str, param: Option<&str>) -> Self {
        let (message, param) = (message.to_owned(), param.map(str::to_owned));
        let kind = "invalid_request_error";
        Self { status: StatusCode::BAD_REQUEST, kind, code: None, message, param, executed: false }
    }

    /// What cannot be done as things stand.
    pub(crate) fn state(message: &str) -> Self {
        Self { executed: true, ..Self::invalid(message, None) }
    }

    /// What cannot be done as things stand, because of a parameter.
    pub(crate) fn state_of(message: &str, param: &str) -> Self {
        Self { executed: true, ..Self::invalid(message, Some(param)) }
    }

    /// What cannot be done as things stand, with the provider's word for it.
    pub(crate) fn coded(code: &'static str, message: &str) -> Self {
        Self { code: Some(code), ..Self::state(message) }
    }

    /// A text that is no whole number.
    pub(crate) fn not_a_number(param: &str, text: &str) -> Self {
        let refusal = Self::invalid(&format!("Invalid integer: {text}"), Some(param));
        Self { code: Some("parameter_invalid_integer"), ..refusal }
    }

    /// A parameter that is not there.
    pub(crate) fn missing(param: &str) -> Self {
        let refusal = Self::invalid(&format!("Missing required param: {param}."), Some(param));
        Self { code: Some("parameter_missing"), ..refusal }
    }

    /// A parameter of a name that does not exist.
    pub(crate) fn unknown_parameter(param: &str) -> Self {
        let refusal = Self::invalid(&format!("Received unknown parameter: {param}"), Some(param));
        Self { code: Some("parameter_unknown"), ..refusal }
    }

    /// An address that is none.
    pub(crate) fn not_a_url(param: &str) -> Self {
        Self { code: Some("url_invalid"), ..Self::invalid("Not a valid URL", Some(param)) }
    }

    /// An address that no mail could go to.
    pub(crate) fn invalid_email(email: &str) -> Self {
        let refusal = Self::invalid(&format!("Invalid email address: {email}"), Some("email"));
        Self { code: Some("email_invalid"), ..refusal }
    }

    /// An id of one's own that is taken.
    pub(crate) fn already_exists(kind: &str) -> Self {
        let refusal = Self::state_of(&format!("{kind} already exists."), "id");
        Self { code: Some("resource_already_exists"), ..refusal }
    }

    /// An object named by a parameter that does not exist.
    pub(crate) fn no_such(kind: &str, id: &str, param: &str) -> Self {
        let refusal = Self::invalid(&format!("No such {kind}: '{id}'"), Some(param));
        Self { code: Some("resource_missing"), executed: true, ..refusal }
    }

    /// An object asked for by its address that does not exist.
    pub(crate) fn not_found(kind: &str, id: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::no_such(kind, id, "id") }
    }

    /// An address that this stand-in does not know.
    pub(crate) fn unknown_address(method: &str, path: &str) -> Self {
        let message = format!(
            "Unrecognized request URL ({method}: {path}); this pay desk knows only what is used so far."
        );
        Self { status: StatusCode::NOT_FOUND, ..Self::invalid(&message, None) }
    }

    /// No key, or another one. What was sent is not repeated.
    pub(crate) fn unauthorized() -> Self {
        let message = "Invalid API Key provided; send it as `Authorization: Bearer <key>`.";
        Self { status: StatusCode::UNAUTHORIZED, ..Self::invalid(message, None) }
    }

    /// An idempotency key that was used for something else.
    pub(crate) fn reused_key() -> Self {
        let message = "Keys for idempotent requests can only be used with the same parameters they were first used with.";
        Self { kind: "idempotency_error", ..Self::invalid(message, None) }
    }

    /// An idempotency key whose call is still under way.
    pub(crate) fn key_under_way() -> Self {
        let message = "There is currently another in-progress request using this idempotency key.";
        let (status, code) = (StatusCode::CONFLICT, Some("idempotency_key_in_use"));
        Self { status, code, ..Self::reused_key().saying(message) }
    }

    fn saying(self, message: &str) -> Self {
        Self { message: message.to_owned(), ..self }
    }

    /// Too many calls at once.
    pub(crate) fn too_many() -> Self {
        let (status, code) = (StatusCode::TOO_MANY_REQUESTS, Some("rate_limit"));
        Self { status, code, ..Self::invalid("Too many requests hit the API too quickly.", None) }
    }

    /// The error's JSON.
    pub(crate) fn to_json(&self) -> Value {
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
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// Whether it came of doing what was asked.
    pub(crate) fn is_executed(&self) -> bool {
        self.executed
    }

    /// What went wrong, in words.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl From<StandInError> for Refusal {
    fn from(error: StandInError) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        let message = error.to_string();
        Self { status, kind: "api_error", code: None, message, param: None, executed: false }
    }
}
