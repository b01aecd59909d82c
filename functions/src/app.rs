//! What every function is given: the clock, the table, the portal, mail and payments.

use std::sync::Arc;

use aws_sdk_dynamodb::config::BehaviorVersion;
use aws_sdk_dynamodb::config::{Credentials, Region};
use domain::address::{AddressHash, AddressKey, EmailAddress};
use domain::pass::PassKey;
use jiff::Timestamp;

use crate::clock::Clock;
use crate::failure::{Broken, Failure};
use crate::http::Response;
use crate::mail::Mailer;
use crate::portal::{Loaded, PortalCache};
use crate::provider::stripe::Stripe;
use crate::store::Store;

/// Everything that differs between a Lambda, `terskel serve` and a test.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The table's name.
    pub table: String,
    /// Where `DynamoDB` answers, if not at AWS.
    pub dynamodb_endpoint: Option<String>,
    /// Where SES answers, if not at AWS.
    pub ses_endpoint: Option<String>,
    /// The AWS region.
    pub region: String,
    /// AWS credentials: access key id, secret, and a session token.
    pub credentials: AwsCredentials,
    /// Where the payment provider's API answers: `https://api.stripe.com`.
    pub payments_url: String,
    /// The payment provider's API key.
    pub payments_key: Secret,
    /// The secrets that webhooks may be signed with: the current one and, while it changes, the old one.
    pub webhook_secrets: Vec<Secret>,
    /// What addresses are hashed with.
    pub address_key: AddressKey,
    /// What passes are signed with; only `access` has it.
    pub pass_key: Option<PassKey>,
    /// Where visitors reach the portal, without a slash at the end. Links in mails begin with it.
    pub public_url: String,
    /// The origins that forms may be posted from; the first is the public URL's.
    pub origins: Vec<String>,
    /// Whether cookies are `Secure` and named `__Host-…`; off only on plain http.
    pub secure_cookies: bool,
}

/// A secret text, hidden from `Debug`.
#[derive(Clone)]
pub struct Secret(String);

/// What AWS requests are signed with.
#[derive(Clone, Debug)]
pub struct AwsCredentials {
    /// The access key's id.
    pub id: String,
    /// The access key.
    pub key: Secret,
    /// The session's token, which Lambda gives.
    pub token: Option<Secret>,
}

/// One running function, or all of them in `terskel serve`.
#[derive(Clone, Debug)]
pub struct App {
    /// What time it is.
    pub clock: Clock,
    /// The table.
    pub store: Store,
    pub(crate) settings: Arc<Settings>,
    pub(crate) portal: PortalCache,
    pub(crate) mailer: Mailer,
    pub(crate) payments: Stripe,
}

impl App {
    /// The app of these settings. Opens no connection yet.
    ///
    /// # Errors
    /// [`Broken`] if the HTTP client cannot be made.
    pub fn new(settings: Settings, clock: Clock) -> Result<Self, Broken> {
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(aws_smithy_http_client::tls::Provider::Rustls(
                aws_smithy_http_client::tls::rustls_provider::CryptoMode::Ring,
            ))
            .build_https();
        let mut dynamodb = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(http.clone())
            .region(Region::new(settings.region.clone()))
            .credentials_provider(settings.credentials.provider());
        dynamodb.set_endpoint_url(settings.dynamodb_endpoint.clone());
        let store = Store::new(aws_sdk_dynamodb::Client::from_conf(dynamodb.build()), settings.table.clone());
        let payments = Stripe::new(settings.payments_url.clone(), settings.payments_key.clone())?;
        let mailer = Mailer::new(&settings, http);
        Ok(Self {
            clock,
            store,
            portal: PortalCache::default(),
            mailer,
            payments,
            settings: Arc::new(settings),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The portal as it was last published; reread when this is more than ten seconds old.
    pub(crate) async fn portal(&self) -> Result<Arc<Loaded>, Broken> {
        self.portal.get(&self.store).await
    }

    /// Forgets the portal, so that the next request reads it anew: `serve` calls it after a build.
    pub async fn reread_portal(&self) {
        self.portal.forget().await;
    }

    pub(crate) fn hash(&self, address: &EmailAddress) -> AddressHash {
        self.settings.address_key.hash(address)
    }

    /// `path` on the portal's public origin, for a mail.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url)
    }
}

impl AwsCredentials {
    pub(crate) fn provider(&self) -> Credentials {
        let token = self.token.as_ref().map(|token| token.0.clone());
        Credentials::new(&self.id, &self.key.0, token, None, "settings")
    }
}

impl Secret {
    /// The secret that `text` spells.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// What an endpoint gives back.
pub(crate) type Outcome = Result<Response, Failure>;
