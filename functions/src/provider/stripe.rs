//! Stripe's API, as far as it is used: customers, checkout sessions, subscriptions.
//!
//! A thin client on `reqwest`. Every call that makes something carries an idempotency key made of the hold's id
//! and the purpose, and its parameters depend on the hold alone, so a retry gets the same object.

use std::sync::Once;
use std::time::Duration;

use domain::hold::{Payment, session_expires};
use reqwest::{Client, RequestBuilder};

use super::objects::{CustomerObject, SessionObject, SubscriptionObject};
use super::{Session, Subscription, call};
use crate::failure::Broken;
use crate::settings::Secret;
use crate::store::hold::Hold;

/// The API version that requests and answers are written for.
const API_VERSION: &str = "2026-06-24.dahlia";

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The API's client.
#[derive(Clone, Debug)]
pub(crate) struct Stripe {
    client: Client,
    base: String,
    key: Secret,
}

/// Where a buyer goes on from the provider.
#[derive(Debug)]
pub(crate) struct ReturnUrls {
    /// After the payment; the provider puts the session's id for `{CHECKOUT_SESSION_ID}`.
    pub success: String,
    /// Instead of paying.
    pub cancelled: String,
}

impl Stripe {
    pub(crate) fn new(base: String, key: Secret) -> Result<Self, Broken> {
        install_tls();
        let client = Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build();
        let client = client.map_err(|error| Broken::new("making the HTTP client", &error))?;
        Ok(Self { client, base, key })
    }

    /// A session in which `hold`'s price is paid; the same one when asked again.
    pub(crate) async fn create_session(&self, hold: &Hold, urls: &ReturnUrls) -> Result<Session, Broken> {
        let customer = self.create_customer(hold).await?;
        let price = hold.quote.price;
        let form = [
            ("mode", "subscription".to_owned()),
            ("customer", customer),
            ("client_reference_id", hold.member.clone()),
            ("line_items[0][quantity]", "1".to_owned()),
            ("line_items[0][price_data][currency]", price.currency.code().to_lowercase()),
            ("line_items[0][price_data][unit_amount]", price.minor.to_string()),
            ("line_items[0][price_data][tax_behavior]", "inclusive".to_owned()),
            ("line_items[0][price_data][recurring][interval]", hold.quote.interval.word().to_owned()),
            ("line_items[0][price_data][product_data][name]", hold.product.clone()),
            ("metadata[hold]", hold.id.clone()),
            ("subscription_data[metadata][hold]", hold.id.clone()),
            ("expires_at", session_expires(hold.held_at).as_second().to_string()),
            ("success_url", urls.success.clone()),
            ("cancel_url", urls.cancelled.clone()),
        ];
        let request =
            self.post("/v1/checkout/sessions").header("Idempotency-Key", format!("{}-session", hold.id));
        call::send::<SessionObject>("creating a checkout session", request.form(&form)).await?.read()
    }

    async fn create_customer(&self, hold: &Hold) -> Result<String, Broken> {
        let form = [("email", hold.address.as_str()), ("metadata[member]", &hold.member)];
        let request = self.post("/v1/customers").header("Idempotency-Key", format!("{}-customer", hold.id));
        Ok(call::send::<CustomerObject>("creating a customer", request.form(&form)).await?.id)
    }

    /// The session of this id as it stands now, with its subscription; none if the provider knows none.
    pub(crate) async fn session(&self, id: &SessionId) -> Result<Option<Session>, Broken> {
        let request = self.get(&format!("/v1/checkout/sessions/{}?expand[]=subscription", id.0));
        let found = call::find::<SessionObject>("asking for a checkout session", request).await?;
        found.map(SessionObject::read).transpose()
    }

    /// Ends the session, if it is still open, and tells how it ended.
    pub(crate) async fn end_session(&self, id: &SessionId) -> Result<Option<Session>, Broken> {
        let session = self.session(id).await?;
        if session.as_ref().is_none_or(|session| session.payment != Payment::Pending) {
            return Ok(session);
        }
        let request = self.post(&format!("/v1/checkout/sessions/{}/expire", id.0));
        let ended = call::send::<SessionObject>("ending a checkout session", request).await;
        let session = self.session(id).await?;
        // The buyer may have paid in this very moment; then the provider refuses, and its state decides.
        if session.as_ref().is_some_and(|session| session.payment == Payment::Pending) {
            ended?;
        }
        Ok(session)
    }

    /// The subscription of this id as it stands now; none if the provider knows none.
    pub(crate) async fn subscription(&self, id: &SubscriptionId) -> Result<Option<Subscription>, Broken> {
        let request = self.get(&format!("/v1/subscriptions/{}", id.0));
        let found = call::find::<SubscriptionObject>("asking for a subscription", request).await?;
        found.map(SubscriptionObject::read).transpose()
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.with_key(self.client.get(format!("{}{path}", self.base)))
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.with_key(self.client.post(format!("{}{path}", self.base)))
    }

    fn with_key(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.key.reveal()).header("Stripe-Version", API_VERSION)
    }
}

/// A checkout session's id: letters, digits and underscores, so that it stays one segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SessionId(String);

/// A subscription's id, likewise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SubscriptionId(String);

impl SessionId {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        id(text).map(Self)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl SubscriptionId {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        id(text).map(Self)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn id(text: &str) -> Option<String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (plain && (1..=255).contains(&text.len())).then(|| text.to_owned())
}

/// One cryptography provider for every TLS connection of the process.
fn install_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Another part of the process may have installed one already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
