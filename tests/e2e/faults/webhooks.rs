//! The provider's webhooks, all of which are lost on their way; whoever wants one has it from here.

use std::sync::{Arc, Mutex};

use reqwest::Method;

use super::port;
use crate::browser::Browser;
use crate::portal::Portal;

/// A webhook as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    pub signature: String,
    pub body: String,
}

/// Where they end. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct LostWebhooks {
    pub url: String,
    kept: Arc<Mutex<Vec<Webhook>>>,
}

impl LostWebhooks {
    pub(crate) async fn open() -> Self {
        let kept: Arc<Mutex<Vec<Webhook>>> = Arc::default();
        let keeping = Arc::clone(&kept);
        let url = port::open(move |call| {
            let signature = call.headers.get("stripe-signature").and_then(|value| value.to_str().ok());
            let body = String::from_utf8(call.body.to_vec()).expect("UTF-8");
            let webhook = Webhook { signature: signature.expect("a signature").to_owned(), body };
            keeping.lock().expect("webhooks").push(webhook);
            async { Some(port::plain(503)) }
        });
        Self { url: url.await, kept }
    }

    /// The first of this kind that is about something of this id.
    pub(crate) fn about(&self, id: &str, kind: &str) -> Webhook {
        self.all_about(id, kind).first().expect("a webhook").clone()
    }

    /// The newest of this kind that is about something of this id.
    pub(crate) fn newest_about(&self, id: &str, kind: &str) -> Webhook {
        self.all_about(id, kind).last().expect("a webhook").clone()
    }

    fn all_about(&self, id: &str, kind: &str) -> Vec<Webhook> {
        let (id, kind) = (format!("\"{id}\""), format!("\"{kind}\""));
        let kept = self.kept.lock().expect("webhooks");
        let found = kept.iter().filter(|webhook| webhook.body.contains(&id) && webhook.body.contains(&kind));
        found.cloned().collect()
    }

    /// Has the pay desk send every event again, and carries each to the portal, as when the provider tries again.
    pub(crate) async fn redeliver(&self, portal: &Portal) {
        let mut provider = portal.browser();
        let desk = portal.pay_desk_url().to_owned();
        let events = provider.open(&format!("{desk}/events.json")).await;
        let events: Vec<serde_json::Value> = serde_json::from_str(&events.body).expect("JSON");
        self.kept.lock().expect("webhooks").clear();
        for event in &events {
            let id = event["id"].as_str().expect("an id");
            provider.send(Method::POST, &format!("{desk}/events/{id}/resend"), |request| request).await;
        }
        let sent = self.kept.lock().expect("webhooks").clone();
        assert_eq!(sent.len(), events.len());
        for webhook in sent {
            deliver(&mut provider, &webhook).await;
        }
    }
}

/// The portal hears of it, and says so.
pub(crate) async fn deliver(provider: &mut Browser, webhook: &Webhook) {
    let Webhook { signature, body } = webhook.clone();
    let heard = provider.send(Method::POST, "/api/payments/webhook", |request| {
        request.header("Stripe-Signature", signature).body(body)
    });
    heard.await.must_be(200);
}
