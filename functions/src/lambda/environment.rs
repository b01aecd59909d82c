//! A Lambda's environment, and the settings that it names.

use std::collections::BTreeMap;
use std::env;
use std::num::NonZeroU32;

use domain::address_book::AddressBookKey;
use domain::keyed_hash::HashKey;
use domain::pass::PassKeys;
use domain::token::Token;
use lambda_http::Error;

use crate::provider::PAYMENTS_URL;
use crate::settings::{AwsCredentials, GateStoreSettings, Secret, Settings};

/// What a Lambda's environment may say to it.
const NAMES: [&str; 22] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_ENDPOINT_URL_SESV2",
    "AWS_ENDPOINT_URL_SSM",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "TERSKEL_ADDRESS_KEY",
    "TERSKEL_GATE_STORE",
    "TERSKEL_HASH_KEY",
    "TERSKEL_MAILS_PER_SECOND",
    "TERSKEL_MAIL_EVENTS",
    "TERSKEL_ORIGIN_SECRETS",
    "TERSKEL_PASS_KEYS",
    "TERSKEL_PAYMENTS_KEY",
    "TERSKEL_PAYMENTS_URL",
    "TERSKEL_PORTAL",
    "TERSKEL_PUBLIC_URL",
    "TERSKEL_TABLE",
    "TERSKEL_WEBHOOK_SECRETS",
];

/// What the environment says. What is empty is absent.
#[derive(Clone)]
pub(super) struct Environment(pub BTreeMap<&'static str, String>);

impl Environment {
    /// The environment of this process.
    #[expect(clippy::disallowed_methods, reason = "the door to a Lambda's environment")]
    pub(super) fn of_process() -> Self {
        Self(NAMES.into_iter().filter_map(|name| Some((name, env::var(name).ok()?))).collect())
    }

    pub(super) fn optional(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|value| !value.is_empty()).cloned()
    }

    pub(super) fn required(&self, name: &str) -> Result<String, Error> {
        self.optional(name).ok_or_else(|| Error::from(format!("the environment lacks `{name}`")))
    }

    /// Where a service of AWS answers, if not at its usual address, by the names that AWS's own tools go by. Source:
    /// "Service-specific endpoints" in Amazon's reference for SDKs and tools.
    pub(super) fn endpoint(&self, service: &str) -> Option<String> {
        self.optional(&format!("AWS_ENDPOINT_URL_{service}")).or_else(|| self.optional("AWS_ENDPOINT_URL"))
    }

    /// What calls of AWS are signed with.
    ///
    /// # Errors
    /// What is missing.
    pub(super) fn credentials(&self) -> Result<AwsCredentials, Error> {
        Ok(AwsCredentials {
            id: self.required("AWS_ACCESS_KEY_ID")?,
            key: Secret::new(self.required("AWS_SECRET_ACCESS_KEY")?),
            token: self.optional("AWS_SESSION_TOKEN").map(Secret::new),
        })
    }

    /// The settings that this names.
    ///
    /// # Errors
    /// What is missing or malformed, named without its value.
    pub(super) fn settings(&self) -> Result<Settings, Error> {
        let public_url = self.required("TERSKEL_PUBLIC_URL")?;
        Ok(Settings {
            table: self.required("TERSKEL_TABLE")?,
            dynamodb_endpoint: self.endpoint("DYNAMODB"),
            ses_endpoint: self.endpoint("SESV2"),
            mail_events: self.optional("TERSKEL_MAIL_EVENTS"),
            mails_per_second: Some(self.mails_per_second()?),
            region: self.required("AWS_REGION")?,
            credentials: self.credentials()?,
            payments_url: self.optional("TERSKEL_PAYMENTS_URL").unwrap_or_else(|| PAYMENTS_URL.to_owned()),
            payments_key: Secret::new(self.optional("TERSKEL_PAYMENTS_KEY").unwrap_or_default()),
            webhook_secrets: self.secrets("TERSKEL_WEBHOOK_SECRETS"),
            hash_key: self.hash_key()?,
            address_key: self.address_key()?,
            pass_keys: self.pass_keys()?,
            gate_store: self.gate_store(),
            origin_secrets: self.secrets("TERSKEL_ORIGIN_SECRETS"),
            callers_apart: false,
            origins: vec![public_url.clone()],
            secure_cookies: public_url.starts_with("https://"),
            public_url,
        })
    }

    /// `<kid>:<43 characters of base64url>`, the signing key first, several with commas between them; absent in every
    /// function but `access`.
    fn pass_keys(&self) -> Result<Option<PassKeys>, Error> {
        let Some(text) = self.optional("TERSKEL_PASS_KEYS") else { return Ok(None) };
        PassKeys::parse(&text).map(Some).map_err(|_| malformed("TERSKEL_PASS_KEYS"))
    }

    /// Ten, if nothing is said: a new account at the provider that has left its sandbox may send fourteen.
    fn mails_per_second(&self) -> Result<NonZeroU32, Error> {
        let name = "TERSKEL_MAILS_PER_SECOND";
        let rate = self.optional(name).unwrap_or_else(|| "10".to_owned()).parse();
        rate.map_err(|_| Error::from(format!("`{name}` is not a number from 1")))
    }

    /// 43 characters of base64url; absent in every function that announces nothing.
    fn address_key(&self) -> Result<Option<AddressBookKey>, Error> {
        let Some(text) = self.optional("TERSKEL_ADDRESS_KEY") else { return Ok(None) };
        AddressBookKey::parse(&text).map(Some).map_err(|_| malformed("TERSKEL_ADDRESS_KEY"))
    }

    /// Absent in every function but `access`.
    fn gate_store(&self) -> Option<GateStoreSettings> {
        let arn = self.optional("TERSKEL_GATE_STORE")?;
        Some(GateStoreSettings { arn, endpoint: self.endpoint("CLOUDFRONT_KEYVALUESTORE") })
    }

    fn hash_key(&self) -> Result<HashKey, Error> {
        let token = Token::parse(&self.required("TERSKEL_HASH_KEY")?);
        Ok(HashKey::new(token.map_err(|_| malformed("TERSKEL_HASH_KEY"))?.into_bytes()))
    }

    /// Comma-separated, so that an old secret stays good while a new one is taken into use.
    fn secrets(&self, name: &str) -> Vec<Secret> {
        let text = self.optional(name).unwrap_or_default();
        let secrets = text.split(',').map(str::trim).filter(|secret| !secret.is_empty());
        secrets.map(|secret| Secret::new(secret.to_owned())).collect()
    }
}

fn malformed(name: &str) -> Error {
    Error::from(format!("`{name}` is malformed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn environment(more: &[(&'static str, &str)]) -> Environment {
        let least = [
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "key"),
            ("AWS_REGION", "eu-north-1"),
            ("TERSKEL_HASH_KEY", KEY),
            ("TERSKEL_PUBLIC_URL", "https://example.no"),
            ("TERSKEL_TABLE", "terskel-live"),
        ];
        Environment(least.iter().chain(more).map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    fn refusal(more: &[(&'static str, &str)]) -> String {
        environment(more).settings().unwrap_err().to_string()
    }

    #[test]
    fn services_answer_where_the_environment_says_the_nearer_name_first() {
        let settings = environment(&[
            ("AWS_ENDPOINT_URL", "http://localhost:1"),
            ("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:2"),
            ("AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE", "http://localhost:3"),
            ("TERSKEL_GATE_STORE", "arn"),
        ])
        .settings()
        .unwrap();
        assert_eq!(settings.dynamodb_endpoint.as_deref(), Some("http://localhost:2"));
        assert_eq!(settings.ses_endpoint.as_deref(), Some("http://localhost:1"));
        assert_eq!(settings.gate_store.unwrap().endpoint.as_deref(), Some("http://localhost:3"));
        assert_eq!(environment(&[]).settings().unwrap().dynamodb_endpoint, None);
    }

    #[test]
    fn secrets_stand_with_commas_between_them() {
        let settings = environment(&[("TERSKEL_ORIGIN_SECRETS", "new, old,,")]).settings().unwrap();
        let secrets: Vec<&str> = settings.origin_secrets.iter().map(Secret::reveal).collect();
        assert_eq!(secrets, ["new", "old"]);
    }

    #[test]
    fn what_is_missing_or_malformed_is_named_without_its_value() {
        assert_eq!(refusal(&[("TERSKEL_TABLE", "")]), "the environment lacks `TERSKEL_TABLE`");
        for name in ["TERSKEL_HASH_KEY", "TERSKEL_PASS_KEYS", "TERSKEL_ADDRESS_KEY"] {
            assert_eq!(refusal(&[(name, "a-secret")]), format!("`{name}` is malformed"));
        }
        let rate = refusal(&[("TERSKEL_MAILS_PER_SECOND", "0")]);
        assert_eq!(rate, "`TERSKEL_MAILS_PER_SECOND` is not a number from 1");
    }
}
