//! The mail provider: Amazon SES, version 2 of its API.

use aws_sdk_sesv2::config::{BehaviorVersion, Region, SharedHttpClient};
use aws_sdk_sesv2::error::SdkError;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Destination, EmailContent, RawMessage};

use crate::failure::Broken;
use crate::patience;
use crate::settings::Settings;
use crate::store::outbox::Waiting;

/// The client of the mail provider.
#[derive(Clone, Debug)]
pub(crate) struct Mailer {
    client: aws_sdk_sesv2::Client,
}

impl Mailer {
    pub(crate) fn new(settings: &Settings, http: SharedHttpClient) -> Self {
        let mut config = aws_sdk_sesv2::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(http)
            .region(Region::new(settings.region.clone()))
            .retry_config(patience::retries())
            .timeout_config(patience::timeouts())
            .credentials_provider(settings.credentials.provider());
        config.set_endpoint_url(settings.ses_endpoint.clone());
        Self { client: aws_sdk_sesv2::Client::from_conf(config.build()) }
    }
    /// Hands a mail to the provider. An error names no address.
    pub(crate) async fn send(&self, mail: Waiting) -> Result<(), Broken> {
        let content = EmailContent::builder().raw(raw(mail.message)?).build();
        let destination = Destination::builder().to_addresses(mail.to.as_str()).build();
        let sent = self.client.send_email().destination(destination).content(content).send().await;
        sent.map(|_| ()).map_err(|error| Broken::new("sending a mail", kind(&error)))
    }
}

fn raw(message: Vec<u8>) -> Result<RawMessage, Broken> {
    RawMessage::builder()
        .data(Blob::new(message))
        .build()
        .map_err(|error| Broken::new("sending a mail", &error))
}

/// What kind of error it is; its own text may name the address.
fn kind<E>(error: &SdkError<E>) -> &'static str {
    match error {
        SdkError::ConstructionFailure(_) => "the request could not be made",
        SdkError::TimeoutError(_) => "the provider did not answer in time",
        SdkError::DispatchFailure(_) => "the provider was not reached",
        SdkError::ServiceError(_) => "the provider refused",
        _ => "the provider's answer could not be read",
    }
}
