//! The pay desk's switches, pressed from outside.

use serde_json::Value;

use super::fields;
use crate::browser::Browser;
use crate::portal::Portal;

/// Somebody at the pay desk's switches.
pub(crate) struct Desk {
    hands: Browser,
    url: String,
}

impl Desk {
    pub(crate) fn of(portal: &Portal) -> Self {
        Self { hands: portal.browser(), url: portal.pay_desk_url().to_owned() }
    }

    /// Presses a button, which must work.
    pub(crate) async fn press(&mut self, path: &str, pairs: &[(&str, &str)]) {
        let pressed = self.hands.post(&format!("{}{path}", self.url), &fields(pairs)).await;
        pressed.must_be(303);
    }

    /// What is due by now happens at the provider, and is told.
    pub(crate) async fn due(&mut self) {
        self.press("/desk/due", &[]).await;
    }

    pub(crate) async fn hold_webhooks(&mut self) {
        self.press("/desk/webhooks", &[("hold", "yes")]).await;
    }

    pub(crate) async fn lose_webhooks(&mut self, times: usize) {
        self.press("/desk/webhooks", &[("fate", "drop"), ("times", &times.to_string())]).await;
    }

    /// Tells these events, in this order.
    pub(crate) async fn tell(&mut self, events: &[&str]) {
        let body = events.iter().map(|event| format!("event={event}")).collect::<Vec<_>>().join("&");
        let address = format!("{}/desk/webhooks/deliver", self.url);
        let told = self.hands.send(reqwest::Method::POST, &address, |request| {
            request.header("Content-Type", "application/x-www-form-urlencoded").body(body)
        });
        told.await.must_be(303);
    }

    /// The provider's whole books.
    pub(crate) async fn books(&mut self) -> Value {
        self.json("/desk/books.json").await
    }

    /// Every event there was, the first first: its id and its kind.
    pub(crate) async fn events(&mut self) -> Vec<(String, String)> {
        let events = self.json("/events.json").await;
        let text = |event: &Value, name: &str| event[name].as_str().expect("a text").to_owned();
        let events = events.as_array().expect("events").iter();
        events.map(|event| (text(event, "id"), text(event, "type"))).collect()
    }

    /// The only one of these in the books.
    pub(crate) async fn only(&mut self, kind: &str) -> Value {
        let books = self.books().await;
        let all = books[kind].as_array().expect("a list");
        assert_eq!(all.len(), 1, "{kind}: {all:#?}");
        all[0].clone()
    }

    pub(crate) async fn only_id(&mut self, kind: &str) -> String {
        self.only(kind).await["id"].as_str().expect("an id").to_owned()
    }

    async fn json(&mut self, path: &str) -> Value {
        let page = self.hands.open(&format!("{}{path}", self.url)).await;
        serde_json::from_str(&page.body).expect("JSON")
    }
}
