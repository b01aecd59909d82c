//! The payment provider's webhooks, which the pay desk sends to its own portal alone: here they are brought to this one,
//! signed with the secret that `terskel payments sync` was given for it.

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::Sha256;

pub(crate) struct Webhooks {
    pub pay_desk: String,
    pub key: String,
    pub secret: String,
}

impl Webhooks {
    /// Brings every event that the pay desk knows of, the oldest first, to the portal at `origin`.
    pub(crate) async fn bring_to(&self, origin: &str) {
        let client = reqwest::Client::new();
        let listed = client.get(format!("{}/v1/events?limit=100", self.pay_desk)).bearer_auth(&self.key);
        let listed = listed.send().await.expect("an answer of the pay desk").text().await.expect("text");
        let listed: Value = serde_json::from_str(&listed).expect("JSON");
        let events = listed["data"].as_array().expect("events");
        assert!(!events.is_empty(), "{listed}");
        for event in events.iter().rev() {
            let (body, second) = (event.to_string(), now());
            let signature = format!("t={second},v1={}", self.sign(&format!("{second}.{body}")));
            let sent =
                client.post(format!("{origin}/api/payments/webhook")).header("stripe-signature", signature);
            let answer = sent.body(body).send().await.expect("an answer").status().as_u16();
            assert_eq!(answer, 200, "{}", event["type"]);
        }
    }

    fn sign(&self, text: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).expect("any length will do");
        mac.update(text.as_bytes());
        format!("{:x}", mac.finalize().into_bytes())
    }
}

#[expect(clippy::disallowed_methods, reason = "what is deployed stands at the system's time")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}
