//! The provider's own portal: where a member changes the card and finds receipts, and cannot swap the price.

use domain::lang::Lang;
use serde::Deserialize;

use super::list::Entry;
use super::{Params, Stripe, call, locale};
use crate::failure::Broken;
use crate::fingerprint;
use crate::provider::{ProviderId, SetUp, SetUpOutcome};

const CONFIGURATIONS: &str = "/v1/billing_portal/configurations";

#[derive(Deserialize)]
pub(super) struct ConfigurationObject {
    id: String,
    #[serde(default)]
    metadata: Option<Metadata>,
    features: Features,
}

#[derive(Deserialize)]
struct Metadata {
    portal: Option<String>,
}

#[derive(Deserialize)]
struct Features {
    subscription_update: Switch,
    subscription_cancel: Switch,
    payment_method_update: Switch,
    invoice_history: Switch,
    customer_update: Switch,
}

#[derive(Deserialize)]
struct Switch {
    enabled: bool,
}

#[derive(Deserialize)]
pub(super) struct PortalSessionObject {
    url: String,
}

impl Entry for ConfigurationObject {
    fn id(&self) -> &str {
        &self.id
    }
}

impl ConfigurationObject {
    /// Whether members can do there what they must, and nothing that would lose them their price or another address than
    /// ours. Ending the membership is done with us, where it is also taken up again.
    fn is_as_it_must(&self) -> bool {
        let features = &self.features;
        let on = features.payment_method_update.enabled && features.invoice_history.enabled;
        let off = features.subscription_update.enabled
            || features.subscription_cancel.enabled
            || features.customer_update.enabled;
        on && !off
    }
}

impl Stripe {
    /// Where this customer changes the card and finds receipts; it leads back to `return_url`.
    pub(crate) async fn manage(
        &self,
        customer: &ProviderId,
        portal: &str,
        return_url: &str,
        lang: Lang,
    ) -> Result<String, Broken> {
        let form = [
            ("customer", customer.to_string()),
            ("configuration", self.configuration(portal).await?),
            ("return_url", return_url.to_owned()),
            ("locale", locale(lang).to_owned()),
        ];
        let request = self.post("/v1/billing_portal/sessions").form(&form);
        let made = call::send::<PortalSessionObject>("opening the provider's portal", request).await;
        if made.is_err() {
            self.forget(&known_as(portal));
        }
        Ok(made?.url)
    }

    /// Sees to it that the provider's portal is as it must be.
    pub(crate) async fn set_up_portal(&self, portal: &str, dry_run: bool) -> Result<SetUp, Broken> {
        let what = "the provider's portal for cards and receipts".to_owned();
        let outcome = match self.configuration_of(portal).await? {
            Some(found) if found.is_as_it_must() => SetUpOutcome::Found,
            _ if dry_run => SetUpOutcome::Wanted,
            Some(found) => {
                let request = self.post(&format!("{CONFIGURATIONS}/{}", found.id)).form(&features());
                call::send::<ConfigurationObject>("changing the provider's portal", request).await?;
                SetUpOutcome::Mended
            }
            None => {
                self.create_configuration(portal).await?;
                SetUpOutcome::Made
            }
        };
        Ok(SetUp { what, outcome })
    }

    async fn configuration(&self, portal: &str) -> Result<String, Broken> {
        if let Some(id) = self.known(&known_as(portal)) {
            return Ok(id);
        }
        let configuration = match self.configuration_of(portal).await? {
            Some(found) => found,
            None => self.create_configuration(portal).await?,
        };
        self.know(&known_as(portal), &configuration.id);
        Ok(configuration.id)
    }

    async fn configuration_of(&self, portal: &str) -> Result<Option<ConfigurationObject>, Broken> {
        let params = vec![("active", "true".to_owned())];
        let all: Vec<ConfigurationObject> =
            self.all("listing the provider's portals", CONFIGURATIONS, params).await?;
        let is_ours = |found: &ConfigurationObject| {
            found.metadata.as_ref().and_then(|metadata| metadata.portal.as_deref()) == Some(portal)
        };
        Ok(all.into_iter().find(is_ours))
    }

    async fn create_configuration(&self, portal: &str) -> Result<ConfigurationObject, Broken> {
        let mut params = features();
        params.push(("default_return_url", format!("{portal}/medlem/")));
        params.push(("metadata[portal]", portal.to_owned()));
        let key = format!("portal-{}", fingerprint::of(portal));
        let find = || self.configuration_of(portal);
        self.make("making the provider's portal", CONFIGURATIONS, &params, &key, find).await
    }
}

fn features() -> Params {
    let switch = |on: bool| on.to_string();
    vec![
        ("features[customer_update][enabled]", switch(false)),
        ("features[invoice_history][enabled]", switch(true)),
        ("features[payment_method_update][enabled]", switch(true)),
        ("features[subscription_cancel][enabled]", switch(false)),
        ("features[subscription_update][enabled]", switch(false)),
    ]
}

fn known_as(portal: &str) -> String {
    format!("portal {portal}")
}
