//! The event that a function at the edge is given, and what it may return.
//!
//! As in Amazon's developer guide (`functions-event-structure`): names and values of the
//! query come undecoded, and a name that comes twice has a `multiValue`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::{Decision, GateError, GateRequest};

#[derive(Serialize)]
struct Event<'a> {
    version: &'static str,
    request: Request<'a>,
}

#[derive(Serialize)]
struct Request<'a> {
    method: &'a str,
    uri: &'a str,
    querystring: Fields<'a>,
    cookies: Fields<'a>,
    headers: BTreeMap<String, String>,
}

/// Names with their values, in the order in which the names came.
struct Fields<'a>(Vec<(&'a str, Field<'a>)>);

#[derive(Serialize)]
struct Field<'a> {
    value: &'a str,
    #[serde(rename = "multiValue", skip_serializing_if = "is_single")]
    values: Vec<OneValue<'a>>,
}

#[derive(Serialize)]
struct OneValue<'a> {
    value: &'a str,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Returned {
    Response(Response),
    Request { uri: String },
}

#[derive(Deserialize)]
struct Response {
    #[serde(rename = "statusCode")]
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, HeaderValue>,
    body: Option<Body>,
}

#[derive(Deserialize)]
struct HeaderValue {
    value: String,
}

#[derive(Deserialize)]
struct Body {
    data: String,
}

/// The event of this request, as JSON.
pub(super) fn of_request(request: &GateRequest) -> Result<String, GateError> {
    let query = request.query.split('&').filter(|pair| !pair.is_empty());
    let query = query.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let cookies = request.cookies.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let request = Request {
        method: &request.method,
        uri: &request.path,
        querystring: query.collect(),
        cookies: cookies.collect(),
        headers: BTreeMap::new(),
    };
    serde_json::to_string(&Event { version: "1.0", request }).map_err(|_| GateError::Failed)
}

/// What the function's answer, as JSON, means.
pub(super) fn decision(returned: &str) -> Result<Decision, GateError> {
    match serde_json::from_str(returned).map_err(|_| GateError::Unreadable)? {
        Returned::Request { uri } => Ok(Decision::Forward { uri }),
        Returned::Response(Response { status, headers, body }) => Ok(Decision::Answer {
            status,
            headers: headers.into_iter().map(|(name, header)| (name, header.value)).collect(),
            body: body.map(|body| body.data).unwrap_or_default(),
        }),
    }
}

fn is_single(values: &[OneValue<'_>]) -> bool {
    values.len() == 1
}

impl<'a> FromIterator<(&'a str, &'a str)> for Fields<'a> {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(pairs: T) -> Self {
        let mut fields: Vec<(&str, Field<'_>)> = Vec::new();
        for (name, value) in pairs {
            match fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, field)) => field.values.push(OneValue { value }),
                None => fields.push((name, Field { value, values: vec![OneValue { value }] })),
            }
        }
        Self(fields)
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, field)| (name, field)))
    }
}
