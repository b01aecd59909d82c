//! Stripe's API, as far as it is used: customers, checkout sessions, subscriptions.
//!
//! A thin client on `reqwest`. Every call that makes something carries an idempotency key made of the hold's id
//! and the purpose, and its parameters depend on the hold alone, so a retry gets the same object.

use std::sync::Once;
use std::time::Duration;

use domain::hold::{Payment, session_expires};
use domain::membership::MembershipState;
use jiff::Timestamp;
use reqwest::{Client, RequestBuilder};
use serde::Deserialize;

use super::{Session, Subscription};
use crate::app::Secret;
use crate::failure::Broken;
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

/// What a buyer sees at the provider.
#[derive(Debug)]
pub(crate) struct CheckoutTexts {
    /// The name of what is bought.
    pub product: String,
    /// The language of the page, as the provider names it.
    pub locale: &'static str,
    /// Where to after the payment; the provider puts the session's id for `{CHECKOUT_SESSION_ID}`.
    pub success_url: String,
    /// Where to instead of paying.
    pub cancel_url: String,
}

impl Stripe {
    pub(crate) fn new(base: String, key: Secret) -> Result<Self, Broken> {
        install_tls();
        let client = Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build();
        let client = client.map_err(|error| Broken::new("making the HTTP client", &error))?;
        Ok(Self { client, base, key })
    }

    /// A session in which `hold`'s price is paid; the same one when asked again.
    pub(crate) async fn create_session(&self, hold: &Hold, texts: &CheckoutTexts) -> Result<Session, Broken> {
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
            ("line_items[0][price_data][product_data][name]", texts.product.clone()),
            ("metadata[hold]", hold.id.clone()),
            ("subscription_data[metadata][hold]", hold.id.clone()),
            ("expires_at", session_expires(hold.held_at).as_second().to_string()),
            ("locale", texts.locale.to_owned()),
            ("success_url", texts.success_url.clone()),
            ("cancel_url", texts.cancel_url.clone()),
        ];
        let request =
            self.post("/v1/checkout/sessions").header("Idempotency-Key", format!("{}-session", hold.id));
        send::<SessionObject>("creating a checkout session", request.form(&form)).await?.read()
    }

    async fn create_customer(&self, hold: &Hold) -> Result<String, Broken> {
        let form = [("email", hold.address.as_str()), ("metadata[member]", &hold.member)];
        let request = self.post("/v1/customers").header("Idempotency-Key", format!("{}-customer", hold.id));
        Ok(send::<CustomerObject>("creating a customer", request.form(&form)).await?.id)
    }

    /// The session of this id as it stands now, with its subscription.
    pub(crate) async fn session(&self, id: &SessionId) -> Result<Session, Broken> {
        let request = self.get(&format!("/v1/checkout/sessions/{}?expand[]=subscription", id.0));
        send::<SessionObject>("asking for a checkout session", request).await?.read()
    }

    /// Ends the session, if it is still open, and tells how it ended.
    pub(crate) async fn end_session(&self, id: &SessionId) -> Result<Session, Broken> {
        let session = self.session(id).await?;
        if session.payment != Payment::Pending {
            return Ok(session);
        }
        let request = self.post(&format!("/v1/checkout/sessions/{}/expire", id.0));
        let ended = send::<SessionObject>("ending a checkout session", request).await;
        // The buyer may have paid in this very moment; then the provider refuses, and its state decides.
        match ended {
            Ok(_) | Err(_) => self.session(id).await,
        }
    }

    /// The subscription of this id as it stands now.
    pub(crate) async fn subscription(&self, id: &SubscriptionId) -> Result<Subscription, Broken> {
        let request = self.get(&format!("/v1/subscriptions/{}", id.0));
        send::<SubscriptionObject>("asking for a subscription", request).await?.read()
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

#[derive(Deserialize)]
struct CustomerObject {
    id: String,
}

#[derive(Deserialize)]
struct SessionObject {
    id: String,
    url: Option<String>,
    status: Option<String>,
    payment_status: String,
    #[serde(default)]
    metadata: Option<Metadata>,
    subscription: Option<Expandable>,
}

#[derive(Deserialize)]
struct Metadata {
    hold: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expandable {
    Object(SubscriptionObject),
    Id(#[expect(dead_code, reason = "an answer that was not expanded")] String),
}

#[derive(Deserialize)]
struct SubscriptionObject {
    id: String,
    customer: String,
    status: String,
    #[serde(default)]
    cancel_at_period_end: bool,
    items: Items,
}

#[derive(Deserialize)]
struct Items {
    data: Vec<SubscriptionItem>,
}

#[derive(Deserialize)]
struct SubscriptionItem {
    current_period_end: i64,
}

impl SessionObject {
    fn read(self) -> Result<Session, Broken> {
        let payment = match (self.status.as_deref(), self.payment_status.as_str()) {
            (_, "paid" | "no_payment_required") => Payment::Paid,
            (Some("expired"), _) => Payment::Expired,
            _ => Payment::Pending,
        };
        let subscription = match self.subscription {
            Some(Expandable::Object(subscription)) => Some(subscription.read()?),
            Some(Expandable::Id(_)) | None => None,
        };
        let hold = self.metadata.and_then(|metadata| metadata.hold);
        Ok(Session { id: self.id, url: self.url, payment, hold, subscription })
    }
}

impl SubscriptionObject {
    fn read(self) -> Result<Subscription, Broken> {
        let state = match self.status.as_str() {
            "active" | "trialing" | "past_due" if self.cancel_at_period_end => MembershipState::Ending,
            "active" | "trialing" | "past_due" => MembershipState::Active,
            _ => MembershipState::Ended,
        };
        let end = self.items.data.iter().map(|item| item.current_period_end).max();
        let paid_until = end.and_then(|second| Timestamp::from_second(second).ok());
        let paid_until =
            paid_until.ok_or_else(|| Broken::new("reading a subscription", "it has no period"))?;
        Ok(Subscription { id: self.id, customer: self.customer, state, paid_until })
    }
}

/// Sends `request` and reads the answer. Errors name the provider's error code, never what was sent.
async fn send<T: for<'a> Deserialize<'a>>(action: &str, request: RequestBuilder) -> Result<T, Broken> {
    let answer = request.send().await.map_err(|error| Broken::new(action, &error.without_url()))?;
    let status = answer.status();
    if !status.is_success() {
        let error: Option<ErrorAnswer> = answer.json().await.ok();
        let code = error.and_then(|answer| answer.error.code.or(answer.error.kind)).unwrap_or_default();
        return Err(Broken::new(action, &format_args!("the payment provider answered {status} {code}")));
    }
    answer.json().await.map_err(|error| Broken::new(action, &error.without_url()))
}

#[derive(Deserialize)]
struct ErrorAnswer {
    error: ErrorObject,
}

#[derive(Deserialize)]
struct ErrorObject {
    code: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// One cryptography provider for every TLS connection of the process.
fn install_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Another part of the process may have installed one already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
