//! Checkout sessions, and the customer that each is made for.

use domain::hold::{Payment, session_expires};
use domain::money::Interval;

use super::objects::SessionObject;
use super::{Params, Stripe, call, locale};
use crate::failure::Broken;
use crate::provider::{Article, PayPage, ProviderId, Session};
use crate::store::hold::Hold;

const SESSIONS: &str = "/v1/checkout/sessions";

impl Stripe {
    /// A session in which `hold`'s price is paid; the same one when asked again.
    pub(crate) async fn create_session(
        &self,
        hold: &Hold,
        portal: &str,
        page: &PayPage,
    ) -> Result<Session, Broken> {
        let article = Article { portal, name: &hold.product, quote: &hold.quote };
        let customer = self.create_customer(hold).await?;
        let price = self.price(&article).await?;
        let params = session_params(hold, &customer, &price, page);
        let (key, find) = (format!("{}-session", hold.id), || self.made_for(hold, &customer));
        let made = self.make("creating a checkout session", SESSIONS, &params, &key, find).await;
        if made.is_err() {
            // Perhaps the price is no longer what was looked up.
            self.forget_price(&article);
        }
        made?.read()
    }

    /// The session that was made for `hold`, if one was.
    async fn made_for(&self, hold: &Hold, customer: &str) -> Result<Option<SessionObject>, Broken> {
        let params = vec![("customer", customer.to_owned())];
        let sessions: Vec<SessionObject> =
            self.all("looking for a checkout session", SESSIONS, params).await?;
        Ok(sessions.into_iter().find(|session| session.hold() == Some(&hold.id)))
    }

    /// The session of this id as it stands now, with what it began; none if the provider knows none.
    pub(crate) async fn session(&self, id: &ProviderId) -> Result<Option<Session>, Broken> {
        let expand = [("expand[0]", "subscription"), ("expand[1]", "payment_intent")];
        let request = self.get(&format!("{SESSIONS}/{id}")).query(&expand);
        let found = call::find::<SessionObject>("asking for a checkout session", request).await?;
        found.map(SessionObject::read).transpose()
    }

    /// Ends the session, if it is still open, and tells how it ended.
    pub(crate) async fn end_session(&self, id: &ProviderId) -> Result<Option<Session>, Broken> {
        let session = self.session(id).await?;
        if session.as_ref().is_none_or(|session| session.payment != Payment::Pending) {
            return Ok(session);
        }
        let request = self.post(&format!("{SESSIONS}/{id}/expire"));
        let ended = call::send::<SessionObject>("ending a checkout session", request).await;
        let session = self.session(id).await?;
        // The buyer may have paid in this very moment; then the provider refuses, and its state decides.
        if session.as_ref().is_some_and(|session| session.payment == Payment::Pending) {
            ended?;
        }
        Ok(session)
    }
}

fn session_params(hold: &Hold, customer: &str, price: &str, page: &PayPage) -> Params {
    let (mode, metadata) = match hold.quote.interval {
        Interval::Once => ("payment", "payment_intent_data[metadata][hold]"),
        Interval::Month | Interval::Year => ("subscription", "subscription_data[metadata][hold]"),
    };
    vec![
        ("mode", mode.to_owned()),
        ("customer", customer.to_owned()),
        ("client_reference_id", hold.member.clone()),
        ("line_items[0][quantity]", "1".to_owned()),
        ("line_items[0][price]", price.to_owned()),
        ("metadata[hold]", hold.id.clone()),
        (metadata, hold.id.clone()),
        ("expires_at", session_expires(hold.held_at).as_second().to_string()),
        ("locale", locale(page.lang).to_owned()),
        ("custom_text[submit][message]", page.submit.clone()),
        ("success_url", page.success.clone()),
        ("cancel_url", page.cancelled.clone()),
    ]
}
