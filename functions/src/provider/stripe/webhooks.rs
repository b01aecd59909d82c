//! Where the provider sends its events.

use serde::Deserialize;

use super::event::KINDS;
use super::list::Entry;
use super::{API_VERSION, Stripe, call};
use crate::failure::Broken;
use crate::provider::{SetUp, SetUpOutcome};
use crate::settings::Secret;

const ENDPOINTS: &str = "/v1/webhook_endpoints";

#[derive(Deserialize)]
pub(super) struct EndpointObject {
    id: String,
    url: String,
    enabled_events: Vec<String>,
    api_version: Option<String>,
    status: String,
    /// Told once, to who made it.
    secret: Option<String>,
}

impl Entry for EndpointObject {
    fn id(&self) -> &str {
        &self.id
    }
}

impl EndpointObject {
    fn is_told_enough(&self) -> bool {
        let told = |kind: &&str| self.enabled_events.iter().any(|event| event == *kind || event == "*");
        self.status == "enabled" && KINDS.iter().all(told)
    }
}

impl Stripe {
    /// Sees to it that events are sent to `url`. The secret that signs them is told only where the endpoint is made.
    pub(crate) async fn set_up_webhooks(
        &self,
        url: &str,
        dry_run: bool,
    ) -> Result<(SetUp, Option<Secret>), Broken> {
        let endpoints: Vec<EndpointObject> =
            self.all("listing webhook endpoints", ENDPOINTS, Vec::new()).await?;
        let found = endpoints
            .into_iter()
            .find(|endpoint| endpoint.url == url && endpoint.api_version.as_deref() == Some(API_VERSION));
        let (outcome, secret) = match found {
            Some(found) if found.is_told_enough() => (SetUpOutcome::Found, None),
            _ if dry_run => (SetUpOutcome::Wanted, None),
            Some(found) => {
                let mut form = events();
                form.push(("disabled".to_owned(), "false".to_owned()));
                let request = self.post(&format!("{ENDPOINTS}/{}", found.id)).form(&form);
                call::send::<EndpointObject>("changing a webhook endpoint", request).await?;
                (SetUpOutcome::Mended, None)
            }
            None => {
                let mut form = events();
                form.push(("url".to_owned(), url.to_owned()));
                form.push(("api_version".to_owned(), API_VERSION.to_owned()));
                let request = self.post(ENDPOINTS).form(&form);
                let made: EndpointObject = call::send("making a webhook endpoint", request).await?;
                (SetUpOutcome::Made, made.secret.map(Secret::new))
            }
        };
        Ok((SetUp { what: format!("webhooks to `{url}`"), outcome }, secret))
    }
}

fn events() -> Vec<(String, String)> {
    let event = |(number, kind): (usize, &&str)| (format!("enabled_events[{number}]"), (*kind).to_owned());
    KINDS.iter().enumerate().map(event).collect()
}
