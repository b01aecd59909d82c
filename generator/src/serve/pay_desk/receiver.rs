//! Telling the portal what happened: signed webhooks, one after the other, each attempt written down.

use std::time::Duration;

use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use sha2::Sha256;

use super::books::Delivery;

/// Where webhooks go, and what signs them.
#[derive(Clone)]
pub(super) struct Receiver {
    pub client: Client,
    pub url: String,
    pub secret: String,
}

/// The provider waits about so long before it counts an attempt as failed.
const TIMEOUT: Duration = Duration::from_secs(10);

impl Receiver {
    /// Sends an event's body, signed at `now`.
    pub(super) async fn send(&self, body: String, now: Timestamp) -> Delivery {
        let at = now.as_second();
        let request = self.client.post(&self.url).timeout(TIMEOUT).header(CONTENT_TYPE, "application/json");
        let signed = request.header("Stripe-Signature", signature(&self.secret, at, &body));
        match signed.body(body).send().await {
            Ok(answer) => Delivery { at, status: Some(answer.status().as_u16()), error: None },
            Err(error) => Delivery { at, status: None, error: Some(error.without_url().to_string()) },
        }
    }
}

/// `t=<second>,v1=<HMAC-SHA256 of "<second>.<body>">`.
fn signature(secret: &str, second: i64, body: &str) -> String {
    // HMAC takes keys of any length; were it to refuse one, the empty signature would be refused in turn.
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let bytes = mac.map(|mac| mac.chain_update(format!("{second}.{body}")).finalize().into_bytes());
    format!("t={second},v1={}", bytes.map(|bytes| format!("{bytes:x}")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_that_openssl_makes() {
        // printf '%s' '1000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
        let expected = "t=1000,v1=387e46d34ab34bb0f3624adcaa371a0332240720155daad95713dfea27253ccd";
        assert_eq!(signature("whsec_test", 1000, "{\"id\":\"evt_1\"}"), expected);
    }
}
