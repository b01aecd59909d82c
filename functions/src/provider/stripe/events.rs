//! Events that no endpoint has taken.

use jiff::Timestamp;

use super::event::EventObject;
use super::list::Entry;
use super::{Params, Stripe};
use crate::failure::Broken;
use crate::provider::Hint;

impl Entry for EventObject {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Stripe {
    /// The events since `since` that no endpoint has taken, the oldest first.
    pub(crate) async fn undelivered(&self, since: Timestamp) -> Result<Vec<Hint>, Broken> {
        let params: Params =
            vec![("delivery_success", "false".to_owned()), ("created[gte]", since.as_second().to_string())];
        let mut events: Vec<EventObject> =
            self.all("listing undelivered events", "/v1/events", params).await?;
        events.reverse();
        Ok(events.iter().filter_map(EventObject::hint).collect())
    }
}
