//! Stripe's API, as far as it is used. A thin client on `reqwest`: one file for each kind of thing at Stripe.
//!
//! Every call that makes something carries an idempotency key made of what it is made for. Such a key can be used up by a
//! failure of the provider's own; then what it may have made is looked for, and the next key is taken.

mod amounts;
mod bills;
mod call;
mod checkout;
mod customers;
pub(crate) mod event;
mod events;
mod list;
mod objects;
mod portal;
mod prices;
mod refunds;
pub(crate) mod signature;
mod subscriptions;
mod webhooks;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use domain::lang::Lang;
use reqwest::{Client, RequestBuilder};
use serde::Deserialize;

use self::call::Trouble;
use crate::failure::Broken;
use crate::settings::Secret;

/// The API version that requests and answers are written for.
pub(crate) const API_VERSION: &str = "2026-06-24.dahlia";

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How many keys are used up, one after the other, before making something is given up.
const KEYS: u32 = 4;

/// The parameters of a call.
type Params = Vec<(&'static str, String)>;

/// The API's client.
#[derive(Clone, Debug)]
pub(crate) struct Stripe {
    client: Client,
    base: String,
    key: Secret,
    /// What has been looked up before and does not change: ids of prices and of the portal's configuration.
    known: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Stripe {
    pub(crate) fn new(base: String, key: Secret) -> Result<Self, Broken> {
        install_tls();
        let client = Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build();
        let client = client.map_err(|error| Broken::new("making the HTTP client", &error))?;
        Ok(Self { client, base, key, known: Arc::default() })
    }

    /// Makes something once for `key`, which says what for; `find` looks for what a call may have made whose answer was a
    /// failure.
    async fn make<T, Found>(
        &self,
        action: &str,
        path: &str,
        params: &Params,
        key: &str,
        find: impl Fn() -> Found,
    ) -> Result<T, Broken>
    where
        T: for<'a> Deserialize<'a>,
        Found: Future<Output = Result<Option<T>, Broken>>,
    {
        let mut spent = None;
        for number in 0..KEYS {
            let key = if number == 0 { key.to_owned() } else { format!("{key}-{number}") };
            let request = self.post(path).header("Idempotency-Key", key).form(params);
            match call::attempt(action, request).await {
                Ok(made) => return Ok(made),
                Err(Trouble::KeySpent(error)) => spent = Some(error),
                Err(trouble) => return Err(trouble.broken(action)),
            }
            if let Some(found) = find().await? {
                return Ok(found);
            }
        }
        Err(spent.unwrap_or_else(|| Broken::new(action, "every key is used up")))
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.with_key(self.client.get(format!("{}{path}", self.base)))
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.with_key(self.client.post(format!("{}{path}", self.base)))
    }

    fn delete(&self, path: &str) -> RequestBuilder {
        self.with_key(self.client.delete(format!("{}{path}", self.base)))
    }

    fn with_key(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.key.reveal()).header("Stripe-Version", API_VERSION)
    }

    fn known(&self, name: &str) -> Option<String> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn know(&self, name: &str, id: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(name.to_owned(), id.to_owned());
    }

    fn forget(&self, name: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

/// The provider's word for a language; it has one Norwegian. Source: Stripe's "Supported locales".
fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb | Lang::Nn => "nb",
        Lang::En => "en",
    }
}

/// One cryptography provider for every TLS connection of the process.
fn install_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Another part of the process may have installed one already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

#[cfg(test)]
mod tests;
