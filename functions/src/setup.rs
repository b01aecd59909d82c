//! What a portal needs at the payment provider: products, prices, the portal for cards, and where events are sent. For
//! `terskel payments sync`.

use domain::quote::quote_of;

use crate::app::App;
use crate::failure::Broken;
use crate::provider::Article;
pub use crate::provider::{SetUp, SetUpOutcome};
use crate::settings::Secret;

/// Where the functions take the provider's events.
pub const WEBHOOK: &str = "/api/payments/webhook";

/// Whether to do it, or only to tell what would be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earnest {
    /// Everything that is missing is made, and what is not as it must be is changed.
    Real,
    /// Nothing is changed.
    DryRun,
}

/// What stands at the provider now.
#[derive(Debug, Default)]
pub struct SetUpReport {
    /// Each thing, in order.
    pub things: Vec<SetUp>,
    /// What signs events, where the endpoint was made just now: the provider tells it once.
    pub webhook_secret: Option<Secret>,
}

/// Sees to it that everything is there that selling needs. Events are sent to `webhooks`, unless that is none of the
/// provider's concern. Safe to repeat, and to interrupt.
///
/// # Errors
/// [`Broken`] if the provider cannot be reached or refuses.
pub async fn set_up(app: &App, webhooks: Option<&str>, earnest: Earnest) -> Result<SetUpReport, Broken> {
    let (loaded, provider, dry_run) = (app.portal_now().await?, app.provider()?, earnest == Earnest::DryRun);
    let portal = loaded.portal();
    let mut report = SetUpReport::default();
    for launch in &portal.launches {
        for offer in &launch.offers {
            let quote = quote_of(launch, offer);
            let name = product_name(&portal.title, &quote.title);
            let article = Article { portal: &portal.url, name: &name, quote: &quote };
            report.things.extend(provider.set_up_article(&article, dry_run).await?);
        }
    }
    report.things.push(provider.set_up_portal(&portal.url, dry_run).await?);
    if let Some(url) = webhooks {
        let (endpoint, secret) = provider.set_up_webhooks(url, dry_run).await?;
        report.things.push(endpoint);
        report.webhook_secret = secret;
    }
    Ok(report)
}

/// The portal that payments are taken for, as it was last published.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Where the provider sends its events once the portal stands at its own address.
    pub webhooks: String,
    /// Whether it is the sample, whose seller does not exist.
    pub is_sample: bool,
}

/// The portal that payments are taken for.
///
/// # Errors
/// [`Broken`] if the table cannot be reached, or nothing was published yet.
pub async fn shop(app: &App) -> Result<Shop, Broken> {
    let loaded = app.portal_now().await?;
    let portal = loaded.portal();
    Ok(Shop { webhooks: format!("{}{WEBHOOK}", portal.url), is_sample: portal.sample })
}

/// What an offer is called on the provider's page and on bills.
pub(crate) fn product_name(portal: &str, offer: &str) -> String {
    format!("{portal} – {offer}")
}
