//! The mail provider: Amazon SES, version 2 of its API.

use std::borrow::Cow;
use std::io::ErrorKind;

use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::config::{BehaviorVersion, Config, Region, SharedHttpClient};
use aws_sdk_sesv2::error::SdkError;
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::operation::send_email::builders::SendEmailFluentBuilder;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Destination, EmailContent, MessageTag, RawMessage};

use crate::failure::Broken;
use crate::patience;
use crate::settings::Settings;
use crate::store::outbox::Waiting;

/// The client of the mail provider.
#[derive(Clone, Debug)]
pub(crate) struct Mailer {
    client: aws_sdk_sesv2::Client,
    /// Where the provider tells what becomes of announcements: the name of its configuration set.
    events: Option<String>,
}

/// What became of a mail that was handed over once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handed {
    /// The provider has it.
    Taken,
    /// The provider will never have it.
    Refused,
    /// The provider surely does not have it, and may take it later.
    NotNow,
    /// Nobody knows.
    Unknown,
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
        let events = settings.mail_events.clone();
        Self { client: aws_sdk_sesv2::Client::from_conf(config.build()), events }
    }

    /// Hands a mail to the provider, once: nothing is tried again, for the first attempt may have worked. The provider's
    /// events bring the tags back, whose values are letters, digits, `-` and `_`.
    pub(crate) async fn hand_over(
        &self,
        mail: Waiting,
        tags: &[(&str, Cow<'_, str>)],
    ) -> Result<Handed, Broken> {
        let mut request = self.email(mail)?.set_configuration_set_name(self.events.clone());
        for (name, value) in tags {
            let tag = MessageTag::builder().name(*name).value(value.as_ref()).build();
            request = request.email_tags(tag.map_err(|error| Broken::new("sending a mail", &error))?);
        }
        let once = Config::builder().retry_config(RetryConfig::disabled());
        match request.customize().config_override(once).send().await {
            Ok(_) => Ok(Handed::Taken),
            Err(error) => Ok(what_became(&error)),
        }
    }

    /// Hands a mail to the provider. An error names no address.
    pub(crate) async fn send(&self, mail: Waiting) -> Result<(), Broken> {
        let sent = self.email(mail)?.send().await;
        sent.map(|_| ()).map_err(|error| Broken::new("sending a mail", kind(&error)))
    }

    fn email(&self, mail: Waiting) -> Result<SendEmailFluentBuilder, Broken> {
        let content = EmailContent::builder().raw(raw(mail.message)?).build();
        let destination = Destination::builder().to_addresses(mail.to.as_str()).build();
        Ok(self.client.send_email().destination(destination).content(content))
    }
}

fn raw(message: Vec<u8>) -> Result<RawMessage, Broken> {
    RawMessage::builder()
        .data(Blob::new(message))
        .build()
        .map_err(|error| Broken::new("sending a mail", &error))
}

/// What an error tells of the mail. Only what the provider itself says, or a connection that was never made, is sure.
fn what_became(error: &SdkError<SendEmailError>) -> Handed {
    match error {
        SdkError::ConstructionFailure(_) => Handed::NotNow,
        SdkError::DispatchFailure(failure)
            if failure.as_connector_error().is_some_and(|error| is_unconnected(error)) =>
        {
            Handed::NotNow
        }
        SdkError::ServiceError(refused) if refused.raw().status().is_server_error() => Handed::Unknown,
        SdkError::ServiceError(refused) => match refused.err() {
            SendEmailError::MessageRejected(_) | SendEmailError::BadRequestException(_) => Handed::Refused,
            _ => Handed::NotNow,
        },
        _ => Handed::Unknown,
    }
}

/// Whether nobody was reached at all.
fn is_unconnected(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(error), |error| error.source());
    causes.any(|cause| {
        let kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        matches!(
            kind,
            Some(ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable)
        )
    })
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
