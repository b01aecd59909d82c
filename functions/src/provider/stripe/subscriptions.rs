//! Subscriptions: asked about, ended, taken up again.

use super::list::Entry;
use super::objects::SubscriptionObject;
use super::{Stripe, call};
use crate::failure::Broken;
use crate::provider::{Listed, ProviderId, Subscription};

const SUBSCRIPTIONS: &str = "/v1/subscriptions";

impl Stripe {
    /// The subscription of this id as it stands now; none if the provider knows none.
    pub(crate) async fn subscription(&self, id: &ProviderId) -> Result<Option<Subscription>, Broken> {
        let request = self.get(&format!("{SUBSCRIPTIONS}/{id}"));
        let found = call::find::<SubscriptionObject>("asking for a subscription", request).await?;
        found.map(SubscriptionObject::read).transpose()
    }

    /// A page of every subscription that there is, ours or not, over or not.
    pub(crate) async fn subscriptions(
        &self,
        after: Option<&ProviderId>,
    ) -> Result<Listed<Subscription>, Broken> {
        let params = vec![("status", "all".to_owned())];
        let page: Listed<SubscriptionObject> =
            self.page("listing subscriptions", SUBSCRIPTIONS, params, after).await?;
        let entries = page.entries.into_iter().filter(SubscriptionObject::has_period);
        let entries = entries.map(SubscriptionObject::read).collect::<Result<_, _>>()?;
        Ok(Listed { entries, after: page.after })
    }

    /// The subscription ends with the period that is paid for. Asked twice, it changes nothing more.
    pub(crate) async fn end_with_period(&self, id: &ProviderId) -> Result<Subscription, Broken> {
        let request = self.post(&format!("{SUBSCRIPTIONS}/{id}")).form(&[("cancel_at_period_end", "true")]);
        call::send::<SubscriptionObject>("ending a subscription", request).await?.read()
    }

    /// A subscription that ends goes on after all. Asked twice, it changes nothing more.
    pub(crate) async fn take_up_again(&self, id: &ProviderId) -> Result<Subscription, Broken> {
        let path = format!("{SUBSCRIPTIONS}/{id}");
        let before: SubscriptionObject = call::send("asking for a subscription", self.get(&path)).await?;
        // The provider's own portal, or the seller in it, may have set an instant instead.
        let form =
            if before.ends_at_an_instant() { ("cancel_at", "") } else { ("cancel_at_period_end", "false") };
        let request = self.post(&path).form(&[form]);
        call::send::<SubscriptionObject>("taking a subscription up again", request).await?.read()
    }

    /// Ends the subscription at once, if it is not over; nothing is charged any more.
    pub(crate) async fn end_subscription(&self, id: &ProviderId) -> Result<(), Broken> {
        use domain::membership::MembershipState::Ended;
        let before = self.subscription(id).await?;
        if before.is_none_or(|before| before.state == Ended) {
            return Ok(());
        }
        let request = self.delete(&format!("{SUBSCRIPTIONS}/{id}"));
        let ended = call::find::<SubscriptionObject>("ending a subscription at once", request).await;
        match self.subscription(id).await? {
            // It may have been ended by an attempt whose answer was lost; its state decides.
            Some(after) if after.state != Ended => ended.map(|_| ()),
            _ => Ok(()),
        }
    }
}

impl Entry for SubscriptionObject {
    fn id(&self) -> &str {
        self.id()
    }
}
