//! What every function is given: the clock, the table, the portal, mail and payments.

use std::sync::Arc;

use aws_sdk_dynamodb::config::SharedHttpClient;
use domain::address::{AddressHash, EmailAddress};
use domain::address_book::AddressBookKey;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::callers::Callers;
use crate::clock::Clock;
use crate::failure::{Broken, Failure};
use crate::gate::store::GateStore;
use crate::http::Response;
use crate::mailer::Mailer;
use crate::portal::{Loaded, PortalCache};
use crate::provider::Provider;
use crate::settings::Settings;
use crate::store::Store;

/// One running function, or all of them in `terskel serve`.
#[derive(Clone, Debug)]
pub struct App {
    /// What time it is.
    pub clock: Clock,
    /// The table.
    pub store: Store,
    callers: Option<Callers>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) portal: PortalCache,
    /// What AWS is reached by.
    aws: SharedHttpClient,
    /// What follows is given only to who needs it, for nobody else is to link what reaches it.
    mailer: Option<Mailer>,
    provider: Option<Provider>,
    pub(crate) gate_store: Option<GateStore>,
}

impl App {
    /// The app of these settings. Opens no connection yet.
    ///
    /// # Errors
    /// [`Broken`] if the HTTP client cannot be made.
    pub fn new(settings: Settings, clock: Clock) -> Result<Self, Broken> {
        Ok(Self::over(https_client(), settings, clock))
    }

    /// The app of these settings, which reaches AWS by `http`.
    pub(crate) fn over(http: SharedHttpClient, settings: Settings, clock: Clock) -> Self {
        let (table, credentials) = (&settings.table, &settings.credentials);
        let endpoint = settings.dynamodb_endpoint.as_deref();
        let store = Store::at(table, &settings.region, credentials, endpoint, http.clone());
        Self {
            clock,
            store,
            callers: settings.callers_apart.then(Callers::default),
            portal: PortalCache::default(),
            aws: http,
            mailer: None,
            provider: None,
            gate_store: None,
            settings: Arc::new(settings),
        }
    }

    /// The same app as `caller`, a Lambda or who operates the portal, has it: its calls to the table are signed under that
    /// name, where callers are told apart.
    #[must_use]
    pub fn acting_as(&self, caller: &'static str) -> Self {
        let store = self.callers.as_ref().map(|callers| callers.store(caller, &self.store));
        Self { store: store.unwrap_or_else(|| self.store.clone()), ..self.clone() }
    }

    /// The same app, which can also reach the payment provider.
    ///
    /// # Errors
    /// [`Broken`] if the HTTP client cannot be made.
    pub fn with_payments(self) -> Result<Self, Broken> {
        let provider = Provider::new(self.settings.payments_url.clone(), self.settings.payments_key.clone())?;
        Ok(Self { provider: Some(provider), ..self })
    }

    /// The same app, which can also reach the mail provider.
    #[must_use]
    pub fn with_mail(self) -> Self {
        let mailer = Mailer::new(&self.settings, self.aws.clone());
        Self { mailer: Some(mailer), ..self }
    }

    /// The same app, which can also reach the gate's store, if the settings name one.
    #[must_use]
    pub fn with_gate_store(self) -> Self {
        let named = self.settings.gate_store.as_ref();
        let gate_store = named.map(|store| GateStore::new(store, &self.settings, self.aws.clone()));
        Self { gate_store, ..self }
    }

    /// The mail provider.
    pub(crate) fn mailer(&self) -> Result<&Mailer, Broken> {
        let mailer = self.mailer.as_ref();
        mailer.ok_or_else(|| Broken::new("reaching the mail provider", "this function sends no mails"))
    }

    /// The payment provider.
    pub(crate) fn provider(&self) -> Result<&Provider, Broken> {
        let provider = self.provider.as_ref();
        provider.ok_or_else(|| {
            Broken::new("reaching the payment provider", "this function has nothing to do with it")
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The portal as it was last published; reread when this is more than ten seconds old.
    pub(crate) async fn portal(&self) -> Result<Arc<Loaded>, Broken> {
        self.portal.get(&self.store).await
    }

    /// The portal as it is published now.
    pub(crate) async fn portal_now(&self) -> Result<Arc<Loaded>, Broken> {
        self.portal.get_now(&self.store).await
    }

    /// Forgets the portal, so that the next request reads it anew: `serve` calls it after a build.
    pub async fn reread_portal(&self) {
        self.portal.forget().await;
    }

    pub(crate) fn hash(&self, address: &EmailAddress) -> AddressHash {
        self.settings.hash_key.hash(address)
    }

    /// The portal's time zone.
    ///
    /// # Errors
    /// [`Broken`] if the portal cannot be read.
    pub async fn time_zone(&self) -> Result<TimeZone, Broken> {
        Ok(self.portal().await?.portal().time_zone.zone())
    }

    /// What the addresses of audiences are sealed with.
    pub(crate) fn address_key(&self) -> Result<&AddressBookKey, Broken> {
        let key = self.settings.address_key.as_ref();
        key.ok_or_else(|| Broken::new("opening the address book", "the settings have no key for it"))
    }

    /// Where visitors reach the portal, without a slash at the end.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.settings.public_url
    }

    /// `path` on the portal's public origin, for a mail.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url)
    }
}

/// What AWS is reached by, over TLS whose cryptography is ring's, from a machine that may trust what others do not.
fn https_client() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(aws_smithy_http_client::tls::Provider::Rustls(
            aws_smithy_http_client::tls::rustls_provider::CryptoMode::Ring,
        ))
        .build_https()
}

/// What an endpoint gives back.
pub(crate) type Outcome = Result<Response, Failure>;
