//! What the mail provider tells of the mails it took: it sent them, they came back, or were called unwanted.
//!
//! Amazon SES, "Examples of event data that Amazon SES publishes to Amazon EventBridge": the tags of a mail come back
//! with each event, so that it settles the claim that the mail belongs to.

use std::collections::BTreeMap;

use domain::address::AddressHash;
use domain::announcement::Occasion;
use domain::slug::Slug;
use serde::Deserialize;

use crate::app::App;
use crate::failure::Broken;
use crate::store::announcement::{self, ClaimState, Topic};
use crate::store::suppression::{self, Why};

#[derive(Deserialize)]
struct Event {
    detail: Detail,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    event_type: String,
    mail: Mail,
    bounce: Option<Bounce>,
}

#[derive(Deserialize)]
struct Mail {
    #[serde(default)]
    tags: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
}

/// Whether this is an event of a mail.
pub(crate) fn is_told(event: &str) -> bool {
    serde_json::from_str::<Event>(event).is_ok()
}

/// Writes what follows from an event, which may come twice, late or in another order. What is not ours is ignored.
///
/// # Errors
/// [`Broken`] if the table cannot be written.
pub async fn told(app: &App, event: &str) -> Result<(), Broken> {
    let Ok(Event { detail }) = serde_json::from_str(event) else { return Ok(()) };
    let Some((topic, address)) = subject(&detail.mail.tags) else { return Ok(()) };
    let (state, why) = match detail.event_type.as_str() {
        "Send" | "Delivery" => (ClaimState::Sent, None),
        "Complaint" => (ClaimState::Returned, Some(Why::Complained)),
        "Bounce" if detail.is_for_good() => (ClaimState::Returned, Some(Why::Bounced)),
        "Reject" => (ClaimState::Refused, None),
        _ => return Ok(()),
    };
    if let Some(why) = why {
        app.store.write(suppression::put(&address, why, app.now())).await?;
    }
    app.store.write(announcement::settle(&topic, &address, state)).await.map(|_| ())
}

impl Detail {
    /// Whether there is no such mailbox; a full one may have room another day.
    fn is_for_good(&self) -> bool {
        self.bounce.as_ref().is_some_and(|bounce| bounce.bounce_type == "Permanent")
    }
}

/// Which claim the mail belongs to.
fn subject(tags: &BTreeMap<String, Vec<String>>) -> Option<(Topic, AddressHash)> {
    let tag = |name: &str| tags.get(name)?.first();
    let launch = Slug::parse(tag("launch")?).ok()?;
    let occasion = Occasion::parse(tag("occasion")?)?;
    let plain =
        |hash: &&String| hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let hash = tag("to").filter(plain)?.clone();
    Some((Topic { launch, occasion }, AddressHash::stored(hash)))
}
