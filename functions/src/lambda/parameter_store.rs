//! The parameter store, as far as it is asked: `GetParameters`.
//!
//! Not by its own SDK, whose tables for a hundred and fifty other operations would be a tenth of every Lambda. The call is
//! signed, sent and repeated by what the table's SDK brings along.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{BehaviorVersion, SharedHttpClient};
use aws_sdk_dynamodb::error::BoxError;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::classifiers::{HttpStatusCodeClassifier, TransientErrorClassifier};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use http::header::CONTENT_TYPE;
use lambda_http::Error;
use serde::Deserialize;
use serde_json::json;

use super::environment::Environment;
use crate::clock::Clock;
use crate::patience;
use crate::settings::AwsCredentials;

/// Why the store gives nothing. Its text may tell names, but no value.
#[derive(Debug)]
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// An answer. Source: "`GetParameters`" in Amazon's reference of the parameter store's API.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    #[serde(default)]
    parameters: Vec<Parameter>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    name: String,
    value: String,
}

/// What is kept under these names, at most ten; what is not there is left out.
///
/// # Errors
/// That the store cannot be asked. No value is told.
pub(super) async fn kept(
    environment: &Environment,
    http: &SharedHttpClient,
    names: BTreeSet<String>,
) -> Result<BTreeMap<String, String>, Error> {
    let (region, credentials) = (environment.required("AWS_REGION")?, environment.credentials()?);
    let url = environment.endpoint("SSM").unwrap_or_else(|| format!("https://ssm.{region}.amazonaws.com"));
    let address = url.clone();
    let operation = Operation::builder()
        .service_name("SSM")
        .operation_name("GetParameters")
        .behavior_version(BehaviorVersion::latest())
        .http_client(http.clone())
        .endpoint_url(&url)
        .no_auth()
        .standard_retry(&patience::retries())
        .retry_classifier(TransientErrorClassifier::<Refused>::new())
        .retry_classifier(HttpStatusCodeClassifier::default())
        .timeout_config(patience::timeouts())
        .serializer(move |names: BTreeSet<String>| signed(&address, &region, &credentials, &names))
        .deserializer(read)
        .build();
    operation.invoke(names).await.map_err(|error| unreadable(&error))
}

/// With the causes, which name codes and hosts, and no values.
fn unreadable(error: &(dyn std::error::Error + 'static)) -> Error {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let told = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    Error::from(format!("the parameter store cannot be read: {told}"))
}

/// The call, signed.
fn signed(
    url: &str,
    region: &str,
    credentials: &AwsCredentials,
    names: &BTreeSet<String>,
) -> Result<HttpRequest, BoxError> {
    let body = json!({ "Names": names, "WithDecryption": true }).to_string();
    let headers =
        [(CONTENT_TYPE.as_str(), "application/x-amz-json-1.1"), ("x-amz-target", "AmazonSSM.GetParameters")];
    let mut request = http::Request::post(format!("{}/", url.trim_end_matches('/')));
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let identity = credentials.provider().into();
    let params = v4::SigningParams::builder().identity(&identity).region(region).name("ssm");
    let params =
        params.time(Clock::default().now().into()).settings(SigningSettings::default()).build()?.into();
    let mut request = request.body(body)?;
    let uri = request.uri().to_string();
    let body = SignableBody::Bytes(request.body().as_bytes());
    let signable = SignableRequest::new("POST", uri, headers.into_iter(), body)?;
    sign(signable, &params)?.into_parts().0.apply_to_request_http1x(&mut request);
    Ok(request.map(Into::into).try_into()?)
}

fn read(response: &HttpResponse) -> Result<BTreeMap<String, String>, OrchestratorError<Refused>> {
    let refused = |why: String| OrchestratorError::operation(Refused(why));
    let body = response.body().bytes().unwrap_or_default();
    if !response.status().is_success() {
        let error: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let kind = error["__type"].as_str().unwrap_or_default();
        return Err(refused(format!("it answered {} {kind}", response.status().as_u16())));
    }
    let answer: Result<Answer, _> = serde_json::from_slice(body);
    // The parser's error may repeat a value.
    let answer = answer.map_err(|_| refused("its answer does not read".to_owned()))?;
    Ok(answer.parameters.into_iter().map(|parameter| (parameter.name, parameter.value)).collect())
}
