//! A Lambda's wiring: settings from the environment, then requests until it ends.

use std::env;

use domain::address::AddressKey;
use domain::pass::PassKey;
use domain::slug::Slug;
use domain::token::Token;
use lambda_http::{Error, service_fn};

use crate::app::App;
use crate::clock::Clock;
use crate::function::Function;
use crate::log;
use crate::route::answer;
use crate::settings::{AwsCredentials, Secret, Settings};

/// Runs `function` as the Lambda that this process is.
///
/// # Errors
/// A setting that is missing or malformed, named without its value; or what ended the runtime.
pub async fn run(function: Function) -> Result<(), Error> {
    log::as_json();
    let app = App::new(settings()?, Clock::default())?;
    lambda_http::run(service_fn(|request| {
        let app = &app;
        async move { Ok::<_, Error>(answer(app, function, &request).await) }
    }))
    .await
}

fn settings() -> Result<Settings, Error> {
    let public_url = required("TERSKEL_PUBLIC_URL")?;
    Ok(Settings {
        table: required("TERSKEL_TABLE")?,
        dynamodb_endpoint: optional("TERSKEL_DYNAMODB_ENDPOINT"),
        ses_endpoint: optional("TERSKEL_SES_ENDPOINT"),
        region: required("AWS_REGION")?,
        credentials: AwsCredentials {
            id: required("AWS_ACCESS_KEY_ID")?,
            key: Secret::new(required("AWS_SECRET_ACCESS_KEY")?),
            token: optional("AWS_SESSION_TOKEN").map(Secret::new),
        },
        payments_url: optional("TERSKEL_PAYMENTS_URL").unwrap_or_else(|| "https://api.stripe.com".to_owned()),
        payments_key: Secret::new(optional("TERSKEL_PAYMENTS_KEY").unwrap_or_default()),
        webhook_secrets: secrets("TERSKEL_WEBHOOK_SECRETS"),
        address_key: AddressKey::new(bytes("TERSKEL_ADDRESS_KEY", &required("TERSKEL_ADDRESS_KEY")?)?),
        pass_key: pass_key()?,
        origins: vec![public_url.clone()],
        secure_cookies: public_url.starts_with("https://"),
        public_url,
    })
}

/// `<kid>:<43 characters of base64url>`; absent in every function but `access`.
fn pass_key() -> Result<Option<PassKey>, Error> {
    let Some(text) = optional("TERSKEL_PASS_KEY") else { return Ok(None) };
    let malformed = || Error::from("`TERSKEL_PASS_KEY` is malformed");
    let (kid, secret) = text.split_once(':').ok_or_else(malformed)?;
    let kid = Slug::parse(kid).map_err(|_| malformed())?;
    Ok(Some(PassKey::new(kid, bytes("TERSKEL_PASS_KEY", secret)?)))
}

/// Comma-separated, so that an old secret stays good while a new one is taken into use.
fn secrets(name: &str) -> Vec<Secret> {
    let text = optional(name).unwrap_or_default();
    text.split(',').filter(|secret| !secret.is_empty()).map(|secret| Secret::new(secret.to_owned())).collect()
}

fn bytes(name: &str, base64url: &str) -> Result<[u8; 32], Error> {
    let token = Token::parse(base64url).map_err(|_| Error::from(format!("`{name}` is malformed")))?;
    Ok(token.into_bytes())
}

#[expect(clippy::disallowed_methods, reason = "the door to a Lambda's environment")]
fn optional(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn required(name: &str) -> Result<String, Error> {
    optional(name).ok_or_else(|| Error::from(format!("the environment lacks `{name}`")))
}
